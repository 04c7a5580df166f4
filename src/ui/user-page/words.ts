import type { Ends } from '../../monitor/timeline.ts';
import { signs } from '../../text/signs.ts';
import { clockTime, coarseAge, fullTime, inLargestUnit } from '../../text/time.ts';
import { flow, type Words } from '../flow.ts';
import type { Line } from '../lines.ts';
import { span } from '../lines.ts';

/** Columns of the names of facts. */
const NAMES = 15;

/** A named fact, wrapped in a column of its own. */
export function fact(name: string, pieces: readonly Words[], width: number): Line[] {
  return flow([span(` ${name.padEnd(NAMES)}`, 'dim')], pieces, width);
}

/** Milliseconds since the epoch to the second: `14:02:58` on the day of `now`, `11-22 14:02:58` in its year, else in full. */
export function moment(at: number, now: number): string {
  const [date, today] = [fullTime(at).slice(0, 10), fullTime(now).slice(0, 10)];
  if (date === today) return clockTime(at);
  return date.slice(0, 4) === today.slice(0, 4) ? fullTime(at).slice(5) : fullTime(at);
}

/** The two ends between which something happened. */
export function ends({ notBefore, notAfter }: Ends, now: number): string {
  return between(notBefore, notAfter, now);
}

/** A span of time; the day of its end is told only when it is another one. */
export function between(from: number, to: number, now: number): string {
  const sameDay = fullTime(from).slice(0, 10) === fullTime(to).slice(0, 10);
  return `${moment(from, now)}${signs.until}${sameDay ? clockTime(to) : moment(to, now)}`;
}

/** How far a moment is from `now`: never finer than a minute, so that a page stands still. */
export function relative(at: number, now: number): string {
  const distance = Math.abs(now - at);
  const words = distance < 60_000 ? '<1m' : inLargestUnit(distance);
  return at > now ? `in ${words}` : `${words} ago`;
}

/** The first coarse age above milliseconds, as the table tells ages. */
export function atMost(milliseconds: number): string {
  return `<${coarseAge(milliseconds)}`;
}
