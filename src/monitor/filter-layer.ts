import { BOUNDS } from './bounds.ts';
import { type FilterProblem, parseFilter } from './filter/parse.ts';
import { printFilter } from './filter/terms.ts';
import { type Edit, edit, type Line, lineOf } from './line-editor.ts';
import { arrange } from './navigation.ts';
import type { State } from './state.ts';

/** The line in which a filter is typed. */
export interface FilterLayer {
  readonly kind: 'filter';
  readonly line: Line;
  /** What in the line is not understood, or null. */
  readonly problem: FilterProblem | null;
  /** Which of the filters kept stands in the line, and what stood there before any; null while the line is one's own. */
  readonly recalled: { readonly at: number; readonly own: string } | null;
}

/** The line as it opens: at the filter in force. */
export function filterLayer({ filter }: State): FilterLayer {
  return { kind: 'filter', line: lineOf(filter), problem: null, recalled: null };
}

/** Types into the line; what is understood of it filters at once. */
export function typeFilter(state: State, layer: FilterLayer, change: Edit): State {
  return withLine(state, { ...layer, line: edit(layer.line, change), recalled: null });
}

/** Puts an earlier (−1) or later filter into the line; after the latest comes what was being typed. */
export function recall(state: State, direction: 1 | -1): State {
  const layer = state.layers.at(-1);
  if (layer?.kind !== 'filter') return state;
  const { filters } = state;
  if (filters.length === 0) return refused(state, 'no filter was kept before', 'Enter keeps one');
  const { at: from, own } = layer.recalled ?? { at: filters.length, own: layer.line.text };
  let at = from + direction;
  // The filter in force is usually the one kept last: a key that shows the same again would seem not to work.
  while (filters[at] === layer.line.text) at += direction;
  if (at < 0 || at > filters.length) return state;
  return withLine(state, { ...layer, line: lineOf(filters[at] ?? own), recalled: at === filters.length ? null : { at, own } });
}

/** Leaves the line with its filter in force; null when something in it is not understood, which `explained` tells. */
export function keepFilter(state: State, layer: FilterLayer): State | null {
  if (layer.problem !== null) return null;
  const { filter, filters } = state;
  if (filter === '' || filter.length > BOUNDS.filterLength || filter === filters.at(-1)) return state;
  return { ...state, filters: [...filters.filter((kept) => kept !== filter), filter].slice(-BOUNDS.filters) };
}

/** Says why a line is not kept. */
export function explained(state: State, { problem }: Pick<FilterLayer, 'problem'>): State {
  return problem === null ? state : refused(state, problem.what, problem.hint);
}

function withLine(state: State, layer: FilterLayer): State {
  const { terms, problem } = parseFilter(layer.line.text);
  const layers = [...state.layers.slice(0, -1), { ...layer, problem }];
  return arrange({ ...state, layers }, printFilter(terms), state.sorting);
}

function refused(state: State, text: string, hint: string): State {
  return { ...state, notice: { kind: 'failed', text, hint } };
}
