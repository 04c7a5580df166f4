import { type State, topLayer } from './state.ts';

/** Positions of the range that is being marked, both ends included; null when none is. Nothing moves while one is. */
export function rangeOf(state: State): { readonly from: number; readonly to: number } | null {
  const layer = topLayer(state);
  if (layer?.kind !== 'range') return null;
  const anchor = state.view.positionOf(layer.anchor);
  return { from: Math.min(anchor, state.position), to: Math.max(anchor, state.position) };
}

/** Marks everybody from the start of the range to the selection. */
export function markRange(state: State): State {
  const range = rangeOf(state);
  if (range === null) return state;
  return { ...state, marks: new Set([...state.marks, ...state.view.slice(range.from, range.to + 1)]) };
}

/** Marks everybody whom filter and tab let through, on the screen or not; takes those marks back when all of them have one. */
export function markShown(state: State): State {
  const { view, marks } = state;
  const shown = view.slice(0, view.size);
  const all = view.shownOf(marks) === view.size;
  const kept = all ? new Set(marks) : new Set([...marks, ...shown]);
  if (all) for (const index of shown) kept.delete(index);
  return { ...state, marks: kept };
}
