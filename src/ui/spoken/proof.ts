import { BOUNDS } from '../../monitor/bounds.ts';
import type { UserRecord } from '../../monitor/roster.ts';
import type { State } from '../../monitor/state.ts';
import { pictured } from '../../text/pictured.ts';
import { safe } from '../../text/safe.ts';
import { asRead, entryToRead, notKept } from '../user-page/proof.ts';
import { capital, count, sentence } from './words.ts';

/**
 * Where what is said of a user comes from: the call and its answer as sentences, and what the server wrote of the user as it
 * stands, a line each, within the bounds of what is read aloud.
 */
export function proofSentences(state: State, { index, uid }: UserRecord): string[] {
  const receivedAt = state.view.roster.receivedAt(index);
  const proof = receivedAt === 0 ? null : state.proofs.find(uid, receivedAt);
  if (proof === null) return [sentence(`The answer: ${notKept(state, receivedAt)}`)];
  const { method, path, status, sentAt, date } = proof;
  const { title, lines, end } = entryToRead(proof, uid, asRead(state, BOUNDS.spokenEntry));
  const told = lines.slice(0, BOUNDS.spokenLines);
  const untold = lines.length - told.length;
  const clock = date === null ? 'which told no date' : `whose date is ${date}`;
  return [
    sentence(
      `Answered by HTTP ${status} in ${proof.receivedAt - sentAt} milliseconds to ${method} ${safe(path)}, ${safe(clock)}`,
    ),
    sentence(`Raw entry: ${title}`),
    ...told.map((line) => pictured(line.trimStart())),
    ...(untold > 0 ? [`And ${count(untold, 'line')} more.`] : []),
    ...(end === null ? [] : [sentence(capital(end))]),
  ];
}
