import type { Subscription } from '../api/contract.ts';
import { nameKey } from './names.ts';

/**
 * How long, in milliseconds, the answer to a subscribe or unsubscribe is believed over the sublist, which is only eventually
 * consistent: the vendor's own test waits 10 s.
 */
export const SUBLIST_LAG = 15_000;
/** Milliseconds between two readings of the sublist. */
const SLOWLY = 5 * 60_000;

interface Answered {
  readonly end: number | null;
  /** Steady milliseconds at which subscribe or unsubscribe answered. */
  readonly at: number;
}

/**
 * When to read the acting user's sublist, and what to believe: the sublist, except where a subscribe or unsubscribe answered
 * a moment ago. Times of reading are milliseconds of a steady clock; ends of subscriptions are seconds since the epoch.
 */
export class Subscriptions {
  readonly #answered = new Map<string, Answered>();
  #readAt = Number.NEGATIVE_INFINITY;
  #ends: Map<string, number> = new Map();
  #hasRead = false;
  /** Readings that failed in a row. */
  failures = 0;

  /** Subscriptions the acting user holds, to users nobody watches included; null before the sublist was first read. */
  get total(): number | null {
    return this.#hasRead ? this.#ends.size : null;
  }

  /** End of the subscription to a user, `Infinity` when the server gave none; null: not subscribed; undefined: nobody knows yet. */
  end(uid: string): number | null | undefined {
    return this.#ends.get(nameKey(uid)) ?? (this.#hasRead ? null : undefined);
  }

  /** Whether a sublist asked for at `askedAt` may still lack what was last answered about a user. */
  lags(uid: string, askedAt: number): boolean {
    const answered = this.#answered.get(nameKey(uid));
    return answered !== undefined && askedAt <= answered.at + SUBLIST_LAG;
  }

  /** When the sublist is to be read next; `Infinity` while it is being read. */
  get wakeAt(): number {
    return this.#readAt;
  }

  reading(): void {
    this.#readAt = Number.POSITIVE_INFINITY;
  }

  /** Has the sublist read at the next opportunity, unless it is being read already. */
  want(now: number): void {
    if (this.#readAt !== Number.POSITIVE_INFINITY) this.#readAt = now;
  }

  failed(wait: number, now: number): void {
    this.failures++;
    this.#readAt = now + wait;
  }

  /** Notes what subscribe (`end` in seconds since the epoch) or unsubscribe (null) answered for a user. */
  answered(uid: string, end: number | null, now: number): void {
    const key = nameKey(uid);
    this.#answered.set(key, { end, at: now });
    if (end === null) this.#ends.delete(key);
    else this.#ends.set(key, end);
    this.#readAt = Math.min(this.#readAt, now + SUBLIST_LAG);
  }

  /**
   * Takes in a sublist asked for at `askedAt` and complete `now`. Returns the end of every subscription that is new, ended or
   * moved, by name key; null for one that is no more.
   */
  merge(sublist: readonly Subscription[], askedAt: number, now: number): ReadonlyMap<string, number | null> {
    const ends = new Map(sublist.map(({ uid, expiry }) => [nameKey(uid), expiry ?? Number.POSITIVE_INFINITY]));
    for (const [key, { end }] of this.#answered) {
      if (!this.lags(key, askedAt)) this.#answered.delete(key);
      else if (end === null) ends.delete(key);
      else ends.set(key, end);
    }
    const changed = new Map<string, number | null>();
    for (const key of this.#ends.keys()) if (!ends.has(key)) changed.set(key, null);
    for (const [key, end] of ends) if (this.#ends.get(key) !== end) changed.set(key, end);
    this.#ends = ends;
    this.#hasRead = true;
    this.failures = 0;
    this.#readAt = now + (this.#answered.size > 0 ? SUBLIST_LAG : SLOWLY);
    return changed;
  }
}
