import { BOUNDS } from '../../monitor/bounds.ts';
import { retrieveLine, TOKEN_FILE } from '../../monitor/copying.ts';
import type { Proof } from '../../monitor/proofs.ts';
import type { UserRecord } from '../../monitor/roster.ts';
import type { State } from '../../monitor/state.ts';
import { inLines } from '../../text/json-text.ts';
import { lengthOfTime } from '../../text/length-of-time.ts';
import { number } from '../../text/number.ts';
import { signs } from '../../text/signs.ts';
import { fullTime } from '../../text/time.ts';
import { block, flow, type Words, words } from '../flow.ts';
import { type Line, span } from '../lines.ts';
import { fact } from './words.ts';

/** Where what is shown comes from: the request, how it was answered, a line to repeat it with, and what the server wrote of the user. */
export function proofLines(state: State, { index, uid }: UserRecord, width: number): Line[] {
  const receivedAt = state.view.roster.receivedAt(index);
  const proof = receivedAt === 0 ? null : state.proofs.find(uid, receivedAt);
  const title = flow([span(' ')], [['the answer that brought this', 'dim']], width);
  const again = retrieveLine(state.settings, uid);
  const asked = [...fact('ask yourself', [[tokenWords(again), 'dim']], width), ...words(3, again, width)];
  if (proof === null) return [...title, ...fact('answer', [[notKept(state, receivedAt)]], width), ...asked];
  return [
    ...title,
    ...exchangeLines(proof, width),
    ...asked,
    ...entryLines(proof, uid, { width, ...asRead(state, BOUNDS.rawEntry) }),
  ];
}

/** Where the token of a line of curl comes from: not every token has a file. */
function tokenWords(line: string): string {
  return line.includes(`$(cat ${TOKEN_FILE})`)
    ? `put your token's file in place of ${TOKEN_FILE}; Y copies the line`
    : 'the token comes out of its file; Y copies the line';
}

/** Why there is nothing to show of an answer, and what brings it. */
export function notKept({ frozen, replay, proofs }: State, receivedAt: number): string {
  if (replay !== null && receivedAt !== 0) return proofs.bytes === 0 ? 'not in this recording' : 'no longer kept';
  const todo = frozen === null ? 'r asks again, and shows it' : 'p goes on, and r asks again';
  return receivedAt === 0 ? 'none yet' : `no longer kept: ${todo}`;
}

function exchangeLines(proof: Proof, width: number): Line[] {
  const { method, path, sequence, sentAt, receivedAt, status, length, body } = proof;
  const [sent, complete] = [sentAt, receivedAt].map((at) => `${fullTime(at)}.${String(at % 1000).padStart(3, '0')}`);
  return [
    ...fact('request', [[`${method} ${path}`]], width),
    ...fact(
      'batch',
      [
        [`#${sequence}`],
        [`${number(body.asked)} ${body.asked === 1 ? 'name' : 'names'} asked for, ${number(body.answered)} answered`],
      ],
      width,
    ),
    ...fact('answer', [[`HTTP ${status}`], [`${number(length)} characters`], [`in ${receivedAt - sentAt} ms`]], width),
    ...fact('sent', [[`${sent}`]], width),
    ...fact('complete', [[`${complete}`]], width),
    ...fact('server date', [[proof.date ?? 'the server sent none'], clockWords(proof)], width),
  ];
}

function clockWords({ date, clockError }: Proof): Words {
  if (date === null) return ['its clock is not known'];
  if (clockError === 0) return ['no difference to the clock here'];
  const by = Math.abs(clockError) < 1000 ? `${Math.abs(clockError)} ms` : lengthOfTime(Math.abs(clockError));
  return [`its clock is at least ${by} ${clockError > 0 ? 'ahead of' : 'behind'} the one here`, 'bad'];
}

/** The last entry that was laid out of each answer: to look at it again costs nothing. */
const laidOut = new WeakMap<Proof, { readonly uid: string; readonly width: number; readonly lines: Line[] }>();

function entryLines(proof: Proof, uid: string, look: EntryLook & { readonly width: number }): Line[] {
  const { width } = look;
  const before = laidOut.get(proof);
  if (before?.uid === uid && before.width === width) return before.lines;
  const lines = layOutEntry(proof, uid, look);
  laidOut.set(proof, { uid, width, lines });
  return lines;
}

function layOutEntry(proof: Proof, uid: string, { width, ...look }: EntryLook & { readonly width: number }): Line[] {
  const { title, lines, end } = entryToRead(proof, uid, look);
  return [
    ...fact('raw entry', [[title, 'dim']], width),
    ...lines.flatMap((line) => {
      const indent = line.length - line.trimStart().length;
      return block(3 + indent, line.slice(indent), width);
    }),
    ...(end === null ? [] : flow([span('   ')], [[`${signs.more} ${end}`, 'unknown']], width)),
  ];
}

/** How much of an entry is read, in UTF-16 units, and as whose words. */
export interface EntryLook {
  readonly most: number;
  readonly written: string;
}

/** The first `most` UTF-16 units of an entry, as the server wrote it, or masked. */
export function asRead({ settings }: State, most: number): EntryLook {
  return {
    most,
    written: settings.masked === undefined ? 'as the server wrote it' : 'as the server wrote it but for pseudonyms',
  };
}

/** What the server wrote of a user, as lines to read; `end` says what of it is missing, or null. */
export function entryToRead({ body, length }: Proof, uid: string, { most, written }: EntryLook) {
  const entry = body.entryOf(uid);
  const kept = `${number(body.length)} of ${number(length)} characters of the answer are kept`;
  if (entry.kind === 'left-out') return { title: 'none: the answer holds no entry for this user', lines: [], end: null };
  if (entry.kind === 'not-kept') return { title: `not kept: only the first ${kept}`, lines: [], end: null };
  const shown = entry.text.slice(0, most);
  const more = entry.text.length - shown.length;
  const missing = more > 0 ? `and ${number(more)} characters more` : `cut: only the first ${kept}`;
  const end = more === 0 && entry.whole ? null : missing;
  return { title: `${written}, broken into lines`, lines: inLines(shown), end };
}
