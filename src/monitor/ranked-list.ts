/** Items a chunk holds before it is split: moving this many numbers costs less than finding the place. */
const CHUNK = 512;

/** Negative when `a` stands before `b`; zero only when they are the same item. */
export type Order = (a: number, b: number) => number;

/**
 * Numbers kept in a total order, reachable by position: an insertion or removal touches one chunk, never the whole list.
 * The order may change only for items that are not in the list.
 */
export class RankedList {
  readonly #order: Order;
  #chunks: number[][] = [];
  #size = 0;

  constructor(order: Order, items: readonly number[] = []) {
    this.#order = order;
    const sorted = items.toSorted(order);
    for (let start = 0; start < sorted.length; start += CHUNK / 2) this.#chunks.push(sorted.slice(start, start + CHUNK / 2));
    this.#size = sorted.length;
  }

  get size(): number {
    return this.#size;
  }

  insert(item: number): void {
    const at = this.#chunkFor(item);
    const chunk = this.#chunks[at];
    this.#size++;
    if (chunk === undefined) {
      this.#chunks.push([item]);
      return;
    }
    chunk.splice(this.#placeIn(chunk, item), 0, item);
    if (chunk.length > CHUNK) this.#chunks.splice(at + 1, 0, chunk.splice(CHUNK / 2));
  }

  /** Takes an item out; false when it is not there. */
  remove(item: number): boolean {
    const at = this.#chunkFor(item);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return false;
    const place = this.#placeIn(chunk, item);
    if (chunk[place] !== item) return false;
    chunk.splice(place, 1);
    if (chunk.length === 0) this.#chunks.splice(at, 1);
    this.#size--;
    return true;
  }

  /** The items from position `start` (inclusive) to `end` (exclusive), cut to what there is. */
  slice(start: number, end: number): number[] {
    const found: number[] = [];
    let before = 0;
    for (const chunk of this.#chunks) {
      if (before >= end) break;
      if (before + chunk.length > start) found.push(...chunk.slice(Math.max(0, start - before), end - before));
      before += chunk.length;
    }
    return found;
  }

  at(position: number): number | undefined {
    return this.slice(position, position + 1)[0];
  }

  /** The position of an item, or −1. */
  positionOf(item: number): number {
    const at = this.#chunkFor(item);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return -1;
    const place = this.#placeIn(chunk, item);
    if (chunk[place] !== item) return -1;
    let before = 0;
    for (let i = 0; i < at; i++) before += (this.#chunks[i] as number[]).length;
    return before + place;
  }

  /** The last chunk whose first item does not stand after `item`. */
  #chunkFor(item: number): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#order((this.#chunks[middle] as number[])[0] as number, item) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #placeIn(chunk: readonly number[], item: number): number {
    let low = 0;
    let high = chunk.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#order(chunk[middle] as number, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
