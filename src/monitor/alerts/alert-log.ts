import { BOUNDS } from '../bounds.ts';
import { Fifo } from '../fifo.ts';
import type { Firing } from './rule.ts';

/** The latest firings of all rules, bounded. Ids count every one since the start, from 1 on. */
export class AlertLog {
  readonly #firings = new Fifo<Firing>();
  readonly #bound: number;

  constructor(bound: number = BOUNDS.alerts) {
    this.#bound = bound;
  }

  /** Id of the newest, 0 before the first. */
  get lastId(): number {
    return this.#firings.end;
  }

  /** Id of the oldest that is kept, 1 before the first. */
  get firstId(): number {
    return this.#firings.first + 1;
  }

  at(id: number): Firing | undefined {
    return this.#firings.at(id - 1);
  }

  add(firing: Firing): void {
    this.#firings.push(firing);
    if (this.#firings.size > this.#bound) this.#firings.shift();
  }
}
