import { nameKey } from '../text/name-key.ts';

const NOBODY = -1;

/** Which number each user has in one watch list and in the one that takes its place. Users are told apart as the server does, whatever the case of their names. */
export class Renumbering {
  /** How many are watched now. */
  readonly size: number;
  /** Who is watched only now, and who is watched no longer, in the order of their lists. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly #before: Int32Array;
  readonly #after: Int32Array;

  constructor(before: readonly string[], after: readonly string[]) {
    const old = new Map(before.map((uid, index) => [nameKey(uid), index]));
    this.size = after.length;
    this.#before = Int32Array.from(after, (uid) => old.get(nameKey(uid)) ?? NOBODY);
    this.#after = new Int32Array(before.length).fill(NOBODY);
    for (const [index, was] of this.#before.entries()) if (was !== NOBODY) this.#after[was] = index;
    this.added = after.filter((_, index) => this.#before[index] === NOBODY);
    this.removed = before.filter((_, index) => this.#after[index] === NOBODY);
  }

  /** The number that a user had before; undefined for one who was not watched. */
  before(index: number): number | undefined {
    const was = this.#before[index];
    return was === NOBODY ? undefined : was;
  }

  /** The number that a user has now; undefined for one who is watched no longer. */
  after(index: number): number | undefined {
    const now = this.#after[index];
    return now === NOBODY ? undefined : now;
  }

  /** The numbers that users have now, without those who are watched no longer. */
  moved(users: Iterable<number>): number[] {
    const found: number[] = [];
    for (const user of users) {
      const now = this.after(user);
      if (now !== undefined) found.push(now);
    }
    return found;
  }
}
