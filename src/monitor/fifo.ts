/** Items in the order in which they came, numbered from 0 on for ever; the oldest can be forgotten. Every operation is O(1), amortised. */
export class Fifo<T> {
  #items: (T | undefined)[] = [];
  /** Number of the first item in `#items`. */
  #base = 0;
  #first = 0;

  /** Number of the oldest item that is kept. */
  get first(): number {
    return this.#first;
  }

  /** Number of the item that will come next. */
  get end(): number {
    return this.#base + this.#items.length;
  }

  get size(): number {
    return this.end - this.#first;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** The item with a number, unless it is forgotten or yet to come. */
  at(number: number): T | undefined {
    return this.#items[number - this.#base];
  }

  /** Forgets the oldest item and returns it. */
  shift(): T | undefined {
    if (this.size === 0) return undefined;
    const at = this.#first - this.#base;
    const item = this.#items[at];
    this.#items[at] = undefined;
    this.#first++;
    if (2 * (at + 1) >= this.#items.length) this.#compact();
    return item;
  }

  #compact(): void {
    this.#items = this.#items.slice(this.#first - this.#base);
    this.#base = this.#first;
  }
}
