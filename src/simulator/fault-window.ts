import type { FaultSpan } from './fault-rules.ts';
import { Random } from './random.ts';

/** Whether a rule is in force, and the next moment at which that may change: in seconds, Infinity for never. */
export interface Window {
  readonly open: boolean;
  readonly changesAt: number;
}

/** How much longer or shorter than average an episode may be. */
const SPREAD = 0.5;

/**
 * Whether a span of time is in force `now` seconds after the rules were set. Episodes are drawn from `seed`, one for each
 * stretch of `every` seconds, so that the same moment gives the same answer whoever asks and how often.
 */
export function windowAt({ from, for: length, episodes }: FaultSpan, now: number, seed: number): Window {
  const end = length === undefined ? Number.POSITIVE_INFINITY : from + length;
  if (now < from) return { open: false, changesAt: from };
  if (now >= end) return { open: false, changesAt: Number.POSITIVE_INFINITY };
  if (episodes === undefined) return { open: true, changesAt: end };
  const stretch = Math.floor((now - from) / episodes.every);
  const begin = from + stretch * episodes.every;
  const random = new Random(seed, stretch);
  const lasts = Math.min(episodes.every, episodes.for * (1 - SPREAD + 2 * SPREAD * random.next()));
  const start = begin + random.next() * (episodes.every - lasts);
  if (now < start) return { open: false, changesAt: Math.min(start, end) };
  if (now < start + lasts) return { open: true, changesAt: Math.min(start + lasts, end) };
  return { open: false, changesAt: Math.min(begin + episodes.every, end) };
}
