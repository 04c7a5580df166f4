/** Why fewer calls are made than the ceiling allows. */
export type YieldReason = 'refused' | 'overloaded' | 'slow';

/**
 * How many calls a second may be made now, and why not more. Rates are calls a second, times milliseconds of a steady clock.
 * A value: every event gives the next one.
 */
export interface Governor {
  /** What the user allows. */
  readonly ceiling: number;
  /** What is made use of at `since`; it grows from there. */
  readonly rate: number;
  /** When the rate was last set; a call sent before does not lower it again. */
  readonly since: number;
  /** Until when the rate stays where it is. */
  readonly restUntil: number;
  /** Milliseconds the next rest lasts; it doubles while rests keep ending in refusals. */
  readonly rest: number;
  readonly yielding: { readonly reason: YieldReason; readonly at: number } | null;
  /** Milliseconds an answer takes when all is well, and lately; null before the first. */
  readonly usual: number | null;
  readonly lately: number | null;
}

/** The least share of the ceiling that is kept: enough to notice that the server is well again. */
const LEAST_SHARE = 1 / 64;
/** Share of the ceiling that comes back each second after a rest: the whole of it in two minutes. */
const GROWTH = 1 / 120;
/** Milliseconds: the first rest after a refusal, and the longest. */
const REST = { first: 30_000, longest: 600_000 };
/** Answers are slow when they take this many times as long as usual, and this many milliseconds longer. */
const SLOW = { times: 2, more: 250 };
/** What a slow answer leaves of the rate, and for how many milliseconds no other one lowers it again. */
const SLOW_SHARE = 0.8;
const SLOW_REST = 5_000;
/** Weight of the newest answer in `lately`, and how fast `usual` follows a server that has become slower for good. */
const NEWEST = 0.2;
const DRIFT = 0.01;

/** A governor that allows the whole ceiling. */
export function governorAt(ceiling: number): Governor {
  const never = Number.NEGATIVE_INFINITY;
  return { ceiling, rate: ceiling, since: never, restUntil: never, rest: REST.first, yielding: null, usual: null, lately: null };
}

/** Calls a second allowed now: what a yield left, and what has come back since its rest ended. */
export function allowed({ ceiling, rate, restUntil }: Governor, now: number): number {
  if (rate >= ceiling || now <= restUntil) return Math.min(rate, ceiling);
  return Math.min(ceiling, rate + ((now - restUntil) / 1000) * GROWTH * ceiling);
}

/** Why fewer calls than the ceiling are allowed now, or null when all of them are. */
export function yieldingNow(governor: Governor, now: number): Governor['yielding'] {
  return allowed(governor, now) < governor.ceiling ? governor.yielding : null;
}

/**
 * A call sent at `sentAt` was refused for frequency (`refused`: 429, "too many queries"; `overloaded`: 503): half the rate at
 * once, then a rest. When the refusal comes while the rate of the last one grows back, the rest is twice as long: whoever
 * shares the quota sees most of the refusals that we cause, so each attempt at more must be rarer than the one before.
 */
export function refused(governor: Governor, reason: 'refused' | 'overloaded', sentAt: number, now: number): Governor {
  if (sentAt <= governor.since) return governor;
  const recovered = yieldingNow(governor, now) === null && now > governor.restUntil + governor.rest;
  const rest = recovered ? REST.first : governor.rest;
  return {
    ...governor,
    rate: Math.max(governor.ceiling * LEAST_SHARE, allowed(governor, now) / 2),
    since: now,
    restUntil: now + rest,
    rest: Math.min(REST.longest, rest * 2),
    yielding: { reason, at: now },
  };
}

/** A call was answered after `latency` milliseconds. When answers have become slow, the rate gives way a little. */
export function answered(governor: Governor, latency: number, now: number): Governor {
  const lately = governor.lately === null ? latency : governor.lately + NEWEST * (latency - governor.lately);
  const usual = governor.usual === null ? lately : Math.min(lately, governor.usual + DRIFT * (lately - governor.usual));
  const next = { ...governor, lately, usual };
  const slow = lately > usual * SLOW.times && lately > usual + SLOW.more;
  if (!slow || now < governor.since + SLOW_REST) return next;
  return {
    ...next,
    rate: Math.max(governor.ceiling * LEAST_SHARE, allowed(governor, now) * SLOW_SHARE),
    since: now,
    restUntil: Math.max(governor.restUntil, now + SLOW_REST),
    yielding: { reason: 'slow', at: now },
  };
}

/** Another ceiling: a lower one holds at once, a higher one is grown into unless nothing was held back. */
export function withCeiling(governor: Governor, ceiling: number, now: number): Governor {
  const rate = yieldingNow(governor, now) === null ? ceiling : Math.min(ceiling, allowed(governor, now));
  return { ...governor, ceiling, rate, restUntil: Math.max(governor.restUntil, now) };
}
