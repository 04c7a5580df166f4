import { LIMITS } from '../api/contract.ts';
import { nameKey } from '../text/name-key.ts';
import type { Key, OrderedList } from './cursor.ts';
import { compareText } from './names.ts';

/** Subscriptions that one user may hold, as documented. */
export const MOST_SUBSCRIPTIONS = LIMITS.subscriptionsPerUser;

/** One subscription of the acting user. */
export interface HeldSubscription {
  /** The name as the server spells it. */
  readonly uid: string;
  /** Seconds since the epoch by our clock; `Infinity` when the server gave none. */
  readonly end: number;
}

/** Subscriptions by their end, the soonest first, and by name where they end together. Sorted once: what is read from it is O(1). */
export class SubscriptionList implements OrderedList {
  readonly #entries: readonly HeldSubscription[];
  readonly #positions: ReadonlyMap<string, number>;

  constructor(entries: readonly HeldSubscription[]) {
    this.#entries = entries.toSorted((a, b) => compareEnds(a.end, b.end) || compareText(nameKey(a.uid), nameKey(b.uid)));
    this.#positions = new Map(this.#entries.map(({ uid }, position) => [nameKey(uid), position]));
  }

  get size(): number {
    return this.#entries.length;
  }

  at(position: number): HeldSubscription | undefined {
    return this.#entries[position];
  }

  keyAt(position: number): string | undefined {
    const entry = this.#entries[position];
    return entry === undefined ? undefined : nameKey(entry.uid);
  }

  positionOf(key: Key): number {
    return this.#positions.get(String(key)) ?? -1;
  }

  /** How many end before a moment in seconds since the epoch: O(log subscriptions). */
  endingBefore(moment: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle] as HeldSubscription).end < moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Two ends that the server did not give are the same end. */
function compareEnds(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
