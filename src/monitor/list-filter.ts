import type { OrderedList } from './cursor.ts';
import { CHANGE_FIELDS, changeTest, ERROR_FIELDS, mishapTest } from './filter/entries.ts';
import { type FilterProblem, parseFilter } from './filter/parse.ts';
import { printFilter, type Term } from './filter/terms.ts';
import { type Edit, edit, type Line, lineOf } from './line-editor.ts';
import { isList, moveInList, settleLists } from './list-page.ts';
import type { Distance } from './messages.ts';
import { Narrowed } from './narrowed.ts';
import { belowTop, type Layer, replaceTop, type State, topLayer } from './state.ts';

/** What a list page is narrowed down to. */
export interface ListFilter {
  /** The words that are understood, and what they mean. */
  readonly text: string;
  readonly terms: readonly Term[];
  /** The entries from one number to another, both included, that the words let through, the newest first. */
  readonly list: (oldest: number, newest: number) => OrderedList;
}

/** The line in which the filter of the list page below it is typed. */
export interface ListFilterLayer {
  readonly kind: 'list-filter';
  readonly line: Line;
  /** What in the line is not understood, or null. */
  readonly problem: FilterProblem | null;
}

/** The pages that can be narrowed down. */
type Narrowable = Extract<Layer, { readonly filter: ListFilter | null }>;

/** Opens the line over the list on top, at the filter in force; nothing over anything else. */
export function openListFilter(state: State): State {
  const list = narrowable(topLayer(state));
  if (list === null) return state;
  const layer: ListFilterLayer = { kind: 'list-filter', line: lineOf(list.filter?.text ?? ''), problem: null };
  return { ...state, layers: [...state.layers, layer] };
}

/** Types into the line; what is understood of it narrows the list at once. The selection stays on its entry, or near it. */
export function typeListFilter(state: State, layer: ListFilterLayer, change: Edit): State {
  const below = belowTop(state);
  const list = narrowable(topLayer(below));
  if (list === null) return state;
  const line = edit(layer.line, change);
  const { terms, problem } = parseFilter(line.text, list.kind === 'errors' ? ERROR_FIELDS : CHANGE_FIELDS);
  const narrowed = withFilter(below, list, terms);
  return { ...narrowed, layers: [...narrowed.layers, { ...layer, line, problem }] };
}

/** Moves the selection of the list while its filter is typed. */
export function moveBelowFilter(state: State, layer: ListFilterLayer, by: Distance, direction: 1 | -1): State {
  const below = belowTop(state);
  const list = topLayer(below);
  if (!isList(list)) return state;
  const moved = moveInList(below, list, by, direction);
  return { ...moved, layers: [...moved.layers, layer] };
}

/** Takes the filter of the list on top away; null when it has none. */
export function clearListFilter(state: State): State | null {
  const list = narrowable(topLayer(state));
  return list === null || list.filter === null ? null : withFilter(state, list, []);
}

/** Lets the filters of list pages look at the lists as they are now, where others took the place of those they were typed over. */
export function renewListFilters(state: State): State {
  const layers = state.layers.map((layer) => {
    const list = narrowable(layer);
    return list === null || list.filter === null ? layer : { ...list, filter: filterOf(state, list.kind, list.filter.terms) };
  });
  return { ...state, layers };
}

function narrowable(layer: Layer | null): Narrowable | null {
  return layer?.kind === 'change-list' || layer?.kind === 'errors' ? layer : null;
}

function withFilter(state: State, list: Narrowable, terms: readonly Term[]): State {
  const filter = terms.length === 0 ? null : filterOf(state, list.kind, terms);
  return settleLists(replaceTop(state, { ...list, filter }));
}

function filterOf({ log, errors }: State, kind: Narrowable['kind'], terms: readonly Term[]): ListFilter {
  const text = printFilter(terms);
  if (kind === 'change-list') {
    const test = changeTest(terms);
    const found = new Narrowed((id) => {
      const change = log.at(id);
      return change !== undefined && test(change);
    });
    return { text, terms, list: (oldest, newest) => found.list(oldest, newest) };
  }
  const test = mishapTest(terms);
  const wanted = (id: number) => {
    const mishap = errors.at(id);
    return mishap !== undefined && test(mishap);
  };
  // They are few, and change when what happened happens again: each list looks at all of them.
  return { text, terms, list: (oldest, newest) => new Narrowed(wanted).list(oldest, newest) };
}
