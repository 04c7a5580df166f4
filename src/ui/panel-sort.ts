import { COLUMNS } from '../monitor/sort.ts';
import type { State } from '../monitor/state.ts';
import { signs } from '../text/signs.ts';
import { type Line, span } from './lines.ts';
import type { Panel } from './panels.ts';

/** What each column sorts by, in words. */
export const COLUMN_NAMES: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  user: 'user',
  status: 'status: online, custom, offline, unknown',
  devices: 'number of devices',
  change: 'last change',
  ext: 'ext',
  sub: 'end of the subscription',
  age: 'age of the data',
};

/** The sort menu: one line a column, the present one marked with its direction. */
export function sortPanel({ sorting }: State, choice: number): Panel {
  const entries = COLUMNS.map((column, at): Line => {
    const present = column === sorting.column ? ` ${sorting.descending ? signs.descending : signs.ascending}` : '';
    const chosen = at === choice;
    return [span(` ${chosen ? signs.chosen : ' '} ${COLUMN_NAMES[column]}${present}  `, chosen ? 'selected' : 'plain')];
  });
  return { lines: [[span(' sort by', 'title')], ...entries], spare: 0, focus: choice + 1 };
}
