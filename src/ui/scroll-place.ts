import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { signs } from '../text/signs.ts';
import { type Line, lineWidth, span } from './lines.ts';

/** Which of the users the rows on screen are, such as ` 1–20 of 1,240 `; nothing when all are on it. */
export function scrollPlace({ top, view }: State, rows: number): Line {
  if (view.size <= rows || rows < 1) return [];
  return [span(` ${number(top + 1)}${signs.until}${number(Math.min(top + rows, view.size))} of ${number(view.size)} `)];
}

/** A rule across the screen below the table, with a title at its left and the place in the list at its right if there is room. */
export function rule(title: string, place: Line, width: number): Line {
  const start = title === '' ? '' : `${signs.rule} ${title} `;
  const end = place.length === 0 || start.length + lineWidth(place) + 2 > width ? [] : [...place, span(signs.rule, 'dim')];
  const room = width - lineWidth(end);
  return [span((start + signs.rule.repeat(width)).slice(0, room), 'dim'), ...end];
}
