/**
 * A small seeded generator. The same seed and stream give the same numbers on every machine and in every release,
 * so a story told once can be told again; streams of one seed are independent of each other.
 */
export class Random {
  #state: number;

  constructor(seed: number, stream = 0) {
    this.#state = scramble(scramble(seed) + stream);
  }

  /** Uniform in [0, 1), 32 bits of it. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return scramble(this.#state) / 2 ** 32;
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** The time to the next of events that come at random, `mean` apart on average. */
  wait(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  /** `length` hexadecimal digits. */
  hex(length: number): string {
    return Array.from({ length }, () => this.below(16).toString(16)).join('');
  }
}

/** Spreads every bit of a number over all 32 bits, so that neighbouring seeds have nothing in common. */
function scramble(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
