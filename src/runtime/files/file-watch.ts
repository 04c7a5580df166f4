import { stat } from 'node:fs/promises';

/** Milliseconds between two looks at the files. */
export const LOOK_INTERVAL = 1000;

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
    const seen = JSON.stringify(await Promise.all(this.#paths.map(trace)));
    if (this.#closed) return;
    if (seen !== this.#seen) {
      this.#seen = seen;
      this.#unread = true;
    } else if (this.#unread) {
      this.#unread = false;
      this.#paths = await this.#read();
    }
    if (!this.#closed) this.#lookLater();
  }
}

/** What tells a file from what stood at its path before: which it is, how long, and when it was last touched. */
async function trace(path: string): Promise<readonly string[]> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [path, ...[dev, ino, size, mtimeNs, ctimeNs].map(String)];
  } catch (error) {
    return [path, (error as NodeJS.ErrnoException).code ?? ''];
  }
}
