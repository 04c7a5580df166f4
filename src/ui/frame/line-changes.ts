import { type Cell, isBlank, PLAIN, sameCell } from './cells.ts';
import type { Pen } from './pen.ts';

/** Cells as they are in a terminal, by column. A loose one counts in each column that it, or what is loose with it, may have taken. */
type Columns = readonly (Cell | undefined)[];

/** The longest gap between two changes, in columns, that is worth a look whether writing it again is shorter than a jump. */
const GAP = 8;
/** The least number of blanks that are worth a command to erase. */
const ERASED = 3;

/** Makes one row of the terminal from what it was. */
export function changeLine(pen: Pen, row: number, before: readonly Cell[], after: readonly Cell[]): void {
  const [old, now] = [inColumns(before), inColumns(after)];
  if (sameLoose(old, now)) patch(pen, row, old, now);
  else rewrite(pen, row, before, after);
}

function inColumns(cells: readonly Cell[]): Columns {
  const columns: (Cell | undefined)[] = [];
  for (const [at, cell] of cells.entries()) {
    columns[cell.column] = cell;
    const next = cells[at + 1];
    if (!cell.loose || next === undefined) continue;
    for (let column = cell.column + 1; column < next.column; column++) columns[column] = cell;
  }
  return columns;
}

/** Whether all that is loose is the same in both. */
function sameLoose(old: Columns, now: Columns): boolean {
  for (let column = 0; column < Math.max(old.length, now.length); column++) {
    const [a, b] = [old[column], now[column]];
    if (!(a?.loose || b?.loose)) continue;
    if (!(a?.loose && b?.loose && a.column === b.column && a.stop === b.stop && sameCell(a, b))) return false;
  }
  return true;
}

/** Writes what differs between two columns. What is loose is the same and stays as it is. */
function patch(pen: Pen, row: number, old: Columns, now: Columns): void {
  const end = Math.max(old.length, now.length);
  for (let column = 0; column < end; column++) {
    const [a, cell] = [old[column], now[column]];
    if (cell?.loose || sameCell(a, cell)) continue;
    if (column >= now.length && end - column >= ERASED) {
      pen.moveTo(row, column);
      pen.eraseRest();
      return;
    }
    writeAt(pen, row, cell ?? blank(column), now);
  }
}

/** Writes a cell after a jump to it, or after what stands before it once more, whichever is shorter. */
function writeAt(pen: Pen, row: number, cell: Cell, now: Columns): void {
  const between = cellsBetween(pen.columnIn(row), cell.column, now);
  const jump = pen.moving(row, cell.column) + pen.drawing([cell]);
  if (between !== null && Buffer.byteLength(pen.drawing([...between, cell])) < Buffer.byteLength(jump)) pen.write(between);
  else pen.moveTo(row, cell.column);
  pen.write([cell]);
}

/** The cells between two columns, the first included, when they may be drawn on their own and are few. */
function cellsBetween(from: number | null, to: number, now: Columns): Cell[] | null {
  if (from === null || from >= to || to - from > GAP) return null;
  const cells = Array.from({ length: to - from }, (_, at) => now[from + at] ?? blank(from + at));
  return cells.some(({ loose }) => loose) ? null : cells;
}

/** Writes a line again from the last column before the first change about which no terminal disagrees. */
function rewrite(pen: Pen, row: number, before: readonly Cell[], after: readonly Cell[]): void {
  let from = 0;
  const same = (a: Cell | undefined, b: Cell | undefined) => a?.column === b?.column && a?.stop === b?.stop && sameCell(a, b);
  while (from < after.length && same(before[from], after[from])) from++;
  const [a, b] = [before[from], after[from]];
  if (a?.loose || b?.loose || a?.column !== b?.column) {
    while (from > 0 && (before[from - 1]?.loose || after[from - 1]?.loose)) from--;
  }
  const start = (after[from] ?? before[from])?.column ?? 0;
  if (before.length > 0) {
    pen.moveTo(row, start);
    pen.eraseRest();
  }
  drawFrom(pen, row, after, from);
}

/** Draws a line into a row that is empty from that cell on. */
function drawFrom(pen: Pen, row: number, cells: readonly Cell[], from: number): void {
  const now = inColumns(cells);
  for (let at = from; at < cells.length; at++) {
    const cell = cells[at] as Cell;
    if (cell.stop && pen.columnIn(row) === null) {
      // What a terminal drew farther than was counted ends here.
      pen.moveTo(row, cell.column);
      pen.eraseRest();
    }
    if (cell.loose) {
      if (!cells[at - 1]?.loose || cell.stop || at === from) pen.moveTo(row, cell.column);
      pen.write([cell]);
    } else if (!isBlank(cell)) writeAt(pen, row, cell, now);
  }
}

function blank(column: number): Cell {
  return { text: ' ', look: PLAIN, column, stop: false, loose: false };
}
