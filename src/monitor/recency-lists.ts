const NONE = -1;

/**
 * Users in the order in which something last happened to them, oldest first, as linked lists over user indices: each user is
 * in the list of its lane, or in none. Every operation is O(1) at any number of users, unless it says otherwise.
 */
export class RecencyLists {
  readonly #laneOf: ArrayLike<number>;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #listed: Uint8Array;
  readonly #first: Int32Array;
  readonly #last: Int32Array;

  /** Lists for `lanes` lanes; each holds its users, in the order of their numbers. */
  constructor(laneOf: ArrayLike<number>, lanes: number) {
    this.#laneOf = laneOf;
    this.#next = new Int32Array(laneOf.length).fill(NONE);
    this.#previous = new Int32Array(laneOf.length).fill(NONE);
    this.#listed = new Uint8Array(laneOf.length);
    this.#first = new Int32Array(lanes).fill(NONE);
    this.#last = new Int32Array(lanes).fill(NONE);
    for (let index = 0; index < laneOf.length; index++) this.append(index);
  }

  /** The user of a lane to whom the longest time nothing happened, or null when its list is empty. */
  oldest(lane: number): number | null {
    const first = this.#first[lane] as number;
    return first === NONE ? null : first;
  }

  /** The users of a lane, the oldest first. */
  *inOrder(lane: number): Generator<number> {
    for (let index = this.#first[lane] as number; index !== NONE; index = this.#next[index] as number) yield index;
  }

  has(index: number): boolean {
    return this.#listed[index] === 1;
  }

  /** Puts a user at the young end, wherever it was before. */
  append(index: number): void {
    this.remove(index);
    this.#link(index, this.#last[this.#lane(index)] as number);
  }

  /** Puts a user at the old end, wherever it was before. */
  prepend(index: number): void {
    this.remove(index);
    this.#link(index, NONE);
  }

  /**
   * Puts users to whom it happened at the same moment among the others of their lanes: behind everybody whose time in `times`
   * is not later. O(users put in, and users with later times).
   */
  insert(users: readonly number[], times: ArrayLike<number>): void {
    for (const index of users) this.remove(index);
    const before = new Map<number, number>();
    for (const index of users) {
      const lane = this.#lane(index);
      const place = before.get(lane) ?? this.#lastUntil(times[index] as number, lane, times);
      this.#link(index, place);
      before.set(lane, index);
    }
  }

  remove(index: number): void {
    if (!this.has(index)) return;
    const lane = this.#lane(index);
    const next = this.#next[index] as number;
    const previous = this.#previous[index] as number;
    if (previous === NONE) this.#first[lane] = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#last[lane] = previous;
    else this.#previous[next] = previous;
    this.#listed[index] = 0;
  }

  #lane(index: number): number {
    return this.#laneOf[index] as number;
  }

  /** The youngest user of a lane whose time is not later than `time`, or `NONE`. */
  #lastUntil(time: number, lane: number, times: ArrayLike<number>): number {
    let place = this.#last[lane] as number;
    while (place !== NONE && (times[place] as number) > time) place = this.#previous[place] as number;
    return place;
  }

  /** Links a user in behind `previous`, at the old end when that is `NONE`. */
  #link(index: number, previous: number): void {
    const lane = this.#lane(index);
    const next = (previous === NONE ? this.#first[lane] : this.#next[previous]) as number;
    this.#previous[index] = previous;
    this.#next[index] = next;
    if (previous === NONE) this.#first[lane] = index;
    else this.#next[previous] = index;
    if (next === NONE) this.#last[lane] = index;
    else this.#previous[next] = index;
    this.#listed[index] = 1;
  }
}
