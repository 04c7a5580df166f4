import { parseFilter } from './filter.ts';
import type { Distance } from './messages.ts';
import type { Sorting } from './sort.ts';
import type { State } from './state.ts';
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
  return settle({ ...state, position, selected: state.view.at(position) ?? null });
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
  const view = new View(state.view.roster, parseFilter(filter), sorting);
  return settle({ ...state, filter, sorting, view });
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
  const top = Math.max(0, Math.min(state.top, position, lastTop), position - pageRows + 1);
  return { ...state, selected, position, top };
}

/** Indices of the users on screen, top to bottom. */
export function shownUsers(state: State): readonly number[] {
  return state.view.slice(state.top, state.top + state.pageRows);
}
