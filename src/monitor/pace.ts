import { quotaOf, WINDOW } from '../api/contract.ts';

/** How late a timer may fire, in milliseconds, before the time it lost is lost for good. */
const LATE_TIMER = 40;

/**
 * When calls may leave: evenly spaced at the governed rate, and never more than the ceiling's quota in its window. The limiter
 * in front of the network counts by the same quota, so planned calls never queue up there. Times are milliseconds of a steady
 * clock.
 */
export class Pace {
  #spacing = 0;
  #window = 0;
  #limit = 0;
  #leastSpacing = 0;
  #recent: number[] = [];

  constructor(ceiling: number) {
    this.setCeiling(ceiling);
  }

  /** Milliseconds between two calls at the governed rate. */
  get spacing(): number {
    return this.#spacing;
  }

  /** Milliseconds between two calls when calls leave at this rate without end: the window's tenth counts then. */
  get sustained(): number {
    return Math.max(this.#spacing, this.#window / this.#limit);
  }

  /** The most calls a second from now on; the governed rate becomes the same. */
  setCeiling(callsPerSecond: number): void {
    const { calls, window } = quotaOf(callsPerSecond);
    this.#limit = calls;
    this.#leastSpacing = 1000 / Math.min(callsPerSecond, calls);
    this.#spacing = this.#leastSpacing;
    this.#window = window;
    this.#recent = this.#recent.slice(-calls);
  }

  /**
   * Calls a second to make for the time being, at most the ceiling. Below it the spacing has the limiter's tenth too: a
   * spacing that divides the server's second would always take the place that our own call a second ago gives free, and
   * whoever shares the quota would be refused in our stead without our noticing.
   */
  govern(callsPerSecond: number): void {
    const full = 1000 / callsPerSecond <= this.#leastSpacing;
    this.#spacing = full ? this.#leastSpacing : Math.max(this.#leastSpacing, WINDOW / callsPerSecond);
  }

  /** The earliest time at which the next call may leave. */
  get nextAt(): number {
    const last = this.#recent.at(-1);
    if (last === undefined) return Number.NEGATIVE_INFINITY;
    const oldest = this.#recent.length < this.#limit ? Number.NEGATIVE_INFINITY : (this.#recent[0] as number) + this.#window;
    return Math.max(last + this.#spacing, oldest);
  }

  /** Notes that a call leaves. A timer that fires a little late does not push every later call back. */
  spend(now: number): void {
    const late = now - this.nextAt;
    this.#recent.push(late > 0 && late < LATE_TIMER ? this.nextAt : now);
    if (this.#recent.length > this.#limit) this.#recent.shift();
  }
}
