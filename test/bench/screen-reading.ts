import { signs } from '../../src/text/signs.ts';

/** Columns before a name: selection, mark and sign of change. */
const BEFORE_NAME = 3;
/** Header lines above the heading of the table. */
const HEADING = 2;

/** Whether the table is drawn, with at least one user in it. */
export function tableIsDrawn(lines: readonly string[]): boolean {
  return /^\s+USER\b/.test(lines[HEADING] ?? '') && selectedUser(lines) !== null;
}

/** Whether everybody was answered once: until then the footer says that the monitor is starting. */
export function firstSweepIsOver(lines: readonly string[]): boolean {
  return lines.some((line) => /\d\/s of \d+ · all well\b/.test(line));
}

/** The user beside the selection mark, or null when none is drawn. */
export function selectedUser(lines: readonly string[]): string | null {
  const row = lines.find((line) => line.startsWith(signs.selected));
  return row === undefined ? null : nameIn(row);
}

/** The rows of the table: down to the rule below it, or on a low screen to the place in the list. */
export function tableRows(lines: readonly string[]): string[] {
  const rule = lines.findIndex((line) => line.startsWith(signs.rule));
  const place = lines.findIndex((line) => /\d–\d+ of \d+$/.test(line));
  return lines.slice(HEADING + 1, rule === -1 ? place : rule).filter((line) => line !== '');
}

/** The user in a row of the table. */
export function nameIn(row: string): string {
  return row.slice(BEFORE_NAME).split(' ')[0] ?? '';
}

/** The rows whose devices are marked as changed; the sign stands in the column before the cell. */
export function changedRows(lines: readonly string[]): string[] {
  const sign = (lines[HEADING] ?? '').indexOf('DEVICES') - 1;
  return tableRows(lines).filter((row) => row[sign] === signs.changed);
}
