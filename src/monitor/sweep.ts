import type { Renumbering } from './renumbering.ts';

/** Counts who has been dealt with since a sweep began; when it is everybody, the next sweep begins. O(1) for each user. */
export class Sweep {
  #settledIn: Int32Array;
  #number = 1;
  #settled = 0;

  constructor(size: number) {
    this.#settledIn = new Int32Array(size);
  }

  /** Sweeps completed. */
  get completed(): number {
    return this.#number - 1;
  }

  /** Share of the present sweep that is settled, 0…1; 1 when there is nobody. */
  get progress(): number {
    return this.#settledIn.length === 0 ? 1 : this.#settled / this.#settledIn.length;
  }

  /** Goes on with another watch list: whoever is new has not been dealt with. */
  renumber(by: Renumbering): void {
    const before = this.#settledIn;
    const settledIn = (index: number) => before[by.before(index) ?? -1] ?? 0;
    this.#settledIn = Int32Array.from({ length: by.size }, (_, index) => settledIn(index));
    this.#settled = this.#settledIn.filter((number) => number === this.#number).length;
    if (by.size > 0) this.settle([]);
  }

  /** Notes that users were answered about, or refused for good. */
  settle(users: readonly number[]): void {
    for (const index of users) {
      if (this.#settledIn[index] === this.#number) continue;
      this.#settledIn[index] = this.#number;
      this.#settled++;
    }
    if (this.#settled < this.#settledIn.length) return;
    this.#number++;
    this.#settled = 0;
  }
}
