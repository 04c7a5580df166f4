import { rangeOf } from '../monitor/marking.ts';
import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { type Line, span } from './lines.ts';

/** How many are marked, and how many of them are not in the table, in ever fewer words; nothing when nobody is. */
export function markedTexts(state: State): string[] {
  if (state.marks.size === 0) return [];
  const marked = `${number(state.marks.size)} marked`;
  return [...hiddenTexts(state).map((hidden) => `${marked}, ${hidden}`), marked];
}

/** How many of the marked are not in the table, and why, in ever fewer words; nothing when all are. */
export function hiddenTexts({ view, marks, filter, tab }: State): string[] {
  const hidden = marks.size - view.shownOf(marks);
  if (hidden === 0) return [];
  const filtered = filter.trim() !== '';
  const by = filtered && tab > 0 ? 'filter and tab' : filtered ? 'the filter' : 'the tab';
  return [`${number(hidden)} hidden by ${by}`, `${number(hidden)} hidden`];
}

/** How many users the range holds while one is being marked; nothing otherwise. */
export function rangeLines(state: State): Line[] {
  const range = rangeOf(state);
  return range === null ? [] : [[span(`range of ${number(range.to - range.from + 1)}`, 'changed')]];
}
