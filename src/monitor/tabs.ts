import { arrange } from './navigation.ts';
import type { State } from './state.ts';

/** A tab over the table: everybody, or one group. */
export interface Tab {
  readonly name: string;
  /** How many users are in it, and how many of them are online, whatever the filter. */
  readonly size: number;
  readonly online: number;
  readonly chosen: boolean;
}

/** The tabs, the first of which is everybody; none when there is no group. */
export function tabsOf({ view: { roster }, tab }: State): readonly Tab[] {
  const { groups, counts, size } = roster;
  if (groups.names.length === 0) return [];
  const everybody = { name: 'all', size, online: counts.online, chosen: tab === 0 };
  const others = groups.names.map((name, group) => ({
    name,
    size: groups.sizeOf(group),
    online: groups.onlineIn(group),
    chosen: tab === group + 1,
  }));
  return [everybody, ...others];
}

/** Shows the users of a tab, counted from 0; the selection stays on its user when that is among them. */
export function chooseTab(state: State, tab: number): State {
  const count = state.view.roster.groups.names.length + 1;
  if (tab < count) return tab === state.tab ? state : arrange({ ...state, tab }, state.filter, state.sorting);
  const text = `there is no tab ${tab + 1}: the last one is ${count}`;
  return { ...state, notice: { kind: 'failed', text, hint: null } };
}

/** Goes to the next or previous tab, around the ends. */
export function turnTab(state: State, direction: 1 | -1): State {
  const count = state.view.roster.groups.names.length + 1;
  return chooseTab(state, (state.tab + direction + count) % count);
}
