import { number } from '../text/number.ts';
import { signs } from '../text/signs.ts';
import { clockTime, inLargestUnit } from '../text/time.ts';
import type { WriteRequest } from './dialog.ts';
import { namesIn, type PendingWrite, type ReadBack, type Why } from './pending-write.ts';
import type { Notice } from './state.ts';
import { callsIn } from './write-batches.ts';
import type { WriteResult } from './write-result.ts';

/** Users a notice names before it leaves the rest out. */
const NAMED = 3;

/** What those are for whom a write is done. */
const PAST: Readonly<Record<WriteRequest['type'], string>> = { set: 'set', subscribe: 'subscribed', unsubscribe: 'unsubscribed' };

/** Why a name is unknown though its call was answered. */
export const LEFT_OUT = 'the answer leaves them out';

/** The keys that try a write again. */
const AGAIN: Readonly<Record<WriteRequest['type'], string>> = { set: 'e', subscribe: 'a', unsubscribe: 'x' };

/** A write as it is going on: `setting alice ios_1 to 1`. */
export function doing(write: WriteRequest): string {
  switch (write.type) {
    case 'set':
      return `setting ${write.uid} ${write.resource} to ${write.status}`;
    case 'subscribe':
      return `subscribing to ${people(write.names)} for ${inLargestUnit(write.seconds * 1000)}`;
    case 'unsubscribe':
      return `unsubscribing from ${people(write.names)}`;
  }
}

/** A write as it was done: `set alice ios_1 to 1`. */
export function done(write: WriteRequest): string {
  switch (write.type) {
    case 'set':
      return `set ${write.uid} ${write.resource} to ${write.status}`;
    case 'subscribe':
      return `subscribed to ${people(write.names)} for ${inLargestUnit(write.seconds * 1000)}`;
    case 'unsubscribe':
      return `unsubscribed from ${people(write.names)}`;
  }
}

/** What is said while it is read back. `lookAgainAt`: milliseconds since the epoch. */
export function readingBack(write: WriteRequest, { seen, unclear, lastFailure }: ReadBack, lookAgainAt: number): Notice {
  const { message } = lastFailure ?? unclear;
  const hint = seen === null || lastFailure !== null ? message : `not seen yet: looking again at ${clockTime(lookAgainAt)}`;
  return { kind: 'busy', text: `reading back whether it was done: ${doing(write)} ${signs.more}`, hint };
}

/** What is said while nobody may even look. */
export function notReadingBack(write: WriteRequest): Notice {
  const hint = 'P goes on, and reads back whether it was done';
  return { kind: 'busy', text: `unknown until calls go on: ${doing(write)}`, hint };
}

/** What is said while calls are made. */
export function underWay(pending: PendingWrite): Notice {
  const calls = callsIn(pending);
  const made = calls > 1 ? `: ${number(pending.batches.length)} of ${number(calls)} calls` : '';
  return { kind: 'busy', text: `${doing(pending.write)}${made} ${signs.more}`, hint: null };
}

/** How a write ended, and what to do. The verdict stands first, where no screen is too narrow for it. */
export function ended(result: WriteResult, why: Why, marked: boolean): Notice {
  const { write, batches, tally } = result;
  const { unknown, notDone, notSent } = tally;
  const { unclear, refused, seen } = why;
  const shown = batches.length > 1 ? `${number(batches.length)} calls: W shows them` : null;
  if (unknown.length + notDone.length + notSent.length === 0) {
    if (unclear === null) return { kind: 'done', text: done(write), hint: shown };
    return { kind: 'done', text: `done: ${done(write)}`, hint: `${unclear.message}, but reading back shows it` };
  }
  const all = namesIn(write).length;
  const left = unknown.length > 0 && unclear === null ? LEFT_OUT : undefined;
  const reasons = [unclear?.message, seen, left, refused?.message].filter((reason) => reason != null);
  const because = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`;
  const next = unclear === null && refused !== null ? refused.hint : whatNext(write, unknown.length > 0);
  const verdicts = [...verdict('unknown', unknown, all), ...verdict('not done', notDone, all)].join(', ');
  const several = batches.length > 1 || notSent.length > 0;
  const counted = `${wrongCounts(result).join(', ')}: W shows which; ${doneCount(result)}`;
  const said = several ? counted : `${verdicts}: ${doing(write)}`;
  return {
    kind: unknown.length > 0 ? 'unknown' : 'failed',
    text: said + because,
    hint: marked ? `they are marked; ${next}` : next,
  };
}

/** How many of a write are not done, by verdict: `3 unknown`, `20 not done`. */
export function wrongCounts({ tally, open }: Pick<WriteResult, 'tally' | 'open'>): string[] {
  const wrong = Object.entries({ unknown: tally.unknown, 'not done': tally.notDone, 'not sent': tally.notSent, open });
  return wrong.filter(([, names]) => names.length > 0).map(([word, names]) => `${number(names.length)} ${word}`);
}

/** How many of a write are done: `477 of 500 subscribed`. */
export function doneCount({ write, tally }: Pick<WriteResult, 'write' | 'tally'>): string {
  return `${number(tally.done.length)} of ${number(namesIn(write).length)} ${PAST[write.type]}`;
}

/** What to do about names for which a write is unknown, or surely not done. */
export function whatNext(write: WriteRequest, unknown: boolean): string {
  if (!unknown) return `${AGAIN[write.type]} tries again`;
  return write.type === 'set' ? `r re-retrieves ${write.uid}` : 'R reads the subscriptions again';
}

/** Where to look for what a write was about, once the program has been left. */
export function whereToLook(write: WriteRequest): string {
  if (write.type === 'set') return `DEVICES and EXT of ${write.uid}`;
  return `SUB of ${write.names.length === 1 ? write.names[0] : 'these users'}`;
}

function verdict(word: string, names: readonly string[], of: number): string[] {
  if (names.length === 0) return [];
  return [names.length === of ? word : `${word} for ${named(names)}`];
}

function named(names: readonly string[]): string {
  if (names.length === 1) return people(names);
  const more = names.length > NAMED ? `, ${signs.more}` : '';
  return `${people(names)} (${names.slice(0, NAMED).join(', ')}${more})`;
}

function people(names: readonly string[]): string {
  return names.length === 1 ? (names[0] as string) : `${number(names.length)} users`;
}
