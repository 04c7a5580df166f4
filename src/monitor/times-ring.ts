/** Answers for which there is room at first; the room doubles until it is what the bound allows. */
const ROOM = 1024;

/** When users were answered, and when they had been before: the newest `bound` answers, numbered from 0 on for ever. */
export class TimesRing {
  readonly #bound: number;
  #users: Uint32Array;
  #before: Float64Array;
  #after: Float64Array;
  #end = 0;

  constructor(bound: number) {
    const room = Math.min(bound, ROOM);
    this.#bound = bound;
    this.#users = new Uint32Array(room);
    this.#before = new Float64Array(room);
    this.#after = new Float64Array(room);
  }

  /** Number of the oldest answer that is kept. */
  get first(): number {
    return Math.max(0, this.#end - this.#bound);
  }

  /** Number that the next answer will have. */
  get end(): number {
    return this.#end;
  }

  get size(): number {
    return this.end - this.first;
  }

  push(user: number, before: number, after: number): void {
    if (this.#end === this.#users.length && this.#end < this.#bound) this.#grow();
    const slot = this.#slot(this.#end);
    this.#users[slot] = user;
    this.#before[slot] = before;
    this.#after[slot] = after;
    this.#end++;
  }

  /** Gives an answer that is kept a later time: another answer took its place. */
  renew(number: number, after: number): void {
    this.#after[this.#slot(number)] = after;
  }

  userOf(number: number): number {
    return this.#users[this.#slot(number)] as number;
  }

  beforeOf(number: number): number {
    return this.#before[this.#slot(number)] as number;
  }

  afterOf(number: number): number {
    return this.#after[this.#slot(number)] as number;
  }

  #slot(number: number): number {
    return number % this.#users.length;
  }

  /** Only a ring that was never full grows, so that every answer stays in its slot. */
  #grow(): void {
    const room = Math.min(this.#bound, 2 * this.#users.length);
    this.#users = grown(this.#users, new Uint32Array(room));
    this.#before = grown(this.#before, new Float64Array(room));
    this.#after = grown(this.#after, new Float64Array(room));
  }
}

function grown<T extends Uint32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
