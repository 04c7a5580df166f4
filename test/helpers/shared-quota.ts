import { allowed, answered, type Governor, governorAt, refused } from '../../src/monitor/governor.ts';
import { Pace } from '../../src/monitor/pace.ts';

/** The documented quota of one method, and milliseconds of its window. */
const QUOTA = 50;
const WINDOW = 1000;

export interface Tally {
  sent: number;
  refused: number;
}

/**
 * Production and a governed monitor sharing one quota on a virtual clock. Production's calls come at random moments, `load`
 * a second on average; refused calls do not count against the quota.
 */
export class SharedQuota {
  readonly production: Tally = { sent: 0, refused: 0 };
  readonly mine: Tally = { sent: 0, refused: 0 };
  readonly #end: number;
  readonly #load: number;
  readonly #admitted: number[] = [];
  #random: number;
  #governor: Governor;
  readonly #pace: Pace;

  constructor({ load, seed, minutes, ceiling }: { load: number; seed: number; minutes: number; ceiling: number }) {
    this.#end = minutes * 60_000;
    this.#load = load;
    this.#random = seed;
    this.#governor = governorAt(ceiling);
    this.#pace = new Pace(ceiling);
  }

  run(): this {
    let production = this.#nextProduction(0);
    let mine = this.#governor.ceiling === 0 ? Number.POSITIVE_INFINITY : 1000;
    while (Math.min(production, mine) < this.#end) {
      if (production <= mine) {
        this.#ask(production, this.production);
        production = this.#nextProduction(production);
      } else {
        const passed = this.#ask(mine, this.mine);
        this.#governor = passed ? answered(this.#governor, 20, mine) : refused(this.#governor, 'refused', mine - 0.01, mine);
        this.#pace.spend(mine);
        this.#pace.govern(allowed(this.#governor, mine));
        mine = this.#pace.nextAt;
      }
    }
    return this;
  }

  #ask(now: number, tally: Tally): boolean {
    while ((this.#admitted[0] ?? Number.POSITIVE_INFINITY) <= now - WINDOW) this.#admitted.shift();
    tally.sent++;
    const passed = this.#admitted.length < QUOTA;
    if (passed) this.#admitted.push(now);
    else tally.refused++;
    return passed;
  }

  /** Evenly paced with some jitter, as many servers together are: a Poisson stream near the quota would be refused by itself. */
  #nextProduction(after: number): number {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0;
    return after + (1000 / this.#load) * (0.5 + this.#random / 2 ** 32);
  }
}
