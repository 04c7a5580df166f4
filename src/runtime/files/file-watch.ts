import { stat } from 'node:fs/promises';

/** Milliseconds between two looks at the files. */
const LOOK_INTERVAL = 1000;
/** Looks for which files must stay as they are before they are read; an empty one is most likely about to be written. */
const SETTLED = 1;
const SETTLED_EMPTY = 10;

/**
 * Has files read again whenever they have changed and then stayed as they were for one look: half of what an editor writes is
 * not read. It looks at what the paths lead to at that moment, so that files may be replaced, deleted and made anew, and links
 * may be led elsewhere.
 */
export class FileWatch {
  readonly #read: () => Promise<readonly string[]>;
  readonly #interval: number;
  #paths: readonly string[] = [];
  #seen = '';
  #unread = true;
  /** Looks that found everything as it was the last time. */
  #still = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** Begins by reading. `read` reads the files and gives the paths of those that are to be looked at from then on. */
  constructor(read: () => Promise<readonly string[]>, interval: number = LOOK_INTERVAL) {
    this.#read = read;
    this.#interval = interval;
    this.#lookLater();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #lookLater(): void {
    this.#timer = setTimeout(() => this.#look(), this.#interval);
  }

  async #look(): Promise<void> {
    const traces = await Promise.all(this.#paths.map(trace));
    const seen = JSON.stringify(traces);
    if (this.#closed) return;
    this.#still = seen === this.#seen ? this.#still + 1 : 0;
    if (this.#still === 0) {
      this.#seen = seen;
      this.#unread = true;
    } else if (this.#unread && this.#still >= (traces.some(isEmpty) ? SETTLED_EMPTY : SETTLED)) {
      this.#unread = false;
      this.#paths = await this.#read();
    }
    if (!this.#closed) this.#lookLater();
  }
}

/** What tells a file from what stood at its path before. */
interface Trace {
  readonly path: string;
  /** In bytes, as a number in decimal; null when there is no file, or nobody may ask. */
  readonly size: string | null;
  /** Which file it is and when it was last touched, or why nobody knows. */
  readonly identity: string;
}

async function trace(path: string): Promise<Trace> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return { path, size: String(size), identity: [dev, ino, mtimeNs, ctimeNs].join(' ') };
  } catch (error) {
    return { path, size: null, identity: (error as NodeJS.ErrnoException).code ?? '' };
  }
}

function isEmpty({ size }: Trace): boolean {
  return size === '0';
}
