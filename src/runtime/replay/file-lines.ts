import { createReadStream } from 'node:fs';
import { BOUNDS } from '../../monitor/bounds.ts';

/** One line of a file. */
export interface FileLine {
  /** From 1. */
  readonly number: number;
  /** Where it begins and ends, its line feed included, in bytes. */
  readonly start: number;
  readonly end: number;
  /** Null for one that is longer than any line of ours, or no UTF-8. */
  readonly text: string | null;
  /** Whether it has its line feed. */
  readonly whole: boolean;
}

/** Which part of a file is read: from the beginning of a line with a number. `end` is not included. */
export interface FilePart {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

const LINE_FEED = 10;

/** Reads lines one by one: no more of the file is in memory than a line and what the disk gives at once. Rejects with the error of the file system. */
export async function* fileLines({ path, start, end, number }: FilePart): AsyncGenerator<FileLine> {
  if (start >= end) return;
  let pieces: Buffer[] = [];
  let length = 0;
  let from = start;
  let count = number;
  const take = (whole: boolean): FileLine => {
    const text = length > BOUNDS.recordedLine ? null : decoded(Buffer.concat(pieces));
    const line = { number: count++, start: from, end: from + length + Number(whole), text, whole };
    from = line.end;
    pieces = [];
    length = 0;
    return line;
  };
  const keep = (piece: Buffer) => {
    length += piece.length;
    // What cannot be a line of ours is counted, not kept.
    if (length <= BOUNDS.recordedLine) pieces.push(piece);
    else pieces = [];
  };
  for await (const chunk of createReadStream(path, { start, end: end - 1 }) as AsyncIterable<Buffer>) {
    let at = 0;
    for (let feed = chunk.indexOf(LINE_FEED); feed >= 0; feed = chunk.indexOf(LINE_FEED, at)) {
      keep(chunk.subarray(at, feed));
      yield take(true);
      at = feed + 1;
    }
    if (at < chunk.length) keep(chunk.subarray(at));
  }
  if (length > 0) yield take(false);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
