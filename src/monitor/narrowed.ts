import type { OrderedList } from './cursor.ts';

/** Ids kept of entries that are in no list any more, before they are forgotten together. */
const FORGOTTEN = 1000;

/**
 * Those entries of a numbered log that are wanted. Each entry is looked at once, when it is first listed: a list costs what is
 * new in it, and what is read from it O(log entries).
 */
export class Narrowed {
  readonly #wanted: (id: number) => boolean;
  /** Those wanted, the oldest first. */
  readonly #ids: number[] = [];
  #seen = 0;

  constructor(wanted: (id: number) => boolean) {
    this.#wanted = wanted;
  }

  /** Those among the entries from `oldest` to `newest`, both included, the newest first. */
  list(oldest: number, newest: number): OrderedList {
    for (let id = Math.max(this.#seen + 1, oldest); id <= newest; id++) if (this.#wanted(id)) this.#ids.push(id);
    this.#seen = Math.max(this.#seen, newest);
    const gone = this.#below(oldest);
    if (gone > FORGOTTEN) this.#ids.splice(0, gone);
    const ids = this.#ids;
    const from = this.#below(oldest);
    const to = Math.max(from, this.#below(newest + 1));
    return {
      size: to - from,
      keyAt: (position) => (position >= 0 && position < to - from ? ids[to - 1 - position] : undefined),
      positionOf: (id) => {
        const at = this.#below(Number(id));
        return at >= from && at < to && ids[at] === id ? to - 1 - at : -1;
      },
    };
  }

  /** How many of the ids are below one. */
  #below(id: number): number {
    let [low, high] = [0, this.#ids.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ids[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
