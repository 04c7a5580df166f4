import type { Interval, Track } from '../../monitor/timeline.ts';
import { entriesOf, missedIn, type Unobserved } from '../../monitor/unobserved.ts';
import { lengthBetween, lengthOfTime } from '../../text/length-of-time.ts';
import { flow, type Words } from '../flow.ts';
import { type Line, span } from '../lines.ts';
import { between, ends, moment } from './words.ts';

/** Times without observation that one timeline tells; older ones are counted. */
const MOST_GAPS = 6;
/** Milliseconds without observation that a length in seconds is told with. */
const LEAST_MISSED = 1000;
/** Columns of the two ends of a change on the present day. */
const TIMES = '14:02:58-14:03:03'.length;

const REASONS: Readonly<Record<Unobserved['reason'], string>> = {
  failed: 'calls failed',
  stopped: 'calls stopped',
  asleep: 'asleep',
  'left-out': 'left out of the answers',
};

/** Columns in. */
const INDENT = 3;
const BEFORE = span(' '.repeat(INDENT));

/** What all timelines of a page have in common: a gap concerns the user, and is put into words once for every device. */
export interface Page {
  readonly now: number;
  readonly width: number;
  readonly gaps: readonly Unobserved[];
  readonly gapLines: ReadonlyMap<Unobserved, readonly Line[]>;
}

/** A page `width` columns wide, at the moment `now` in milliseconds since the epoch, for a user with these gaps. */
export function pageWith(gaps: readonly Unobserved[], now: number, width: number): Page {
  const gapLines = new Map(gaps.map((gap) => [gap, flow([BEFORE], [[gapWords(gap, now), 'unknown']], width)]));
  return { now, width, gaps, gapLines };
}

/** What is remembered of one value, newest first; nothing when it never changed and was always observed. */
export function timelineLines(track: Track, valueWords: (value: string | null) => readonly Words[], page: Page): Line[] {
  const { now, width, gaps, gapLines } = page;
  // What was so from the beginning is told above its timeline.
  const changed = track.intervals.some(({ began }) => began !== null);
  const entries = entriesOf(track, gaps).filter((entry) => isGap(entry) || changed);
  const untold = new Set(entries.filter(isGap).slice(MOST_GAPS));
  const lines = entries.flatMap((entry) => {
    if (isGap(entry)) return untold.has(entry) ? [] : (gapLines.get(entry) ?? []);
    const since = entry.began === null ? `before ${moment(track.since, now)}` : ends(entry.began, now);
    return flow([BEFORE], [[since.padEnd(TIMES), 'dim'], ...valueWords(entry.value), ...lastedWords(entry, gaps)], width);
  });
  const more = `and ${untold.size} more gaps before that`;
  return untold.size === 0 ? lines : [...lines, ...flow([BEFORE], [[more, 'unknown']], width)];
}

function isGap(entry: Interval | Unobserved): entry is Unobserved {
  return 'reason' in entry;
}

function gapWords({ from, to, reason }: Unobserved, now: number): string {
  const when = to === null ? `since ${moment(from, now)}` : between(from, to, now);
  return `not observed ${when} (${REASONS[reason]})`;
}

function lastedWords(interval: Interval, gaps: readonly Unobserved[]): Words[] {
  const text = lasted(interval, gaps);
  return text === '' ? [] : [[text, 'dim']];
}

/**
 * How long a value stayed as it was, and how much of that nobody observed: `for 42 min, 4 min of them not observed`. What goes
 * on is told in minutes, so that a page stands still.
 */
export function lasted(interval: Interval, gaps: readonly Unobserved[]): string {
  const length = lengthWords(interval);
  const missed = missedIn(interval, gaps);
  if (length === '' || missed < LEAST_MISSED) return length;
  const missing = lengthOfTime(missed);
  return `${length}, ${missing === lengthOfTime(interval.least) ? 'not observed in between' : `${missing} of them not observed`}`;
}

function lengthWords({ began, ended, least, most }: Interval): string {
  if (ended === null && least < 60_000) return began === null ? '' : 'for less than 1 min';
  if (began === null && least < 1000) return '';
  if (most !== null) return `for ${lengthBetween(least, most)}`;
  return `for ${began === null ? 'at least ' : ''}${lengthOfTime(least)}`;
}
