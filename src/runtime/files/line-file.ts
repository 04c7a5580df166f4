import type { FileHandle } from 'node:fs/promises';
import { formatSize } from '../../text/size.ts';
import { type FileTrouble, fileMessage, whyNotWritten } from './file-trouble.ts';

/** What appending asks of an open file. */
export type AppendHandle = Pick<FileHandle, 'write' | 'stat' | 'truncate' | 'close'>;

/** A file that lines may be appended to: whatever is written goes to its end. */
export interface OpenedFile {
  readonly handle: AppendHandle;
  /** Bytes it has. */
  readonly size: number;
  /** Whether its last line has no end, as a crash may leave it. */
  readonly torn: boolean;
}

export interface LineFileOptions {
  /** For messages. */
  readonly path: string;
  /** Bytes the file may have. */
  readonly most: number;
  /** The line that says, as the last one, that the file has all it may: at most 256 bytes. */
  readonly lastWhenFull: () => string;
  /** Told once, when nothing more will be written. */
  readonly onStop: (trouble: FileTrouble) => void;
}

/** Bytes that may wait for a slow disk. */
export const MOST_WAITING = 16 * 1024 * 1024;
/** Bytes kept free for the last line of a full file. */
const RESERVE = 256;
/** Milliseconds that closing waits for a disk that does not answer. */
const CLOSING = 3000;
const LINE_FEED = 10;
const MISSING = 'Its last lines may be missing.';

/**
 * Appends lines to a file, each whole: as many as wait go out in one write, and one that the disk took only a part of is
 * taken back. The first failure ends the writing and is told; the program goes on.
 */
export class LineFile {
  readonly #handle: AppendHandle;
  readonly #options: LineFileOptions;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  /** Bytes the file has, and will have once all that waits is written. */
  #onDisk: number;
  #size: number;
  #writing: Promise<void> | null = null;
  #open = true;
  /** Whether what ended the writing was told. */
  #told = false;

  constructor({ handle, size, torn }: OpenedFile, options: LineFileOptions) {
    this.#handle = handle;
    this.#options = options;
    this.#onDisk = size;
    this.#size = size;
    if (torn) this.#add('');
  }

  /** Appends one line, given without its line feed, as soon as the disk takes it. */
  write(line: string): void {
    if (!this.#open) return;
    const { most, lastWhenFull } = this.#options;
    if (this.#size + Buffer.byteLength(line) + 1 > most - RESERVE) {
      this.#add(lastWhenFull());
      this.#stop(`it may not exceed ${formatSize(most)}`, 'Record into another file, or allow more with --record-max.');
    } else if (this.#waitingBytes > MOST_WAITING) {
      this.#stop('the disk is slower than what there is to write', 'Record to a faster disk.');
    } else {
      this.#add(line);
    }
  }

  /** Writes what still waits and closes the file; gives up on a disk that does not answer. */
  async close(): Promise<void> {
    const gaveUp = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.#stop('the disk does not answer', MISSING);
      gaveUp.resolve();
    }, CLOSING);
    await Promise.race([this.#writing, gaveUp.promise]);
    this.#open = false;
    // A disk far away may say only now that it had no room.
    await Promise.race([this.#handle.close(), gaveUp.promise]).catch((error) => this.#stop(whyNotWritten(error), MISSING));
    clearTimeout(timer);
  }

  #add(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.#size += bytes.length;
    this.#writing ??= this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = Buffer.concat(this.#waiting);
      this.#waiting = [];
      this.#waitingBytes = 0;
      await this.#append(lines);
    }
    this.#writing = null;
  }

  async #append(lines: Buffer): Promise<void> {
    let written = 0;
    try {
      while (written < lines.length) written += (await this.#handle.write(lines, written)).bytesWritten;
      this.#onDisk += written;
      if ((await this.#handle.stat()).nlink === 0) this.#stop('somebody removed the file', 'Start again to record into another.');
    } catch (error) {
      // Best effort: a reader leaves out a last line that is not whole.
      await this.#takeBack(lines.subarray(0, written)).catch(() => {});
      this.#fail(error);
    }
  }

  /** Removes the part of a line that the file now ends with, unless somebody else wrote to it. */
  async #takeBack(written: Buffer): Promise<void> {
    const { size } = await this.#handle.stat();
    if (size === this.#onDisk + written.length) await this.#handle.truncate(this.#onDisk + written.lastIndexOf(LINE_FEED) + 1);
  }

  #fail(error: unknown): void {
    this.#waiting = [];
    this.#stop(whyNotWritten(error), 'Make room or choose another place, and start again.');
  }

  #stop(why: string, hint: string): void {
    this.#open = false;
    if (this.#told) return;
    this.#told = true;
    const message = fileMessage('the recording stopped', why, this.#options.path);
    this.#options.onStop({ message, hint: `Everything else goes on. ${hint}` });
  }
}
