/** How long to wait, in milliseconds, and what for, in words that complete "waited for …". */
export interface WaitOptions {
  readonly timeout?: number;
  readonly what?: string;
}

const DEFAULT_TIMEOUT = 20_000;

/** Waits for conditions by looking again whenever `changed` is called, never by the clock. */
export class Waiting {
  readonly #looks = new Set<() => void>();
  readonly #ended: () => boolean;
  readonly #describe: () => string;

  /** `ended` says that nothing will change any more; `describe` gives the state of affairs for an error. */
  constructor(ended: () => boolean, describe: () => string) {
    this.#ended = ended;
    this.#describe = describe;
  }

  changed(): void {
    for (const look of [...this.#looks]) look();
  }

  /** Resolves once `holds` does. Rejects with a description when the time is up, or at once when nothing can change any more. */
  until(holds: () => boolean, { timeout = DEFAULT_TIMEOUT, what = 'a condition' }: WaitOptions = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        this.#looks.delete(look);
        finish();
      };
      const fail = (why: string) => settle(() => reject(new Error(`${why} ${what}\n${this.#describe()}`)));
      const look = () => {
        try {
          if (holds()) settle(resolve);
          else if (this.#ended()) fail('the program ended before');
        } catch (error) {
          settle(() => reject(error));
        }
      };
      const timer = setTimeout(() => fail(`waited ${timeout} ms for`), timeout);
      this.#looks.add(look);
      look();
    });
  }
}
