const NONE = -1;

/**
 * Users in the order in which something last happened to them, oldest first, as a linked list over user indices.
 * Every operation is O(1), at any number of users.
 */
export class RecencyList {
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #listed: Uint8Array;
  #first = NONE;
  #last = NONE;

  /** A list that holds 0…size−1 in that order. */
  constructor(size: number) {
    this.#next = new Int32Array(size).fill(NONE);
    this.#previous = new Int32Array(size).fill(NONE);
    this.#listed = new Uint8Array(size);
    for (let index = 0; index < size; index++) this.append(index);
  }

  /** The index to which the longest time nothing happened, or null when the list is empty. */
  get oldest(): number | null {
    return this.#first === NONE ? null : this.#first;
  }

  has(index: number): boolean {
    return this.#listed[index] === 1;
  }

  /** Puts an index at the young end, wherever it was before. */
  append(index: number): void {
    this.remove(index);
    this.#link(index, this.#last, NONE);
  }

  /** Puts an index at the old end, wherever it was before. */
  prepend(index: number): void {
    this.remove(index);
    this.#link(index, NONE, this.#first);
  }

  remove(index: number): void {
    if (!this.has(index)) return;
    const next = this.#next[index] as number;
    const previous = this.#previous[index] as number;
    if (previous === NONE) this.#first = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#last = previous;
    else this.#previous[next] = previous;
    this.#listed[index] = 0;
  }

  #link(index: number, previous: number, next: number): void {
    this.#previous[index] = previous;
    this.#next[index] = next;
    if (previous === NONE) this.#first = index;
    else this.#next[previous] = index;
    if (next === NONE) this.#last = index;
    else this.#previous[next] = index;
    this.#listed[index] = 1;
  }
}
