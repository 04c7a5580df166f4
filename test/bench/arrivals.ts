/** A sweep as the server saw it, in milliseconds since the epoch. */
export interface Sweep {
  /** Its first request arrived. */
  readonly from: number;
  /** The request arrived with which everybody had been asked about. */
  readonly to: number;
  readonly requests: number;
}

/** What a server was asked so far. */
export interface Asked {
  readonly requests: number;
  /** Names in all requests together, repeated ones included. */
  readonly names: number;
  /** Complete sweeps, oldest first. */
  readonly sweeps: readonly Sweep[];
}

/** Counts requests as they arrive and finds where everybody of `users` has been asked about once more. */
export class Arrivals {
  readonly #users: number;
  readonly #seen = new Set<string>();
  readonly #sweeps: Sweep[] = [];
  #requests = 0;
  #names = 0;
  #from = 0;
  #requestsBefore = 0;

  constructor(users: number) {
    this.#users = users;
  }

  /** A request for these names arrived `at` milliseconds since the epoch. */
  note(names: readonly string[], at: number): void {
    this.#requests++;
    this.#names += names.length;
    if (this.#seen.size === 0) this.#from = at;
    for (const name of names) this.#seen.add(name);
    if (this.#seen.size < this.#users) return;
    this.#sweeps.push({ from: this.#from, to: at, requests: this.#requests - this.#requestsBefore });
    this.#requestsBefore = this.#requests;
    this.#seen.clear();
  }

  get asked(): Asked {
    return { requests: this.#requests, names: this.#names, sweeps: [...this.#sweeps] };
  }
}
