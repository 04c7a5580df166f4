import { nameKey } from './names.ts';

/** Which number each user has in one watch list and in the one that takes its place. Users are told apart as the server does, whatever the case of their names. */
export class Renumbering {
  /** How many are watched now. */
  readonly size: number;
  /** Who is watched only now, and who is watched no longer, in the order of their lists. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly #before: readonly (number | undefined)[];
  readonly #after: readonly (number | undefined)[];

  constructor(before: readonly string[], after: readonly string[]) {
    const old = new Map(before.map((uid, index) => [nameKey(uid), index]));
    const now = new Map(after.map((uid, index) => [nameKey(uid), index]));
    this.size = after.length;
    this.#before = after.map((uid) => old.get(nameKey(uid)));
    this.#after = before.map((uid) => now.get(nameKey(uid)));
    this.added = after.filter((_, index) => this.#before[index] === undefined);
    this.removed = before.filter((_, index) => this.#after[index] === undefined);
  }

  /** The number that a user had before; undefined for one who was not watched. */
  before(index: number): number | undefined {
    return this.#before[index];
  }

  /** The number that a user has now; undefined for one who is watched no longer. */
  after(index: number): number | undefined {
    return this.#after[index];
  }

  /** The numbers that users have now, without those who are watched no longer. */
  moved(users: Iterable<number>): number[] {
    return Array.from(users).flatMap((index) => this.after(index) ?? []);
  }
}
