/** How many times the usual period passes before a user whom the server refuses is asked about again. */
const PATIENCE = 2;

/**
 * Users whose batch was refused as a whole, and the search for the one in it whom the server chokes on: halves are asked on
 * their own, in turn, until a half goes through or a single user is left. That one is asked alone, and seldom, from then on,
 * and spoils no other batch. Times are milliseconds of a steady clock.
 */
export class Suspects {
  readonly #groups: (readonly number[])[] = [];
  /** Users who were refused alone, and when each is to be asked again. */
  readonly #culprits = new Map<number, number>();

  /** When the next group is to be asked, or `Infinity`. */
  get wakeAt(): number {
    if (this.#groups.length > 0) return Number.NEGATIVE_INFINITY;
    let first = Number.POSITIVE_INFINITY;
    for (const at of this.#culprits.values()) first = Math.min(first, at);
    return first;
  }

  /** The users to ask about on their own now, or null. */
  next(now: number): readonly number[] | null {
    const group = this.#groups.shift();
    if (group !== undefined) return group;
    for (const [index, at] of this.#culprits) {
      if (at > now) continue;
      this.#culprits.set(index, Number.POSITIVE_INFINITY);
      return [index];
    }
    return null;
  }

  /** Takes in that these users were refused together. Returns whether the search goes on; false: the one user is the culprit. */
  refused(users: readonly number[], period: number, now: number): boolean {
    const [only] = users;
    if (only === undefined) return false;
    if (users.length === 1) {
      this.#culprits.set(only, now + PATIENCE * period);
      return false;
    }
    const half = Math.ceil(users.length / 2);
    this.#groups.push(users.slice(0, half), users.slice(half));
    return true;
  }

  /** Takes in that these users were answered. */
  cleared(users: readonly number[]): void {
    if (this.#culprits.size > 0) for (const index of users) this.#culprits.delete(index);
  }
}
