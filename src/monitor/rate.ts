/** Milliseconds over which calls are counted. */
const WINDOW = 30_000;
/** A shown figure stands until the true one strays by more than this share: digits that flicker cost bytes and attention. */
const STICKINESS = 0.2;

/** Calls a second over the last half minute, retries and writes included. Times are milliseconds of a steady clock. */
export class Rate {
  readonly #calls: number[] = [];
  #startedAt: number | null = null;
  #shown = 0;

  count(now: number): void {
    this.#startedAt ??= now;
    this.#calls.push(now);
  }

  /** The figure to show, steadied. O(calls that left the window). */
  perSecond(now: number): number {
    let gone = 0;
    while (gone < this.#calls.length && (this.#calls[gone] as number) <= now - WINDOW) gone++;
    this.#calls.splice(0, gone);
    const span = Math.min(WINDOW, Math.max(1000, now - (this.#startedAt ?? now)));
    const measured = (this.#calls.length * 1000) / span;
    if (Math.abs(measured - this.#shown) > STICKINESS * this.#shown) this.#shown = measured;
    return this.#shown;
  }
}
