import type { After } from '../../src/simulator/pause.ts';

/** Time for a simulator that passes only when a test says so; the timers it has set can be counted. */
export class HandTime {
  #at = 0;
  readonly #timers = new Set<{ readonly due: number; readonly run: () => void }>();
  #noticed = () => {};

  /** What `startSimulator` takes. */
  readonly options = {
    now: () => 1_700_000_000_000 + this.#at,
    monotonic: () => this.#at,
    after: ((milliseconds, run) => {
      const timer = { due: this.#at + milliseconds, run };
      this.#timers.add(timer);
      this.#noticed();
      return () => {
        this.#timers.delete(timer);
        this.#noticed();
      };
    }) satisfies After,
  };

  /** Milliseconds until each timer that is set is due, soonest first. */
  get waits(): number[] {
    return Array.from(this.#timers, ({ due }) => due - this.#at).sort((a, b) => a - b);
  }

  /** Resolves once exactly so many timers are set. */
  async untilSet(count: number): Promise<void> {
    while (this.#timers.size !== count) {
      await new Promise<void>((resolve) => {
        this.#noticed = resolve;
      });
    }
  }

  /** Lets time pass and runs what is due by then, in the order of time. */
  move(milliseconds: number): void {
    const end = this.#at + milliseconds;
    for (;;) {
      const [next] = [...this.#timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#at = Math.max(this.#at, next.due);
      next.run();
    }
    this.#at = end;
  }
}
