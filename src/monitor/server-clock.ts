import type { Subscription } from '../api/contract.ts';

/** Milliseconds by which clocks may differ without a word: by less no time told in minutes is wrong. */
export const TOLERATED = 60_000;

/**
 * A time of a server whose clock is `clockError` milliseconds ahead of ours, as one of our clock; both in seconds since the
 * epoch. Clocks are set right in whole minutes: what answers show of their difference varies with the delays of calls.
 */
export function byOurClock(time: number, clockError: number): number {
  return Math.abs(clockError) < TOLERATED ? time : time - Math.round(clockError / 60_000) * 60;
}

/** The same for a sublist. */
export function endsByOurClock(sublist: readonly Subscription[], clockError: number): readonly Subscription[] {
  return sublist.map(({ uid, expiry }) => ({ uid, expiry: expiry === null ? null : byOurClock(expiry, clockError) }));
}
