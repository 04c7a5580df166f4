import { signs } from '../text/signs.ts';
import { clockTime, inLargestUnit } from '../text/time.ts';
import type { Write } from './messages.ts';
import type { ReadBack, Tally, Why } from './pending-write.ts';
import type { Notice } from './state.ts';

/** Users a notice names before it leaves the rest out. */
const NAMED = 3;

/** The keys that try a write again. */
const AGAIN: Readonly<Record<Write['type'], string>> = { set: 'e', subscribe: 'a', unsubscribe: 'x' };

/** A write as it is going on: `setting alice ios_1 to 1`. */
export function doing(write: Write): string {
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
export function done(write: Write): string {
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
export function readingBack(write: Write, { seen, unclear, lastFailure }: ReadBack, lookAgainAt: number): Notice {
  const { message } = lastFailure ?? unclear;
  const hint = seen === null || lastFailure !== null ? message : `not seen yet: looking again at ${clockTime(lookAgainAt)}`;
  return { kind: 'busy', text: `reading back whether it was done: ${doing(write)} ${signs.more}`, hint };
}

/** What is said while nobody may even look. */
export function notReadingBack(write: Write): Notice {
  const hint = 'P goes on, and reads back whether it was done';
  return { kind: 'busy', text: `unknown until calls go on: ${doing(write)}`, hint };
}

/** How a write ended, and what to do. The verdict stands first, where no screen is too narrow for it. */
export function ended(write: Write, tally: Tally, why: Why, marked: boolean): Notice {
  const { unknown, notDone } = tally;
  const { unclear, refused, seen } = why;
  if (unknown.length + notDone.length === 0) {
    if (unclear === null) return { kind: 'done', text: done(write), hint: null };
    return { kind: 'done', text: `done: ${done(write)}`, hint: `${unclear.message}, but reading back shows it` };
  }
  const all = unknown.length + notDone.length + tally.done.length;
  const verdicts = [...verdict('unknown', unknown, all), ...verdict('not done', notDone, all)].join(', ');
  const next = unclear === null && refused !== null ? refused.hint : whatNext(write, unknown.length > 0);
  const reasons = [unclear?.message, seen, refused?.message].filter((reason) => reason != null);
  return {
    kind: unknown.length > 0 ? 'unknown' : 'failed',
    text: `${verdicts}: ${doing(write)}: ${reasons.join('; ')}`,
    hint: marked ? `they are marked; ${next}` : next,
  };
}

function whatNext(write: Write, unknown: boolean): string {
  if (!unknown) return `${AGAIN[write.type]} tries again`;
  return write.type === 'set' ? `r re-retrieves ${write.uid}` : 'R reads the subscriptions again';
}

/** Where to look for what a write was about, once the program has been left. */
export function whereToLook(write: Write): string {
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
  return names.length === 1 ? (names[0] as string) : `${names.length} users`;
}
