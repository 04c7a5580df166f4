import type { Column } from '../text/column-names.ts';
import { compareText } from './names.ts';
import type { RosterReader } from './roster.ts';
import { STATUSES } from './status.ts';

export { COLUMNS, type Column } from '../text/column-names.ts';

export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

export type SortKey = number | string;

/** Stands after every text: the greatest code unit, which no character has. */
const LAST_TEXT = '\u{ffff}';

/** What a user sorts by in a column. Users without a value stand after all others when ascending. */
export function sortKey(roster: RosterReader, index: number, column: Column): SortKey {
  const record = roster.record(index);
  switch (column) {
    case 'user':
      return roster.nameRank(index);
    case 'status':
      return STATUSES.indexOf(record.status);
    case 'devices':
      return record.presence?.devices.length ?? 0;
    case 'change':
      return record.presence?.lastTime ?? Number.POSITIVE_INFINITY;
    case 'ext':
      return record.presence?.ext.toLowerCase() || LAST_TEXT;
    case 'sub':
      return record.subscription ?? Number.POSITIVE_INFINITY;
    case 'age':
      return -roster.receivedAt(index);
  }
}

export function compareKeys(a: SortKey, b: SortKey): number {
  return typeof a === 'number' && typeof b === 'number' ? (a < b ? -1 : a > b ? 1 : 0) : compareText(String(a), String(b));
}
