import { Deadlines } from './deadlines.ts';
import type { Renumbering } from './renumbering.ts';

/** What is known of users who are asked about on their own. */
interface Suspicion {
  /** The newest call there was when they, or the batch they come from, first failed. */
  readonly since: number;
  /** Whether they failed, together, and not only as part of a larger batch. */
  readonly failed: boolean;
  /** Shared by the two halves of a batch: whether one of them was answered. */
  readonly pair: { answered: boolean };
  /** Stands for the batch they come from when that was halved although nothing showed whose failure it was; else null. */
  readonly guess: object | null;
}

/**
 * Users whose batch failed, and the search for the one in it whom the server chokes on: halves are asked on their own, in
 * turn, until a half goes through or a single user is left. That one is asked alone, once a sweep, from then on, and spoils
 * no other batch. Times are milliseconds of a steady clock; calls are known by their sequence numbers. A step costs O(users in
 * it × log users), however many are asked alone.
 */
export class Suspects {
  /** Who is asked about on their own, in this order. */
  readonly #groups: (readonly number[])[] = [];
  readonly #suspicions = new WeakMap<readonly number[], Suspicion>();
  /** Users who failed alone while others were answered. */
  readonly #culprits = new Set<number>();
  /** When each of them is to be asked again; `Infinity` while being asked. */
  #turns: Deadlines;

  /** `size`: how many are watched. */
  constructor(size: number) {
    this.#turns = new Deadlines(Array<number>(size).fill(Number.POSITIVE_INFINITY));
  }

  /** When the next group is to be asked, or `Infinity`. */
  get wakeAt(): number {
    return this.#groups.length > 0 ? Number.NEGATIVE_INFINITY : this.#turns.first;
  }

  /** Calls that it takes to ask all of them once. */
  get calls(): number {
    return this.#groups.length + this.#culprits.size;
  }

  /** The users to ask about on their own now, or null. */
  next(now: number): readonly number[] | null {
    const group = this.#groups.shift();
    if (group !== undefined) return group;
    const index = this.#turns.due(now);
    if (index === null) return null;
    this.#turns.set(index, Number.POSITIVE_INFINITY);
    return [index];
  }

  /** Whether the failure of these users is theirs: they were known for it, or call `answered` left after their first failure. */
  stand(users: readonly number[], answered: number): boolean {
    return this.#isCulprit(users) || answered > (this.#suspicions.get(users)?.since ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Takes in that these users were refused together for what is among them, as it seems or for sure (`theirs`); `newest` is
   * the newest call. Returns whether the search goes on; false: the one user is the culprit, and due again `period` later.
   */
  refused(users: readonly number[], theirs: boolean, newest: number, period: number, now: number): boolean {
    const [only] = users;
    if (only === undefined) return false;
    if (users.length === 1) {
      this.#culprits.add(only);
      this.#turns.set(only, now + period);
      return false;
    }
    const before = this.#suspicions.get(users);
    const guess = theirs ? null : (before?.guess ?? {});
    const suspicion = { since: before?.since ?? newest, failed: false, pair: { answered: false }, guess };
    const half = Math.ceil(users.length / 2);
    this.#ask(users.slice(0, half), suspicion);
    this.#ask(users.slice(half), suspicion);
    return true;
  }

  /**
   * Takes in that a call about these users failed, for a reason that may lie among them or strike any call. They are asked
   * again together before they are in halves, or luck that fails every other call would end in a call for each user; unless
   * the other half of theirs was answered. A single user is the culprit only once others were answered (`theirs`). Returns
   * as `refused` does.
   */
  failed(users: readonly number[], theirs: boolean, newest: number, period: number, now: number): boolean {
    const suspicion = this.#suspicions.get(users) ?? { since: newest, failed: false, pair: { answered: false }, guess: null };
    const enough = suspicion.failed || suspicion.pair.answered || this.#isCulprit(users);
    if (enough && (theirs || users.length > 1)) return this.refused(users, theirs, newest, period, now);
    this.#ask(users, { ...suspicion, failed: true });
    return true;
  }

  /** Asks about these users as before, because their call failed for a reason that says nothing of them. False: they are nobody's suspects. */
  takeBack(users: readonly number[], now: number): boolean {
    if (this.#isCulprit(users)) this.#turns.set(users[0] as number, now);
    else if (this.#suspicions.has(users)) this.#groups.unshift(users);
    else return false;
    return true;
  }

  /** Takes in that these users were answered. */
  cleared(users: readonly number[]): void {
    const suspicion = this.#suspicions.get(users);
    if (suspicion !== undefined) suspicion.pair.answered = true;
    if (this.#culprits.size === 0) return;
    for (const index of users) if (this.#culprits.delete(index)) this.#turns.set(index, Number.POSITIVE_INFINITY);
  }

  /** Takes in that calls go through again: what was halved on a guess is put together, or a long outage would end in many small calls. */
  rejoin(): void {
    const wholes = new Map<object, { users: number[]; suspicion: Suspicion }>();
    for (const users of this.#groups.splice(0)) {
      const suspicion = this.#suspicions.get(users) as Suspicion;
      const whole = suspicion.guess === null ? undefined : wholes.get(suspicion.guess);
      if (suspicion.guess === null) this.#groups.push(users);
      else if (whole === undefined) wholes.set(suspicion.guess, { users: [...users], suspicion });
      else whole.users.push(...users);
    }
    for (const { users, suspicion } of wholes.values()) {
      this.#ask(users, { since: suspicion.since, failed: true, pair: { answered: false }, guess: null });
    }
  }

  /** Asks about a culprit before its time; false when the user is none. */
  hurry(index: number): boolean {
    if (!this.#culprits.has(index)) return false;
    if (this.#turns.momentOf(index) < Number.POSITIVE_INFINITY) this.#turns.set(index, Number.NEGATIVE_INFINITY);
    return true;
  }

  /** Asks about every culprit before its time: O(culprits). */
  hurryAll(): void {
    for (const index of this.#culprits) this.hurry(index);
  }

  /** Goes on with another watch list; calls under way are told apart by `moved`. */
  renumber(by: Renumbering): void {
    for (const users of this.#groups.splice(0)) {
      const staying = this.moved(users, by);
      if (staying.length > 0) this.#groups.push(staying);
    }
    const turns = Array<number>(by.size).fill(Number.POSITIVE_INFINITY);
    const culprits = [...this.#culprits];
    this.#culprits.clear();
    for (const was of culprits) {
      const index = by.after(was);
      if (index === undefined) continue;
      this.#culprits.add(index);
      turns[index] = this.#turns.momentOf(was);
    }
    this.#turns = new Deadlines(turns);
  }

  /** Users who are asked about together, as they are numbered now: what is suspected of them stays. */
  moved(users: readonly number[], by: Renumbering): readonly number[] {
    const staying = by.moved(users);
    const suspicion = this.#suspicions.get(users);
    if (suspicion !== undefined) this.#suspicions.set(staying, suspicion);
    return staying;
  }

  #isCulprit(users: readonly number[]): boolean {
    return users.length === 1 && this.#culprits.has(users[0] as number);
  }

  #ask(users: readonly number[], suspicion: Suspicion): void {
    this.#suspicions.set(users, suspicion);
    this.#groups.push(users);
  }
}
