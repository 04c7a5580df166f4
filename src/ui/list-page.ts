import { type Cursor, type OrderedList, settleCursor } from '../monitor/cursor.ts';
import { isList, type ListLayer } from '../monitor/list-page.ts';
import type { Layer, State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { signs } from '../text/signs.ts';
import { fitLine, type Line, lineWidth, span, spread } from './lines.ts';
import { alertsPage } from './page-alerts.ts';
import { changesPage } from './page-changes.ts';
import { errorsPage } from './page-errors.ts';
import { subscriptionsPage } from './page-subscriptions.ts';

/** A page that lists something: what stands above the entries, the entries, and what stands in their place or after them. */
export interface ListPage {
  /** What it is and how many there are, in ever fewer words. */
  readonly titles: readonly string[];
  /** Lines between title and entries. */
  readonly notes: readonly Line[];
  readonly list: OrderedList;
  readonly cursor: Cursor;
  /** The entry at a place, at least one line, without the column before it; in at most `rows` where that is possible. */
  readonly entry: (position: number, rows: number) => readonly Line[];
  /** Instead of entries while there are none. */
  readonly empty: readonly Line[];
  /** After the last entry, or null. */
  readonly end: Line | null;
}

/** A list page as it is drawn, in exactly the rows it was given. */
export interface DrawnList {
  readonly lines: readonly Line[];
  /** Entries that there is room for. */
  readonly listRows: number;
}

/** Draws a layer that is a list page, in `rows` rows; null for any other. Costs what is on the screen. */
export function drawList(state: State, layer: Layer | null, width: number, rows: number): DrawnList | null {
  if (!isList(layer)) return null;
  const page = pageOf(state, layer, width);
  const { titles, notes, list } = page;
  const { from, whole, lines } = entriesIn(page, width, Math.max(1, rows - 1 - notes.length));
  const all = [titleLine(titles, placeOf(from, whole, list.size), width), ...notes, ...(list.size === 0 ? page.empty : lines)];
  return { lines: Array.from({ length: rows }, (_, at) => all[at] ?? []), listRows: Math.max(1, whole) };
}

/** What a list page says, laid out for `width` columns. */
export function pageOf(state: State, layer: ListLayer, width: number): ListPage {
  switch (layer.kind) {
    case 'change-list':
      return changesPage(state, layer, width);
    case 'errors':
      return errorsPage(state, layer, width);
    case 'alerts':
      return alertsPage(state, layer, width);
    case 'subscriptions':
      return subscriptionsPage(state, layer, width);
  }
}

/** The entries on the screen around the selected one: the place of the first, how many are there in whole, and their lines. */
function entriesIn(page: ListPage, width: number, rows: number) {
  const { list, entry, end } = page;
  const { top, position } = settleCursor(page.cursor, list, rows);
  const drawn = new Map<number, readonly Line[]>();
  const linesAt = (place: number): readonly Line[] => {
    const lines = drawn.get(place) ?? framed(entry(place, rows), place === position, width);
    drawn.set(place, lines);
    return end !== null && place === list.size - 1 ? [...lines, end] : lines;
  };
  /** The first place from which on everything up to `last` is on the screen. */
  const firstFor = (last: number): number => {
    let from = last;
    let left = rows - linesAt(from).length;
    while (from > 0 && linesAt(from - 1).length <= left) {
      from--;
      left -= linesAt(from).length;
    }
    return from;
  };
  if (list.size === 0) return { from: 0, whole: 0, lines: [] };
  const from = Math.min(Math.max(top, firstFor(position)), firstFor(list.size - 1));
  const lines: Line[] = [];
  let whole = 0;
  for (let place = from; place < list.size && lines.length < rows; place++) {
    lines.push(...linesAt(place));
    if (lines.length <= rows) whole++;
  }
  return { from, whole, lines: lines.slice(0, rows) };
}

/** An entry with the column before it; the selected one is told by a sign there too. */
function framed(lines: readonly Line[], isSelected: boolean, width: number): Line[] {
  if (!isSelected) return lines.map((line) => fitLine([span(' '), ...line], width));
  return lines.map((line) =>
    fitLine([span(signs.selected), ...line], width).map((piece) => ({ ...piece, style: 'selected' }) as const),
  );
}

/** Which of the entries are on the screen; nothing when all are. */
function placeOf(from: number, count: number, size: number): Line {
  return count >= size ? [] : [span(`${number(from + 1)}${signs.until}${number(from + Math.max(1, count))} of ${number(size)} `)];
}

/** As many words as fit beside the place in the list. */
function titleLine(titles: readonly string[], place: Line, width: number): Line {
  const room = width - lineWidth(place) - (place.length === 0 ? 0 : 1);
  const lines = titles.map((title): Line => [span(` ${title}`, 'title')]);
  const fitting = lines.find((line) => lineWidth(line) <= room) ?? lines.at(-1) ?? [];
  return spread(fitting, place, width);
}
