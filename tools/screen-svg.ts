import { FRAME, INK, PAPER, rgb } from './palette.ts';
import type { Cell } from './screen-cells.ts';

/** Sizes in user units; a cell has the proportions most monospaced faces have. */
const WIDTH = 8.4;
const HEIGHT = 18;
const FONT = 14;
const BASELINE = 13.5;
const PADDING = 14;
const FACES = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

/** Neighbouring cells of one row that look alike and are drawn as one piece. */
interface Run {
  readonly column: number;
  columns: number;
  text: string;
  readonly cell: Cell;
}

/**
 * A picture of a screen as SVG, `cells` row by row as `screenCells` gives them. `title` is read aloud by screen readers.
 *
 * Each run of text starts at its column and is told how long it is, so columns stay straight whatever face the reader has.
 */
export function screenSvg(cells: readonly (readonly Cell[])[], title: string): string {
  const width = round((cells[0]?.length ?? 0) * WIDTH + 2 * PADDING);
  const height = cells.length * HEIGHT + 2 * PADDING;
  const rows = cells.flatMap((row, index) => [...paper(row, index), ...runs(row).flatMap((run) => ink(run, index))]);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${round(width - 1)}" height="${height - 1}" rx="9" fill="${PAPER}" stroke="${FRAME}"/>`,
    `<g transform="translate(${PADDING} ${PADDING})" font-family="${FACES}" font-size="${FONT}" fill="${INK}">`,
    ...rows,
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

function runs(row: readonly Cell[]): Run[] {
  const found: Run[] = [];
  row.forEach((cell, column) => {
    if (cell.width === 0) return;
    const last = found.at(-1);
    if (last && alike(last, cell)) {
      last.columns += cell.width;
      last.text += cell.char;
    } else found.push({ column, columns: cell.width, text: cell.char, cell });
  });
  return found;
}

/** A face may draw what is not ASCII wider than a cell, so only equal ones stay together: the stretched run shows no difference. */
function alike({ cell, text }: Run, next: Cell): boolean {
  const sameText = ascii(text) && ascii(next.char) ? true : cell.char === next.char && cell.width === 1;
  return sameText && looks(cell) === looks(next);
}

const ascii = (text: string) => /^[ -~]*$/.test(text);
const looks = ({ fg, bg, bold, dim, italic, underline, inverse }: Cell) => [fg, bg, bold, dim, italic, underline, inverse].join();

/** Boxes behind neighbouring cells of one colour are one box, since there would be hairlines between them. */
function paper(row: readonly Cell[], index: number): string[] {
  const boxes: { column: number; columns: number; fill: string }[] = [];
  row.forEach(({ width, inverse, fg, bg }, column) => {
    const fill = inverse ? rgb(fg, INK) : rgb(bg, PAPER);
    const last = boxes.at(-1);
    if (last?.fill === fill) last.columns += width;
    else boxes.push({ column, columns: width, fill });
  });
  return boxes
    .filter(({ fill }) => fill !== PAPER)
    .map(
      ({ column, columns, fill }) =>
        `<rect x="${at(column)}" y="${index * HEIGHT}" width="${at(columns)}" height="${HEIGHT}" fill="${fill}"/>`,
    );
}

function ink({ column, text, cell, columns }: Run, row: number): string[] {
  const fill = cell.inverse ? rgb(cell.bg, PAPER) : rgb(cell.fg, INK);
  const look = [
    ...(fill === INK ? [] : [`fill="${fill}"`]),
    ...(cell.bold ? ['font-weight="bold"'] : []),
    ...(cell.dim ? ['fill-opacity="0.6"'] : []),
    ...(cell.italic ? ['font-style="italic"'] : []),
    ...(cell.underline ? [`text-decoration="underline" xml:space="preserve"`] : []),
  ];
  const pieces = cell.underline || !ascii(text) ? [{ text, column, columns }] : phrases(text, column);
  return pieces
    .filter((piece) => cell.underline || piece.text.trim() !== '')
    .map((piece) => {
      const place = `x="${at(piece.column)}" y="${round(row * HEIGHT + BASELINE)}" textLength="${at(piece.columns)}"`;
      return `<text ${[place, 'lengthAdjust="spacingAndGlyphs"', ...look].join(' ')}>${escaped(piece.text)}</text>`;
    });
}

/** What stands between gaps of two or more blanks, so that table columns are straight even in a face that is not monospaced. */
function phrases(text: string, column: number): { text: string; column: number; columns: number }[] {
  return [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: phrase, index }) => ({
    text: phrase,
    column: column + index,
    columns: phrase.length,
  }));
}

const round = (value: number) => Number(value.toFixed(2));
const at = (columns: number) => round(columns * WIDTH);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
