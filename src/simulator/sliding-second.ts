const SECOND = 1000;

/** Counts moments in the second that ends with the newest one. Holds no more than one second of them, or `capacity`. */
export class SlidingSecond {
  readonly #capacity: number;
  #moments: number[] = [];
  #first = 0;
  #peak = 0;

  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  /** The most moments in any second so far: the fullest window always ends at a moment, so looking at each of them is exact. */
  get peak(): number {
    return this.#peak;
  }

  /** How many moments lie in (`now` − 1 s, `now`]. `now` in milliseconds of a clock that never goes back. */
  count(now: number): number {
    while ((this.#moments[this.#first] ?? Number.POSITIVE_INFINITY) <= now - SECOND) this.#first++;
    if (this.#first * 2 > this.#moments.length) {
      this.#moments = this.#moments.slice(this.#first);
      this.#first = 0;
    }
    return this.#moments.length - this.#first;
  }

  add(now: number): void {
    if (this.count(now) === this.#capacity) this.#first++;
    this.#moments.push(now);
    this.#peak = Math.max(this.#peak, this.#moments.length - this.#first);
  }
}
