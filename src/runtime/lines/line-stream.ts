import type { Writable } from 'node:stream';

/** Bytes that may wait for a slow reader before nothing more is asked. */
export const MOST_UNREAD = 4 * 1024 * 1024;

export interface LineStreamOptions {
  /** Called when the reader has fallen behind, and when it has read everything. */
  readonly hold: () => void;
  readonly goOn: () => void;
}

/** Lines on a stream. No line is dropped for a slow reader, and none piles up without bound: nothing is asked until it has read. */
export class LineStream {
  readonly #stream: Writable;
  readonly #options: LineStreamOptions;
  #holding = false;

  constructor(stream: Writable, options: LineStreamOptions) {
    this.#stream = stream;
    this.#options = options;
  }

  write(line: string): void {
    this.#stream.write(`${line}\n`);
    if (this.#holding || this.#stream.writableLength <= MOST_UNREAD) return;
    this.#holding = true;
    this.#stream.once('drain', () => {
      this.#holding = false;
      this.#options.goOn();
    });
    this.#options.hold();
  }
}
