import { RankedList } from './ranked-list.ts';

/** A moment for each of many, kept in the order of the moments: moving one costs O(log n). */
export class Deadlines {
  readonly #moments: Float64Array;
  readonly #list: RankedList;

  /** One moment each, in milliseconds; `Infinity` for those that have none. */
  constructor(moments: readonly number[]) {
    this.#moments = Float64Array.from(moments);
    const some = [...moments.keys()].filter((index) => this.#has(index));
    this.#list = new RankedList((a, b) => this.momentOf(a) - this.momentOf(b) || a - b, some);
  }

  set(index: number, moment: number): void {
    if (this.momentOf(index) === moment) return;
    if (this.#has(index)) this.#list.remove(index);
    this.#moments[index] = moment;
    if (this.#has(index)) this.#list.insert(index);
  }

  /** The moment that comes first, or `Infinity`. */
  get first(): number {
    const first = this.#list.at(0);
    return first === undefined ? Number.POSITIVE_INFINITY : this.momentOf(first);
  }

  /** Whoever's moment came first, when it has come by `now`; null while none has. */
  due(now: number): number | null {
    const first = this.#list.at(0);
    return first !== undefined && this.momentOf(first) <= now ? first : null;
  }

  momentOf(index: number): number {
    return this.#moments[index] as number;
  }

  #has(index: number): boolean {
    return this.momentOf(index) !== Number.POSITIVE_INFINITY;
  }
}
