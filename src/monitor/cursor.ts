import type { Distance } from './messages.ts';

/** What tells the entries of a list apart, wherever they stand in it. */
export type Key = string | number;

/** A list whose entries have a place each, counted from 0, and may move while it is looked at. */
export interface OrderedList {
  readonly size: number;
  /** Undefined beyond the end. */
  keyAt(position: number): Key | undefined;
  /** −1 for what is not, or no more, in the list. */
  positionOf(key: Key): number;
}

/**
 * Which entry of a list is selected, and which one stands first on the screen. Both are told by key as well as by place, so that
 * they stay while others come and go, and near their place when they go themselves.
 */
export interface Cursor {
  /** Null while the list is empty. */
  readonly selected: Key | null;
  readonly position: number;
  /** Null at the start of the list: whatever comes before the first entry then shows. */
  readonly first: Key | null;
  readonly top: number;
}

export const AT_START: Cursor = { selected: null, position: 0, first: null, top: 0 };

/** Brings a cursor in line with a list that may have changed: O(1). The selected entry is among the `rows` that are on the screen. */
export function settleCursor(cursor: Cursor, list: OrderedList, rows: number): Cursor {
  const found = cursor.selected === null ? -1 : list.positionOf(cursor.selected);
  const position = clamped(found >= 0 ? found : cursor.position, list.size);
  const first = cursor.first === null ? 0 : list.positionOf(cursor.first);
  const wanted = first >= 0 ? first : cursor.top;
  const top = Math.max(0, Math.min(wanted, position, list.size - rows), position - rows + 1);
  return {
    selected: list.keyAt(position) ?? null,
    position,
    first: top === 0 ? null : (list.keyAt(top) ?? null),
    top,
  };
}

/** Moves the selection; the ends of the list stop it. */
export function moveCursor(cursor: Cursor, list: OrderedList, rows: number, by: Distance, direction: 1 | -1): Cursor {
  const settled = settleCursor(cursor, list, rows);
  const entries = { row: 1, half: Math.max(1, Math.floor(rows / 2)), page: Math.max(1, rows - 1), end: list.size }[by];
  const position = clamped(settled.position + entries * direction, list.size);
  return settleCursor({ ...settled, selected: list.keyAt(position) ?? null, position }, list, rows);
}

/** Entries numbered from `oldest` to `newest`, both included, the newest first: its place is the distance from it. */
export function newestFirst(oldest: number, newest: number): OrderedList {
  const size = Math.max(0, newest - oldest + 1);
  const isIn = (place: number) => place >= 0 && place < size;
  return {
    size,
    keyAt: (position) => (isIn(position) ? newest - position : undefined),
    positionOf: (id) => (typeof id === 'number' && isIn(newest - id) ? newest - id : -1),
  };
}

function clamped(position: number, size: number): number {
  return Math.max(0, Math.min(position, size - 1));
}
