import type { Asked, Failure, FailureCode } from './errors.ts';
import { traceOf } from './outcome.ts';

/** Attempts of one call, the first included. */
export const MAX_ATTEMPTS = 4;

/** Milliseconds: the first wait, the longest wait, and the longest that a server's `Retry-After` is obeyed. */
const BACK_OFF = { first: 500, longest: 30_000, longestAsked: 60_000 };

/** Failures that may be over a moment later. */
const PASSING: ReadonlySet<FailureCode> = new Set(['throttled', 'server', 'network', 'timeout']);

/** Decides what follows the failure of attempt 1, 2, 3…: milliseconds to wait before the next one, or null for none. */
export type RetryPolicy = (attempt: number, failure: Failure, call: Asked, random: () => number) => number | null;

/**
 * The client's policy. Reads are repeated after anything that may pass; writes only when the server surely did not carry
 * them out. `random` gives 0…1, as `Math.random` does.
 */
export const retryDelay: RetryPolicy = (attempt, failure, call, random) =>
  attempt < MAX_ATTEMPTS && mayRepeat(failure, call) ? backOff(attempt, failure.retryAfter, random) : null;

/**
 * Milliseconds to wait after failure number `attempt` in a row: doubling from half a second to half a minute, less up to
 * half of it at random so that clients part, never less than the server asked for (of which at most a minute is obeyed, or
 * `longest` when that is more).
 * Good for any attempt number; `longest` replaces the half minute.
 */
export function backOff(attempt: number, retryAfter: number | null, random: () => number, longest = BACK_OFF.longest): number {
  const whole = Math.min(longest, BACK_OFF.first * 2 ** (Math.max(1, attempt) - 1));
  const jittered = Math.round(whole * (1 - random() / 2));
  return Math.max(jittered, Math.min(retryAfter ?? 0, Math.max(longest, BACK_OFF.longestAsked)));
}

/** Whether repeating the call can help and can do no harm: a write is never sent again while the first may have been carried out. */
function mayRepeat(failure: Failure, call: Asked): boolean {
  return PASSING.has(failure.code) && (isRead(call) || traceOf(failure) === 'none');
}

/** `Retry-After` in either form, seconds or an HTTP date, as milliseconds from `now`; null when it is missing or neither. */
export function readRetryAfter(header: string | undefined, now: number): number | null {
  const value = header?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // A date has a name for the day; without this check `Date.parse` would take almost any number for a year.
  if (!/^[A-Za-z]{3,9},? /.test(value)) return null;
  const date = Date.parse(/GMT|UTC|[+-]\d{4}$/.test(value) ? value : `${value} GMT`);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function isRead(call: Asked): boolean {
  return call === 'retrieve' || call === 'sublist';
}
