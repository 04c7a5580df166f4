import type { Change, GapReason } from './changes.ts';
import { type Gap, lengthOf } from './gap.ts';
import type { UserRecord } from './roster.ts';
import { type State, shownAt } from './state.ts';
import type { Interval, Track } from './timeline.ts';

/** A time in which a user was not observed, in milliseconds since the epoch; `to` null: it goes on. */
export interface Unobserved {
  readonly from: number;
  readonly to: number | null;
  /** `left-out`: calls were answered, but the answers did not hold the user. */
  readonly reason: GapReason | 'left-out';
}

/** Shortest gap that is told, in milliseconds: on a page, a shorter one would have no length. */
const LEAST_TOLD = 1000;

/** When a user was not observed, as far as it is remembered at the moment the screen shows, newest first. */
export function unobserved(state: State, { index, timeline, gaps }: UserRecord): Unobserved[] {
  const now = shownAt(state);
  const failing = state.view.roster.failing(index);
  const found: Unobserved[] = [...closedBy(state.roster.gaps, now), ...closedBy(gaps, now), ...leftOut(timeline)];
  if (failing !== undefined) found.push({ from: failing.since, to: null, reason: 'failed' });
  if (state.stopped !== null && state.stopped <= now) found.push({ from: state.stopped, to: null, reason: 'stopped' });
  return found.sort((a, b) => b.from - a.from);
}

/** Milliseconds of an interval in which nobody looked: what is said of them is a guess from its two ends. */
export function missedIn({ from, to }: Interval, gaps: readonly Unobserved[]): number {
  return lengthOf(
    gaps.map((gap) => ({ from: gap.from, to: gap.to ?? Number.POSITIVE_INFINITY })),
    from,
    to,
  );
}

/** What stands in a timeline, newest first: what was, and when nobody knows what else was. */
export function entriesOf({ intervals, since }: Track, gaps: readonly Unobserved[]): (Interval | Unobserved)[] {
  const within = gaps.filter(({ to }) => to === null || to > since);
  let told = 0;
  // Intervals keep their order whatever the clock was set to in between.
  return intervals.flatMap((interval) => {
    const start = interval.began?.notAfter ?? Number.NEGATIVE_INFINITY;
    const from = told;
    while (told < within.length && (within[told]?.from ?? start) >= start) told++;
    return [...within.slice(from, told), interval];
  });
}

/** Gaps as they were known at the moment `now`, but for those of no length. */
function closedBy(gaps: readonly Gap[], now: number): Unobserved[] {
  const told = gaps.filter(({ from, to }) => from <= now && to - from >= LEAST_TOLD);
  return told.map((gap) => (gap.to > now ? { ...gap, to: null } : gap));
}

/** Users become unknown by being left out of an answer, unless the same answer took their devices away. */
function leftOut(timeline: readonly Change[]): Unobserved[] {
  const found: Unobserved[] = [];
  let from: number | null = null;
  for (const change of timeline.toReversed()) {
    if (change.field === 'status' && change.to === 'unknown') {
      from = isEmptied(timeline, change) ? null : change.notBefore;
    } else if (from !== null) {
      found.push({ from, to: change.notAfter, reason: 'left-out' });
      from = null;
    }
  }
  if (from !== null) found.push({ from, to: null, reason: 'left-out' });
  return found;
}

function isEmptied(timeline: readonly Change[], { notAfter }: Change): boolean {
  return timeline.some((other) => other.field === 'device' && other.to === null && other.notAfter === notAfter);
}
