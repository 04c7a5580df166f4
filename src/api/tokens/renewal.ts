import type { Failure } from '../errors.ts';
import { backOff } from '../retry.ts';

/** A token as it was made; `lifetime` in milliseconds from when it was asked for, or null when nobody knows. */
export interface Made {
  readonly token: string;
  readonly lifetime: number | null;
}

/** What is known of a token and its renewal. Times in milliseconds of a clock that never goes back. */
export interface Renewal {
  readonly current: (Made & { readonly madeAt: number }) | null;
  /** Whether the server refused the current token. */
  readonly refused: boolean;
  /** Renewals in a row that failed, or brought a token that was soon refused. */
  readonly strikes: number;
  /** Why the latest renewal failed; null when it did not. */
  readonly failure: Failure | null;
  /** No renewal starts before this. */
  readonly notBefore: number;
}

/** A renewal that failed, as it is told to whoever shows it. Times in milliseconds from then. */
export interface TokenTrouble {
  readonly failure: Failure;
  /** Until the next renewal may start. */
  readonly retryIn: number;
  /** How long the current token still works: 0 when there is none that does, `Infinity` when nobody knows its end. */
  readonly worksFor: number;
}

/** How long the pauses between renewals may get, in milliseconds, and chance, as `Math.random` gives it. */
export interface Pauses {
  readonly longest: number;
  readonly random: () => number;
}

/** A token that was good for so many milliseconds was not refused for having been made wrong. */
const PROVEN = 600_000;

export const NO_TOKEN: Renewal = {
  current: null,
  refused: false,
  strikes: 0,
  failure: null,
  notBefore: Number.NEGATIVE_INFINITY,
};

/**
 * What to do when a token is wanted: `use` the current one, use it and `renew-aside`, `renew` first, or `wait` because a
 * renewal may not start yet and there is no token that works.
 */
export function advise({ current, refused, notBefore }: Renewal, now: number): 'use' | 'renew-aside' | 'renew' | 'wait' {
  const mayRenew = now >= notBefore;
  if (current === null || refused || ageOf(current, now) >= 1) return mayRenew ? 'renew' : 'wait';
  return ageOf(current, now) >= 0.5 && mayRenew ? 'renew-aside' : 'use';
}

/** A renewal that was asked for at `askedAt` brought a token. */
export function renewed(renewal: Renewal, made: Made, askedAt: number): Renewal {
  return { ...renewal, current: { ...made, madeAt: askedAt }, refused: false, failure: null };
}

/** A renewal failed: the current token stays, and the next renewal waits longer than the one before. */
export function failed(renewal: Renewal, failure: Failure, now: number, { longest, random }: Pauses): Renewal {
  const strikes = strikesAt(renewal, now) + 1;
  return { ...renewal, strikes, failure, notBefore: now + backOff(strikes, failure.retryAfter, random, longest) };
}

/** What is to be told of the latest renewal, or null when it did not fail. */
export function troubleOf({ current, refused, failure, notBefore }: Renewal, now: number): TokenTrouble | null {
  if (failure === null) return null;
  const end = current === null || refused ? now : current.madeAt + (current.lifetime ?? Number.POSITIVE_INFINITY);
  return { failure, retryIn: Math.max(0, notBefore - now), worksFor: Math.max(0, end - now) };
}

/**
 * The server refused `token`. A token that had been good may be renewed at once; one that was made just now only after a
 * pause that grows, or a server that refuses everything would be asked for a token with every call.
 */
export function refusedBy(renewal: Renewal, token: string, now: number, { longest, random }: Pauses): Renewal {
  const { current, refused } = renewal;
  if (current === null || refused || current.token !== token) return renewal;
  const strikes = strikesAt(renewal, now);
  const pause = strikes === 0 ? 0 : backOff(strikes, null, random, longest);
  return { ...renewal, refused: true, strikes: strikes + 1, notBefore: Math.max(renewal.notBefore, now + pause) };
}

/** Strikes count until a token has been good for a while: success alone proves nothing when every other attempt fails. */
function strikesAt({ current, refused, failure, strikes }: Renewal, now: number): number {
  const proven = current !== null && !refused && failure === null && now - current.madeAt >= PROVEN;
  return proven ? 0 : strikes;
}

/** The part of its life that is over; 0 for a token that may live for ever. */
function ageOf({ madeAt, lifetime }: NonNullable<Renewal['current']>, now: number): number {
  return lifetime === null ? 0 : (now - madeAt) / lifetime;
}
