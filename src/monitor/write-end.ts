import type { WriteRequest } from './dialog.ts';
import { namesIn, type PendingWrite, type Tally, type Why } from './pending-write.ts';
import type { State } from './state.ts';
import { resultSoFar } from './write-result.ts';
import { ended } from './write-words.ts';

/**
 * Ends a write of which every name has its verdict. Of many, who is not known to be done stays marked, so that one key tries
 * it again; they are marked anew when nobody is. What became of all of them is kept until the next write ends.
 */
export function endWrite(before: State, pending: PendingWrite, tally: Tally, why: Why): State {
  const { write } = pending;
  const state = unmark(before, write, tally.done);
  const undone = namesIn(write).length > 1 ? indicesOf(state, [...tally.notDone, ...tally.unknown, ...tally.notSent]) : [];
  const marks = state.marks.size === 0 && undone.length > 0 ? new Set(undone) : state.marks;
  const marked = undone.length > 0 && undone.every((index) => marks.has(index));
  const lastWrite = { ...resultSoFar(pending), tally, open: [], seen: why.seen, endedAt: state.stamp.wall };
  return { ...state, marks, pending: null, lastWrite, notice: ended(lastWrite, why, marked) };
}

/** Takes the marks of users back for whom a write is done; setting a status is about one user and no marks. */
export function unmark(state: State, write: WriteRequest, names: readonly string[]): State {
  if (write.type === 'set') return state;
  const indices = indicesOf(state, names).filter((index) => state.marks.has(index));
  if (indices.length === 0) return state;
  const marks = new Set(state.marks);
  for (const index of indices) marks.delete(index);
  return { ...state, marks };
}

function indicesOf({ roster }: State, names: readonly string[]): number[] {
  return names.map((name) => roster.indexOf(name)).filter((index) => index !== undefined);
}
