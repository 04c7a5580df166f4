import type { Oddity } from '../api/contract.ts';
import { BOUNDS } from './bounds.ts';

/** Something in an answer that belongs to nobody who was asked for. Times in milliseconds since the epoch. */
export interface Stranger {
  readonly oddity: Oddity;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly times: number;
}

/** The strangers whom answers held lately, each once, bounded: those not seen for longest are forgotten. */
export class Strangers {
  readonly #seen = new Map<string, Stranger>();

  /** Notes what an answer complete at `at` (milliseconds since the epoch) held. */
  note(oddities: readonly Oddity[], at: number): void {
    for (const oddity of oddities) {
      const key = JSON.stringify([oddity.kind, oddity.uid, oddity.detail]);
      const before = this.#seen.get(key);
      this.#seen.delete(key);
      this.#seen.set(key, { oddity, firstSeenAt: before?.firstSeenAt ?? at, lastSeenAt: at, times: (before?.times ?? 0) + 1 });
    }
    for (const key of this.#seen.keys()) {
      if (this.#seen.size <= BOUNDS.strangers) break;
      this.#seen.delete(key);
    }
  }

  /** Whoever was seen last first. */
  latest(): readonly Stranger[] {
    return [...this.#seen.values()].toReversed();
  }
}
