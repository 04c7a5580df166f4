import type { Write } from './messages.ts';
import { nameKey } from './names.ts';
import type { Tally, Why } from './pending-write.ts';
import type { State } from './state.ts';
import { unmarkListed } from './subscription-marks.ts';
import { ended } from './write-words.ts';

/**
 * Ends a write of which every name has its verdict. What was surely not done of many is marked, unless a person has marked
 * others meanwhile, so that one key tries it again. In the list of subscriptions all but what was done stays marked.
 */
export function endWrite(state: State, write: Write, tally: Tally, why: Why): State {
  const several = write.type !== 'set' && write.names.length > 1;
  const done = new Set(tally.done.map(nameKey));
  const unmarked = write.type === 'set' ? state : unmarkListed(state, (key) => done.has(key));
  if (state.pending?.listed) {
    const marked = several && tally.notDone.some((name) => unmarked.subscriptionMarks.has(nameKey(name)));
    return { ...unmarked, pending: null, notice: ended(write, tally, why, marked) };
  }
  const again = several && state.marks.size === 0 ? tally.notDone : [];
  const indices = again.map((name) => state.roster.indexOf(name)).filter((index) => index !== undefined);
  const marks = indices.length > 0 ? new Set(indices) : state.marks;
  return { ...unmarked, marks, pending: null, notice: ended(write, tally, why, indices.length > 0) };
}
