import { BOUNDS } from './bounds.ts';
import type { Change } from './changes.ts';
import { Fifo } from './fifo.ts';

/** The latest changes of all users, bounded: the oldest are forgotten, unless somebody may go back to when they were new. */
export class ChangeLog {
  readonly #changes = new Fifo<Change>();
  readonly #bound: number;
  /** Id of the oldest change that is kept beyond the bound. */
  #keptFrom = Number.POSITIVE_INFINITY;

  constructor(bound: number = BOUNDS.changes) {
    this.#bound = bound;
  }

  /** Id of the newest change, 0 before the first. Ids count every change ever seen, those forgotten included. */
  get lastId(): number {
    return this.#changes.end;
  }

  /** Id of the oldest change of a list that ends with the change `upTo`; one above `upTo` when nothing of it is kept. */
  firstId(upTo: number = this.lastId): number {
    return Math.max(this.#changes.first + 1, upTo - this.#bound + 1);
  }

  /** The change with an id; undefined when it is forgotten or never was. */
  at(id: number): Change | undefined {
    return this.#changes.at(id - 1);
  }

  /** Gives a change its id and keeps it. */
  add(change: Omit<Change, 'id'>): Change {
    const numbered = { ...change, id: this.lastId + 1 };
    this.#changes.push(numbered);
    this.#forget();
    return numbered;
  }

  /** Up to `count` changes, at most as many as the bound says, newest first, none newer than the id `upTo`. */
  latest(count: number, upTo: number = this.lastId): Change[] {
    const found: Change[] = [];
    const most = Math.min(count, this.#bound);
    for (let id = upTo; found.length < most; id--) {
      const change = this.#changes.at(id - 1);
      if (change === undefined) break;
      found.push(change);
    }
    return found;
  }

  /** Keeps beyond the bound what came after the change `id`, and the few before it that stood in a list then; null: nothing. */
  keepFor(id: number | null): void {
    this.#keptFrom = id === null ? Number.POSITIVE_INFINITY : id - BOUNDS.listedChanges;
    this.#forget();
  }

  #forget(): void {
    while (this.#changes.size > this.#bound && this.#changes.first + 1 < this.#keptFrom) this.#changes.shift();
  }
}
