import { BOUNDS } from '../monitor/bounds.ts';
import type { FileTrouble } from '../runtime/files/file-trouble.ts';
import { number } from '../text/number.ts';

/** What is said of one warning; the hint is null where there is nothing to do. */
export type Said = Omit<FileTrouble, 'hint'> & { readonly hint: string | null };

/** What went wrong while a screen was there, to be said once more after it: the last few, and how many came before them. */
export class Warnings {
  #latest: FileTrouble[] = [];
  #earlier = 0;

  add(trouble: FileTrouble): void {
    this.#latest.push(trouble);
    if (this.#latest.length <= BOUNDS.partingWarnings) return;
    this.#latest.shift();
    this.#earlier++;
  }

  /** The oldest first. */
  *[Symbol.iterator](): Generator<Said> {
    const warnings = this.#earlier === 1 ? 'warning' : 'warnings';
    if (this.#earlier > 0) yield { message: `${number(this.#earlier)} ${warnings} before these`, hint: null };
    yield* this.#latest;
  }
}
