import { BOUNDS } from './bounds.ts';
import type { Change } from './changes.ts';

/** The latest changes of all users, bounded: a ring that forgets the oldest. */
export class ChangeLog {
  readonly #ring: Change[] = [];
  readonly #bound: number;
  #lastId = 0;

  constructor(bound: number = BOUNDS.changes) {
    this.#bound = bound;
  }

  /** Id of the newest change, 0 before the first. Ids count every change ever seen, those forgotten included. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Id of the oldest change that is kept, 1 before the first. */
  get firstId(): number {
    return Math.max(1, this.#lastId - this.#bound + 1);
  }

  /** The change with an id; undefined when it is forgotten or never was. */
  at(id: number): Change | undefined {
    return id < this.firstId || id > this.#lastId ? undefined : this.#ring[this.#slot(id)];
  }

  /** Gives a change its id and keeps it. */
  add(change: Omit<Change, 'id'>): Change {
    this.#lastId++;
    const numbered = { ...change, id: this.#lastId };
    this.#ring[this.#slot(this.#lastId)] = numbered;
    return numbered;
  }

  /** Up to `count` changes, newest first, none newer than the id `upTo`. */
  latest(count: number, upTo: number = this.#lastId): Change[] {
    const found: Change[] = [];
    for (let id = upTo; id > 0 && id > this.#lastId - this.#bound && found.length < count; id--) {
      found.push(this.#ring[this.#slot(id)] as Change);
    }
    return found;
  }

  #slot(id: number): number {
    return (id - 1) % this.#bound;
  }
}
