import { BOUNDS } from '../monitor/bounds.ts';
import { type ListLayer, listOf } from '../monitor/list-page.ts';
import { type State, shownAt } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { shortTime } from '../text/time.ts';
import { changeTimes, changeWhat, wholeChange } from './changes.ts';
import { type Line, span } from './lines.ts';
import type { ListPage } from './list-page.ts';
import { narrowedTitles, nothingMatches } from './narrowed-list.ts';

/** Columns that names beside their changes take, so that what changed stands in a column. */
const NAME = { least: 6, most: 32 };

/** Every change that is kept, newest first. One too long for a line takes two. */
export function changesPage(state: State, layer: Extract<ListLayer, { kind: 'change-list' }>, width: number): ListPage {
  const { log, frozen, stamp } = state;
  const list = listOf(state, layer);
  const { filter } = layer;
  const changes = `${number(list.size)} ${list.size === 1 ? 'change' : 'changes'}`;
  const asOf = frozen === null ? '' : `, as of ${shortTime(frozen.at, stamp.wall)}`;
  const titles = [
    `${changes} of all users, newest first${asOf}`,
    `${changes}, newest first${asOf}`,
    `${changes}${asOf}`,
    changes,
  ];
  const all = listOf(state, { ...layer, filter: null }).size;
  return {
    titles: filter === null ? titles : narrowedTitles(filter, list.size, all, 'changes', asOf),
    notes: [],
    list,
    cursor: layer.cursor,
    entry: (position) => entryLines(state, Number(list.keyAt(position)), width - 1),
    empty: filter === null || all === 0 ? [[span(' no change observed yet')]] : nothingMatches(filter),
    end: [span(` ${bound(log.firstId() > 1, BOUNDS.changes)}`, 'dim')],
  };
}

/** What the end of a bounded list says: whether anything was before it. */
export function bound(forgotten: boolean, kept: number): string {
  return forgotten ? `${number(kept)} kept, older ones are forgotten` : `all since the start; ${number(kept)} are kept`;
}

function entryLines(state: State, id: number, width: number): readonly Line[] {
  const change = state.log.at(id);
  const now = shownAt(state);
  if (change === undefined) return [[]];
  const line = wholeChange(change, Math.max(NAME.least, Math.min(NAME.most, Math.floor(width / 5))), now, width);
  if (line !== null) return [line];
  return [
    [...changeTimes(change, now), span(change.uid)],
    [span('  '), ...changeWhat(change, width - 2)],
  ];
}
