import { type Cell, cellsOf } from './cells.ts';
import { changeLine } from './line-changes.ts';
import { Pen, scrolling } from './pen.ts';
import { possibleScrolls, type Scroll, scrolled } from './scrolling.ts';

/** A terminal to draw on. */
export interface Canvas {
  /** Columns. */
  readonly width: number;
  /** Whether it is to get colours, dim ones included; bold, inverse and underlined text it gets in any case. */
  readonly colours: boolean;
}

const ERASE_SCREEN = '\u{1b}[H\u{1b}[2J';

/**
 * The bytes that make a terminal show `after` where it shows `before`: only what differs, cell by cell, and lines that moved as a
 * whole moved by the terminal. When nobody knows what it shows, `before` is null, and the screen is erased first. Frames are lines
 * as Ink draws them. The cursor may stand anywhere before and after; text is plain before and after.
 */
export function changesOf(before: readonly string[] | null, after: readonly string[], canvas: Canvas): string {
  const cells = cellReader(canvas.colours);
  const pen = new Pen(canvas.width);
  if (before === null) pen.out = ERASE_SCREEN;
  const height = Math.max(before?.length ?? 0, after.length);
  const padded = (lines: readonly string[]) => Array.from({ length: height }, (_, row) => lines[row] ?? '');
  const now = padded(after);
  let shown = padded(before ?? []);
  for (const scroll of before === null ? [] : possibleScrolls(shown, now)) {
    if (!pays(scroll, shown, now, cells, canvas.width)) continue;
    pen.scroll(scroll);
    shown = scrolled(shown, scroll);
  }
  changeLines(pen, 0, shown, now, cells);
  pen.rest();
  return pen.out;
}

type CellReader = (line: string) => readonly Cell[];

/** Reads each line once. */
function cellReader(colours: boolean): CellReader {
  const known = new Map<string, readonly Cell[]>();
  return (line) => {
    const cells = known.get(line) ?? cellsOf(line, colours);
    known.set(line, cells);
    return cells;
  };
}

/** Writes the lines that differ; `top`: the row of the first. */
function changeLines(pen: Pen, top: number, before: readonly string[], after: readonly string[], cells: CellReader): void {
  for (const [at, line] of after.entries()) {
    const old = before[at] as string;
    if (line !== old) changeLine(pen, top + at, cells(old), cells(line));
  }
}

/** Whether scrolling, and drawing what is not right then, takes fewer bytes than drawing. */
function pays(scroll: Scroll, before: readonly string[], after: readonly string[], cells: CellReader, width: number): boolean {
  const { top, bottom } = scroll;
  const bytes = (lines: readonly string[]) => {
    const pen = new Pen(width);
    changeLines(pen, top, lines.slice(top, bottom + 1), after.slice(top, bottom + 1), cells);
    return Buffer.byteLength(pen.out);
  };
  return scrolling(scroll).length + bytes(scrolled(before, scroll)) < bytes(before);
}
