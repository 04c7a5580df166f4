import type { Column } from '../monitor/sort.ts';
import type { State } from '../monitor/state.ts';
import { signs } from '../text/signs.ts';
import { fitText } from '../text/width.ts';
import { cell, type Row } from './cells.ts';
import { columnStop, isDisputed, type StopStyle } from './column-stops.ts';
import { type ColumnLayout, GUTTER, TITLES } from './columns.ts';
import type { Layout } from './layout.ts';
import { type Line, plainText, sameLine, span } from './lines.ts';
import { rowsOf } from './rows.ts';

/** A cell of the table, ready to draw. */
export interface DrawnCell {
  readonly line: Line;
  readonly selected: boolean;
  readonly stale: boolean;
  readonly changed: boolean;
}

export interface DrawnTable {
  readonly columns: readonly Column[];
  /** Rows the table takes on the screen, its heading excluded. */
  readonly height: number;
  readonly headings: readonly Line[];
  readonly rows: readonly (readonly DrawnCell[])[];
}

/** All that stands on the screen. Parts that look the same from one frame to the next are the same values. */
export interface Drawing {
  readonly above: readonly Line[];
  readonly table: DrawnTable | null;
  readonly below: readonly Line[];
}

/**
 * Draws a laid-out state. What looks as it did `before` is taken from there: whoever draws knows by identity that there is
 * nothing to do, which is most of the time, since ages stand still and most answers change nothing.
 */
export function drawingOf(state: State, layout: Layout, before: Drawing | null): Drawing {
  const above = reuse(before?.above, layout.above, sameLine);
  const below = reuse(before?.below, layout.below, sameLine);
  const table = layout.table === null ? null : drawTable(state, layout.table, before?.table ?? null);
  const same = before !== null && before.above === above && before.below === below && before.table === table;
  return same ? before : { above, table, below };
}

function drawTable(state: State, { columns, rows: height }: NonNullable<Layout['table']>, before: DrawnTable | null): DrawnTable {
  const names = columns.map(({ column }) => column);
  const sortedHere = names.includes(state.sorting.column);
  const headings = columns.map((column, at) => heading(column, at, state, sortedHere));
  const rows = rowsOf(state)
    .slice(0, height)
    .map((row, at) => reuse(before?.rows[at], drawRow(row, columns), sameCell));
  const table = {
    columns: reuse(before?.columns, names, Object.is),
    height,
    headings: reuse(before?.headings, headings, sameLine),
    rows: reuse(before?.rows, rows, Object.is),
  };
  const same =
    before !== null &&
    before.height === height &&
    before.columns === table.columns &&
    before.headings === table.headings &&
    before.rows === table.rows;
  return same ? before : table;
}

function drawRow(row: Row, columns: readonly ColumnLayout[]): DrawnCell[] {
  const { selected, marked, inRange, flagged, stale, record } = row;
  const gutter = (selected ? signs.selected : ' ') + (inRange ? signs.range : marked ? signs.marked : ' ');
  let from = 0;
  let disputed = false;
  return columns.map(({ column, width }, place) => {
    const changed = record.changed.some((name) => name === column);
    const lead = place === 0 ? gutter : '';
    // The name never changes: before it there is room for the sign of a flag.
    const style = column === 'user' && flagged ? 'flag' : changed ? 'changed' : 'plain';
    const content = cell(row, column, width);
    const line = [...(disputed ? [columnStop(from, style)] : signed(lead, style)), ...content];
    disputed = isDisputed(plainText(content));
    from += lead.length + 1 + width;
    return { line, selected, stale, changed };
  });
}

/** What stands before a cell. A flag alone has a colour, which the gutter before it has not. */
function signed(lead: string, style: StopStyle): Line {
  if (style !== 'flag') return [span(lead + (style === 'changed' ? signs.changed : ' '), style)];
  return lead === '' ? [span(signs.flag, style)] : [span(lead), span(signs.flag, style)];
}

/** The first heading tells by what the rows are ordered when that column is not on the screen. */
function heading({ column, title, width }: ColumnLayout, place: number, { sorting }: State, sortedHere: boolean): Line {
  const arrow = sorting.descending ? signs.descending : signs.ascending;
  const by =
    column === sorting.column ? title : place === 0 && !sortedHere ? besides(title, TITLES[sorting.column], width) : null;
  const text = by === null ? title : by.slice(0, width - 1) + (by.length + 2 <= width ? ' ' : '') + arrow;
  return [span(' '.repeat(place === 0 ? GUTTER + 1 : 1) + fitText(text, width), 'title')];
}

/** A title and what the rows are ordered by, in as many words as fit before a sign. */
function besides(title: string, sorted: string, width: number): string {
  const ways = [`${title} by ${sorted}`, `by ${sorted}`, sorted];
  return ways.find((way) => way.length < width) ?? sorted;
}

function sameCell(a: DrawnCell, b: DrawnCell): boolean {
  return a.selected === b.selected && a.stale === b.stale && a.changed === b.changed && sameLine(a.line, b.line);
}

/** `after`, with every item that is the same as before taken from before; when all are, the list from before itself. */
function reuse<T>(before: readonly T[] | undefined, after: readonly T[], same: (a: T, b: T) => boolean): readonly T[] {
  if (before === undefined) return after;
  const kept = after.map((item, at) => {
    const old = before[at];
    return old !== undefined && same(old, item) ? old : item;
  });
  return kept.length === before.length && kept.every((item, at) => item === before[at]) ? before : kept;
}
