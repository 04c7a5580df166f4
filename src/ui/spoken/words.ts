import { number } from '../../text/number.ts';
import { safe } from '../../text/safe.ts';
import { signs } from '../../text/signs.ts';
import { inLargestUnit } from '../../text/time.ts';
import { cut } from '../../text/width.ts';

/** Columns of a stranger's text in a sentence that is about more than that text. */
const BRIEF = 40;

const UNITS: Readonly<Record<string, string>> = { d: 'day', h: 'hour', m: 'minute', min: 'minute', s: 'second' };

/** A number of things: `1 user`, `1,240 users`. */
export function count(amount: number, thing: string): string {
  return `${number(amount)} ${thing}${amount === 1 ? '' : 's'}`;
}

/** Milliseconds in their largest unit, rounded down: `7 days`, `1 minute`. */
export function inWords(milliseconds: number): string {
  return spelled(inLargestUnit(milliseconds));
}

/** `7d` as it is read aloud: `7 days`. */
export function spelled(time: string): string {
  const unit = UNITS[time.slice(-1)];
  return unit === undefined ? time : count(Number(time.slice(0, -1)), unit);
}

/** Every length of time in a text as it is read aloud: `for 3 h 10 min` is `for 3 hours 10 minutes`. */
export function spelledLengths(text: string): string {
  return text.replace(/(\d+) (d|h|min|s)\b/gu, (_, amount: string, unit: string) => count(Number(amount), UNITS[unit] ?? unit));
}

/** A moment as seen from another, both in milliseconds since the epoch: `2 minutes ago`, `in 6 days`. */
export function relative(at: number, now: number): string {
  if (Math.abs(now - at) < 1000) return 'just now';
  const distance = inWords(Math.abs(now - at));
  return at > now ? `in ${distance}` : `${distance} ago`;
}

/** The beginning of a text that a stranger wrote, harmless. */
export function brief(text: string): string {
  return cut(safe(text), BRIEF);
}

/** Ends a text as a sentence ends; what shows on a screen that something goes on is left out. */
export function sentence(text: string): string {
  const end = text.trimEnd();
  const whole = end.endsWith(signs.more) ? end.slice(0, -signs.more.length).trimEnd() : end;
  return /[.!?]$/u.test(whole) ? whole : `${whole}.`;
}

/** A sentence from words of which the first begins it. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
