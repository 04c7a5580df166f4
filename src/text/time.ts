import { signs } from './signs.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Later than the last moment that ISO 8601 writes with four digits for the year. */
const YEAR_10000 = 253_402_300_800_000;

const UNITS = [
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
] as const;

/** The only ages that are shown, in milliseconds: between two of them the text stands still, and an idle screen writes nothing. */
export const STEPS = [
  ...[1, 2, 5, 10, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 30].map((n) => n * MINUTE),
  ...[1, 2, 5, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 20, 30, 60, 90, 180, 365].map((n) => n * DAY),
];

/** Milliseconds as a coarse age: `1s 2s 5s 10s 30s 1m 2m 5m …`, rounded down. */
export function coarseAge(milliseconds: number): string {
  return inLargestUnit(STEPS.findLast((step) => step <= milliseconds) ?? SECOND);
}

/** Milliseconds in their largest unit, rounded down: `29d`, `6h`, `12m`, `45s`. */
export function inLargestUnit(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => milliseconds >= length) ?? ['s', SECOND];
  return `${Math.floor(milliseconds / size)}${unit}`;
}

/** Milliseconds since the epoch as local time of day, `14:03:10`. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** Milliseconds since the epoch as precisely as 11 columns allow: `14:02:11` today, `11-22 14:02` this year, else `2022-02-10`. */
export function shortTime(at: number, now: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '?';
  const today = new Date(now);
  const day = dayOf(at);
  if (date.getFullYear() !== today.getFullYear()) return day;
  return day === dayOf(now) ? clockTime(at) : `${day.slice(5)} ${clockTime(at).slice(0, 5)}`;
}

/**
 * A span of time, its ends in milliseconds since the epoch, as precisely as 17 columns allow: `14:02:58–14:03:03` today,
 * `11-22 14:02–14:03` on another day of this year, else its day. One over midnight begins with a day alone: `11-22–00:00:10`.
 */
export function shortSpan(from: number, to: number, now: number): string {
  const end = shortTime(to, now);
  if (dayOf(from) !== dayOf(to)) return `${dayOf(from).slice(5)}${signs.until}${end}`;
  const start = shortTime(from, now);
  return start.includes(':') ? `${start}${signs.until}${end.split(' ').at(-1)}` : start;
}

/** Milliseconds since the epoch to the minute: `14:02` today, `11-22 14:02` on another day. */
export function minuteTime(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return sameDay ? clockTime(at).slice(0, 5) : shortTime(at, now);
}

/** Milliseconds since the epoch in full: `2022-02-10 14:02:11`. */
export function fullTime(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '?';
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())} ${clockTime(at)}`;
}

/** Milliseconds since the epoch in UTC to the second, for machines and logs: `2026-12-01T10:00:00Z`; `?` beyond all calendars. */
export function utcTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Milliseconds since the epoch in UTC, `2022-02-10T14:02:11.000Z`; null beyond the years that four digits write. */
export function isoTime(at: number): string | null {
  return at < YEAR_10000 ? new Date(at).toISOString() : null;
}

/** `2022-11-22` */
function dayOf(at: number): string {
  return fullTime(at).slice(0, 10);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
