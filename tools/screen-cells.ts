import type { IBuffer, IBufferCell } from '@xterm/headless';

/** The terminal's own 16 colours, in the order of their palette numbers. */
export const COLOUR_NAMES = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const;

export type ColourName = (typeof COLOUR_NAMES)[number];

/** A colour as a program asked for it: none, one of the 16, one of the other 240 by number, or an exact one. */
export type Colour = 'default' | ColourName | `palette-${number}` | `#${string}`;

/** One place on the screen. */
export interface Cell {
  /** What stands there: a grapheme, a space where nothing does, or "" in the second half of a wide character. */
  readonly char: string;
  /** Columns taken: 1, 2 for a wide character, 0 for its second half. */
  readonly width: number;
  readonly fg: Colour;
  readonly bg: Colour;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

const hex = (value: number): `#${string}` => `#${value.toString(16).padStart(6, '0')}`;
const palette = (index: number): Colour => COLOUR_NAMES[index] ?? `palette-${index}`;

function foreground(cell: IBufferCell): Colour {
  if (cell.isFgDefault()) return 'default';
  return cell.isFgRGB() ? hex(cell.getFgColor()) : palette(cell.getFgColor());
}

function background(cell: IBufferCell): Colour {
  if (cell.isBgDefault()) return 'default';
  return cell.isBgRGB() ? hex(cell.getBgColor()) : palette(cell.getBgColor());
}

function read(cell: IBufferCell): Cell {
  const width = cell.getWidth();
  return {
    char: cell.getChars() || (width === 0 ? '' : ' '),
    width,
    fg: foreground(cell),
    bg: background(cell),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
  };
}

/** The `columns` × `rows` cells that a terminal shows at the bottom of its buffer, row by row, as data that later output leaves alone. */
export function screenCells(buffer: IBuffer, columns: number, rows: number): Cell[][] {
  const reused = buffer.getNullCell();
  return Array.from({ length: rows }, (_, row) => {
    const line = buffer.getLine(buffer.baseY + row);
    return Array.from({ length: columns }, (_, column) => read(line?.getCell(column, reused) ?? buffer.getNullCell()));
  });
}
