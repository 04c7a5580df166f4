/** What the limiter in front of the network adds to a second, so that jitter on the way never squeezes two windows into one. */
const WINDOW = 1100;

/** How late a timer may fire, in milliseconds, before the time it lost is lost for good. */
const LATE_TIMER = 10;

/**
 * When calls may leave: evenly spaced, and never more than the budget within any window of a second and a tenth. It mirrors
 * the limiter, so that planned calls never queue up in front of it; like there, 2.5 calls a second are 2 in any second.
 * Times are milliseconds of a steady clock.
 */
export class Pace {
  /** Milliseconds between two calls at full speed. */
  readonly spacing: number;
  readonly #window: number;
  readonly #limit: number;
  readonly #recent: number[] = [];

  constructor(callsPerSecond: number) {
    this.#limit = Math.max(1, Math.floor(callsPerSecond));
    const share = Math.min(1, callsPerSecond);
    this.spacing = 1000 / (this.#limit * share);
    this.#window = WINDOW / share;
  }

  /** The earliest time at which the next call may leave. */
  get nextAt(): number {
    const last = this.#recent.at(-1);
    if (last === undefined) return Number.NEGATIVE_INFINITY;
    const oldest = this.#recent.length < this.#limit ? Number.NEGATIVE_INFINITY : (this.#recent[0] as number) + this.#window;
    return Math.max(last + this.spacing, oldest);
  }

  /** Notes that a call leaves. A timer that fires a little late does not push every later call back. */
  spend(now: number): void {
    const late = now - this.nextAt;
    this.#recent.push(late > 0 && late < LATE_TIMER ? this.nextAt : now);
    if (this.#recent.length > this.#limit) this.#recent.shift();
  }
}
