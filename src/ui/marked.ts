import { rangeOf } from '../monitor/marking.ts';
import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { type Line, span } from './lines.ts';

/** How many are marked, and how many of them are not in the table, in ever fewer words; nothing when nobody is. */
export function markedTexts({ view, marks, filter, tab }: State): string[] {
  if (marks.size === 0) return [];
  const marked = `${number(marks.size)} marked`;
  const hidden = marks.size - view.shownOf(marks);
  if (hidden === 0) return [marked];
  const filtered = filter.trim() !== '';
  const by = filtered && tab > 0 ? 'filter and tab' : filtered ? 'the filter' : 'the tab';
  return [`${marked}, ${number(hidden)} hidden by ${by}`, `${marked}, ${number(hidden)} hidden`, marked];
}

/** How many users the range holds while one is being marked; nothing otherwise. */
export function rangeLines(state: State): Line[] {
  const range = rangeOf(state);
  return range === null ? [] : [[span(`range of ${number(range.to - range.from + 1)}`, 'changed')]];
}
