import type { Subscription } from '../api/contract.ts';
import { nameKey } from '../text/name-key.ts';
import { type HeldSubscription, SubscriptionList } from './subscription-list.ts';

/**
 * How long, in milliseconds, the answer to a subscribe or unsubscribe is believed over the sublist, which is only eventually
 * consistent: the vendor's own test waits 10 s.
 */
export const SUBLIST_LAG = 15_000;
/** Milliseconds between two readings of the sublist. */
const SLOWLY = 5 * 60_000;

interface Answered {
  readonly uid: string;
  readonly end: number | null;
  /** Steady milliseconds at which subscribe or unsubscribe answered. */
  readonly at: number;
}

/** A subscription that is new or ends at another time, in seconds since the epoch, `Infinity` when the server gave none; null: it is no more. */
export interface SubscriptionChange {
  readonly uid: string;
  readonly end: number | null;
}

/**
 * When to read the acting user's sublist, and what to believe: the sublist, except where a subscribe or unsubscribe answered
 * a moment ago. Times of reading are milliseconds of a steady clock; ends of subscriptions are seconds since the epoch, by our clock.
 */
export class Subscriptions {
  readonly #answered = new Map<string, Answered>();
  #readAt = Number.NEGATIVE_INFINITY;
  #held: Map<string, HeldSubscription> = new Map();
  /** Null while something changed since it was asked for. */
  #list: SubscriptionList | null = null;
  #mergedAt: number | null = null;
  readonly #followers = new Set<(change: SubscriptionChange) => void>();
  /** Readings that failed in a row. */
  failures = 0;

  /** Subscriptions the acting user holds, to users nobody watches included; null before the sublist was first read. */
  get total(): number | null {
    return this.#mergedAt === null ? null : this.#held.size;
  }

  /** End of the subscription to a user, `Infinity` when the server gave none; null: not subscribed; undefined: nobody knows yet. */
  end(uid: string): number | null | undefined {
    return this.#held.get(nameKey(uid))?.end ?? (this.#mergedAt === null ? undefined : null);
  }

  /** All of them, sorted anew only after something changed; none before the sublist was first read. */
  get list(): SubscriptionList {
    this.#list ??= new SubscriptionList(this.#mergedAt === null ? [] : [...this.#held.values()]);
    return this.#list;
  }

  /** When the sublist was last read, in steady milliseconds; null: never. */
  get mergedAt(): number | null {
    return this.#mergedAt;
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
    if (!this.#isBeingRead) this.#readAt = now;
  }

  failed(wait: number, now: number): void {
    this.failures++;
    this.#readAt = now + wait;
  }

  /** Notes what subscribe (`end` in seconds since the epoch) or unsubscribe (null) answered for a user. */
  answered(uid: string, end: number | null, now: number): void {
    const key = nameKey(uid);
    this.#answered.set(key, { uid, end, at: now });
    place(this.#held, key, uid, end);
    this.#list = null;
    this.#tell({ uid: this.#held.get(key)?.uid ?? uid, end });
    // What is being read now will be read again for this anyway, be it complete or not.
    if (!this.#isBeingRead) this.#readAt = Math.min(this.#readAt, now + SUBLIST_LAG);
  }

  /**
   * Takes in a sublist asked for at `askedAt` and complete `now`. Returns the end of every subscription that is new, ended or
   * moved, by name key; null for one that is no more.
   */
  merge(sublist: readonly Subscription[], askedAt: number, now: number): ReadonlyMap<string, number | null> {
    const held = new Map(sublist.map(({ uid, expiry }) => [nameKey(uid), { uid, end: expiry ?? Number.POSITIVE_INFINITY }]));
    for (const [key, { uid, end }] of this.#answered) {
      if (this.lags(key, askedAt)) place(held, key, uid, end);
      else this.#answered.delete(key);
    }
    const changed = new Map<string, number | null>();
    for (const [key, { uid }] of this.#held) {
      if (held.has(key)) continue;
      changed.set(key, null);
      this.#tell({ uid, end: null });
    }
    for (const [key, { uid, end }] of held) {
      const before = this.#held.get(key);
      if (before?.end !== end) changed.set(key, end);
      // Another spelling of the name shows too.
      if (before?.end !== end || before.uid !== uid) this.#tell({ uid, end });
    }
    this.#held = held;
    this.#list = null;
    this.#mergedAt = now;
    this.failures = 0;
    this.#readAt = now + (this.#answered.size > 0 ? SUBLIST_LAG : SLOWLY);
    return changed;
  }

  /** Calls `follower` with each change; returns what ends that. */
  follow(follower: (change: SubscriptionChange) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** Takes in changes as a recording tells them. */
  restore(changes: readonly SubscriptionChange[]): void {
    for (const { uid, end } of changes) {
      if (end === null) this.#held.delete(nameKey(uid));
      else this.#held.set(nameKey(uid), { uid, end });
    }
    this.#list = null;
  }

  /** When the sublist was last read, null for never, and is read next, in steady milliseconds, as a recording tells it. */
  restoreTimes(mergedAt: number | null, wakeAt: number): void {
    this.#mergedAt = mergedAt;
    this.#readAt = wakeAt;
  }

  get #isBeingRead(): boolean {
    return this.#readAt === Number.POSITIVE_INFINITY;
  }

  #tell(change: SubscriptionChange): void {
    for (const tell of this.#followers) tell(change);
  }
}

/** Puts what was answered about a name in its place, under the server's spelling where there is one. */
function place(held: Map<string, HeldSubscription>, key: string, uid: string, end: number | null): void {
  if (end === null) held.delete(key);
  else held.set(key, { uid: held.get(key)?.uid ?? uid, end });
}
