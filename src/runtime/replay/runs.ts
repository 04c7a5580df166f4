import type { FileLine } from './file-lines.ts';
import { fileLines } from './file-lines.ts';
import { readLine, timeOf } from './read-line.ts';

/** Where a recording is damaged, and how. */
export interface Damage {
  /** Number of the line, from 1. */
  readonly line: number;
  /** In words that go on from "line 7: ". */
  readonly why: string;
}

/** One run of the monitor in a recording. Times in milliseconds since the epoch. */
export interface RecordedRun {
  /** Where it begins, and where what can be read of it ends, in bytes; the number of its first line. */
  readonly start: number;
  readonly end: number;
  readonly number: number;
  readonly from: number;
  /** The latest moment that is recorded. */
  readonly to: number;
  /** Why the rest of it is missing, or null when it ended as runs do. */
  readonly damage: Damage | null;
}

/** What a file holds, the oldest run first; `damage` says why when there is none. */
export interface RecordedRuns {
  readonly path: string;
  readonly runs: readonly RecordedRun[];
  readonly damage: Damage | null;
}

type Open = { -readonly [Key in keyof RecordedRun]: RecordedRun[Key] };

/** Finds the runs in the first `size` bytes of a file: reads it once, whatever is in it. `onRead` is told how many bytes it has read, line by line. */
export async function findRuns(path: string, size: number, onRead = (_bytes: number) => {}): Promise<RecordedRuns> {
  const runs: Open[] = [];
  let open: Open | null = null;
  let last: FileLine | null = null;
  let damage: Damage | null = null;
  for await (const found of fileLines({ path, start: 0, end: size, number: 1 })) {
    last = found;
    onRead(found.end);
    const read = readLine(found);
    if (read.kind === 'damaged') {
      damage ??= { line: found.number, why: read.why };
      if (open !== null) open.damage = { line: found.number, why: read.why };
      open = null;
      continue;
    }
    if (read.kind === 'line' && read.line.type === 'hello') {
      if (open !== null) open.damage = { line: found.number - 1, why: WITHOUT_END };
      const at = Date.parse(read.line.at);
      open = { start: found.start, end: found.end, number: found.number, from: at, to: at, damage: null };
      runs.push(open);
    }
    if (open === null) {
      if (runs.length === 0) damage ??= { line: found.number, why: 'no recording begins with it' };
      continue;
    }
    open.end = found.end;
    if (read.kind !== 'line') continue;
    open.to = Math.max(open.to, timeOf(read.line) ?? 0);
    if (read.line.type === 'end') open = null;
  }
  if (open !== null) open.damage = { line: last?.number ?? 0, why: WITHOUT_END };
  return { path, runs, damage };
}

/** The same for a crash, for a file that was cut between two lines, and for a run that goes on. */
const WITHOUT_END = 'after it the last line of the run is missing: its program crashed or still runs, or the file was cut';
