import type { CallName } from '../api/contract.ts';
import { SlidingSecond } from './sliding-second.ts';

/** So many calls of one method in any second and no more, each method for itself. Calls that were turned away do not count. */
export class Quota {
  readonly #callsPerSecond: number;
  readonly #admitted = new Map<CallName, SlidingSecond>();

  constructor(callsPerSecond: number) {
    this.#callsPerSecond = callsPerSecond;
  }

  /** Whether a call that comes at `now` is still within the quota; if so, it counts. `now` in milliseconds of a clock that never goes back. */
  admit(call: CallName, now: number): boolean {
    const window = this.#admitted.get(call) ?? new SlidingSecond(this.#callsPerSecond);
    this.#admitted.set(call, window);
    if (window.count(now) >= this.#callsPerSecond) return false;
    window.add(now);
    return true;
  }
}
