import { type Filter, makeFilter } from './filter/filter.ts';
import { parseFilter } from './filter/parse.ts';
import type { Distance } from './messages.ts';
import type { RosterReader } from './roster.ts';
import type { Sorting } from './sort.ts';
import { type State, shownAt } from './state.ts';
import { View } from './view.ts';

/** Moves the selection; the ends of the list stop it. */
export function move(state: State, by: Distance, direction: 1 | -1): State {
  const rows = {
    row: 1,
    half: Math.max(1, Math.floor(state.pageRows / 2)),
    page: Math.max(1, state.pageRows - 1),
    end: state.view.size,
  }[by];
  const position = Math.max(0, Math.min(state.view.size - 1, state.position + rows * direction));
  const moved = settle({ ...state, position, selected: state.view.at(position) ?? null });
  return { ...moved, restingTop: moved.top };
}

/** Marks or unmarks the selected user and goes on to the next row. */
export function toggleMark(state: State): State {
  if (state.selected === null) return state;
  const marks = new Set(state.marks);
  if (!marks.delete(state.selected)) marks.add(state.selected);
  return move({ ...state, marks }, 'row', 1);
}

/** Shows what another filter or sorting lets through, of the same users. */
export function arrange(state: State, filter: string, sorting: Sorting): State {
  return show({ ...state, filter, sorting }, state.view.roster);
}

/** Shows a roster, live or frozen, at the moment that the screen shows. */
export function show(state: State, roster: RosterReader): State {
  return settle({ ...state, view: new View(roster, whom(state, roster), state.sorting, shownAt(state)) });
}

/** Lets users enter and leave the list as time passes. A frozen view stays at its moment. */
export function follow(state: State): State {
  if (state.frozen !== null) return state;
  state.view.follow(state.stamp.wall);
  return settle(state);
}

/** Whom a state shows: those in the tab whom the filter lets through; null for everybody. */
function whom({ filter, tab }: State, { groups }: RosterReader): Filter | null {
  const words = makeFilter(parseFilter(filter).terms);
  if (tab === 0) return words;
  return {
    timed: words?.timed ?? false,
    turnsAt: words?.turnsAt ?? (() => Number.POSITIVE_INFINITY),
    matches: (record, receivedAt, now) =>
      groups.has(tab - 1, record.index) && (words === null || words.matches(record, receivedAt, now)),
  };
}

/**
 * Brings selection and scroll in line with rows that may have moved: the selection stays on its user, or near its old place
 * when the user is no longer shown, and is always on screen.
 */
export function settle(state: State): State {
  const { view, pageRows } = state;
  const found = state.selected === null ? -1 : view.positionOf(state.selected);
  const position = found >= 0 ? found : Math.max(0, Math.min(state.position, view.size - 1));
  const selected = found >= 0 ? state.selected : (view.at(position) ?? null);
  const lastTop = Math.max(0, view.size - pageRows);
  const top = Math.max(0, Math.min(state.restingTop, position, lastTop), position - pageRows + 1);
  return { ...state, selected, position, top };
}

/** Indices of the users on screen, top to bottom. */
export function shownUsers(state: State): readonly number[] {
  return state.view.slice(state.top, state.top + state.pageRows);
}
