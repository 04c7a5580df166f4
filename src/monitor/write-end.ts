import { nameKey } from '../text/name-key.ts';
import type { WriteRequest } from './dialog.ts';
import { namesIn, type PendingWrite, type Tally, type Why } from './pending-write.ts';
import type { State } from './state.ts';
import { unmarkListed } from './subscription-marks.ts';
import { resultSoFar } from './write-result.ts';
import { ended } from './write-words.ts';

/**
 * Ends a write of which every name has its verdict. Of many, who is not known to be done stays marked where the write began, so
 * that one key tries it again; in the table they are marked anew when nobody is. What became of all of them is kept until the
 * next write ends.
 */
export function endWrite(before: State, pending: PendingWrite, tally: Tally, why: Why): State {
  const { write, listed } = pending;
  const state = unmark(before, write, tally.done);
  const undone = namesIn(write).length > 1 ? [...tally.notDone, ...tally.unknown, ...tally.notSent] : [];
  const marks = listed ? state.marks : marksWith(state, undone);
  const isMarked = (name: string) =>
    listed ? state.subscriptionMarks.has(nameKey(name)) : marks.has(state.roster.indexOf(name) ?? -1);
  const marked = undone.length > 0 && undone.every(isMarked);
  const lastWrite = { ...resultSoFar(pending), tally, open: [], seen: why.seen, endedAt: state.stamp.wall };
  return { ...state, marks, pending: null, lastWrite, notice: ended(lastWrite, why, marked) };
}

/** Takes the marks of names back for which a write is done; setting a status is about one user and no marks. */
export function unmark(before: State, write: WriteRequest, names: readonly string[]): State {
  if (write.type === 'set') return before;
  const done = new Set(names.map(nameKey));
  const state = unmarkListed(before, (key) => done.has(key));
  const indices = indicesOf(state, names).filter((index) => state.marks.has(index));
  if (indices.length === 0) return state;
  const marks = new Set(state.marks);
  for (const index of indices) marks.delete(index);
  return { ...state, marks };
}

/** The marks of the table; when there are none, those of these names. */
function marksWith(state: State, names: readonly string[]): State['marks'] {
  return state.marks.size === 0 && names.length > 0 ? new Set(indicesOf(state, names)) : state.marks;
}

function indicesOf({ roster }: State, names: readonly string[]): number[] {
  return names.map((name) => roster.indexOf(name)).filter((index) => index !== undefined);
}
