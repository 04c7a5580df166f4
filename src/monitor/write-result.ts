import type { WriteRequest } from './dialog.ts';
import { type BatchResult, namesIn, type PendingWrite, type StopReason, type Tally } from './pending-write.ts';
import { LEFT_OUT, whatNext } from './write-words.ts';

/** What became of a write: how each of its calls ended, and every name under its verdict. Bounded by the names it was about. */
export interface WriteResult {
  readonly write: WriteRequest;
  /** Milliseconds since the epoch; `endedAt` is null while it goes on or is read back. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly batches: readonly BatchResult[];
  readonly stopped: StopReason | null;
  readonly tally: Tally;
  /** Names of which it is still open, because they are on their way, wait for their call or are being read back. */
  readonly open: readonly string[];
  /** What reading back saw instead of what was asked for, or why it could not; null when there was nothing to read back. */
  readonly seen: string | null;
}

/** Names for which a write is not known to be done, with the cause they share. */
export interface Undone {
  readonly verdict: 'not done' | 'unknown' | 'not sent';
  readonly cause: string;
  /** What to do, or null. */
  readonly hint: string | null;
  readonly names: readonly string[];
}

/** Why names were never sent. */
const STOPPED: Readonly<Record<StopReason, string>> = {
  person: 'the rest was stopped by ctrl-x',
  failure: 'they would have met the failure of the call before them',
};

/** What the calls that have ended say by themselves, before anything is read back. */
export function tallyOf({ batches, rest, stopped }: PendingWrite): { readonly tally: Tally; readonly lost: readonly string[] } {
  const of = (holds: (batch: BatchResult) => boolean) => batches.filter(holds).flatMap(({ names }) => names);
  return {
    tally: {
      done: batches.flatMap(({ done }) => done),
      notDone: of(({ failure, unclear }) => failure !== null && !unclear),
      unknown: batches.flatMap(({ unanswered }) => unanswered),
      notSent: stopped === null ? [] : rest,
    },
    lost: of(({ unclear }) => unclear),
  };
}

/** What is known so far of a write under way. */
export function resultSoFar(pending: PendingWrite): WriteResult {
  const { write, startedAt, batches, stopped, readBack } = pending;
  const tally = readBack?.tally ?? tallyOf(pending).tally;
  const judged = new Set(Object.values(tally).flat());
  const open = namesIn(write).filter((name) => !judged.has(name));
  return { write, startedAt: startedAt.wall, endedAt: null, batches, stopped, tally, open, seen: readBack?.seen ?? null };
}

/** Everybody for whom a write is not known to be done, by verdict and cause, in the order of the calls. */
export function undoneOf({ write, batches, stopped, tally, seen }: WriteResult): Undone[] {
  const [notDone, unknown] = [new Set(tally.notDone), new Set(tally.unknown)];
  const found = new Map<string, Undone & { readonly names: string[] }>();
  const add = (verdict: Undone['verdict'], cause: string, hint: string | null, names: readonly string[]) => {
    if (names.length === 0) return;
    const key = `${verdict}: ${cause}`;
    const group = found.get(key) ?? { verdict, cause, hint, names: [] };
    for (const name of names) group.names.push(name);
    found.set(key, group);
  };
  for (const { names, failure, unclear, unanswered } of batches) {
    if (failure !== null) {
      const read = unclear ? '; reading back does not show it' : '';
      const hint = unclear ? whatNext(write, false) : failure.hint;
      add(
        'not done',
        failure.message + read,
        hint,
        names.filter((name) => notDone.has(name)),
      );
    }
    const why = failure === null ? LEFT_OUT : [failure.message, seen].filter((reason) => reason !== null).join('; ');
    add('unknown', why, whatNext(write, true), failure === null ? unanswered : names.filter((name) => unknown.has(name)));
  }
  if (stopped !== null) add('not sent', STOPPED[stopped], whatNext(write, false), tally.notSent);
  return [...found.values()];
}
