import { rangeOf } from '../../monitor/marking.ts';
import type { Notice, State } from '../../monitor/state.ts';
import { writeNotice } from '../../monitor/writing.ts';
import { frozenSentence, markedSentences, shownSentence, sortedSentence, stoppedSentence } from './standing.ts';
import { troubleDifferences } from './troubles.ts';
import { brief, capital, count, sentence, spelled } from './words.ts';

/** The time at the end of what is said of a subscription. */
const FOR_TIME = /^(subscrib(?:ed|ing) to .* for )(\d+[dhms])( \S*)?$/su;

/**
 * What a person did to the monitor, or what came of it, between two states, the most important first. The tables that a state
 * names change in place: changes of users, and what else lies in them, are told elsewhere.
 */
export function differences(before: State, after: State): string[] {
  return [
    ...noticeDifference(before, after),
    ...standstills(before, after),
    ...(before.filter !== after.filter || before.tab !== after.tab ? [shownSentence(after)] : []),
    ...(before.sorting.column !== after.sorting.column || before.sorting.descending !== after.sorting.descending
      ? [sortedSentence(after)]
      : []),
    ...marksDifference(before, after),
    ...troubleDifferences(before, after),
  ];
}

/** What an action came to, with what to do. */
export function noticeSentence({ text, hint }: Notice): string {
  const told = capital(text.replace(FOR_TIME, (_, start: string, time: string) => start + spelled(time)));
  return hint === null ? sentence(told) : `${sentence(told)} ${sentence(capital(hint))}`;
}

function noticeDifference(before: State, after: State): string[] {
  const was = before.notice ?? writeNotice(before);
  const is = after.notice ?? writeNotice(after);
  if (is === null || is === was) return [];
  // What is said of a write under way is made anew each time it is asked for.
  return is !== after.notice && is.text === was?.text ? [] : [noticeSentence(is)];
}

function standstills(before: State, after: State): string[] {
  return [
    ...(before.stopped === after.stopped ? [] : [stoppedSentence(after) ?? 'Calls go on.']),
    ...(before.frozen === after.frozen ? [] : [frozenSentence(after) ?? 'The view goes on.']),
  ];
}

function marksDifference(before: State, after: State): string[] {
  const range = rangeOf(after);
  const ranged =
    range === null || sameRange(range, rangeOf(before)) ? [] : [`Range of ${count(range.to - range.from + 1, 'user')}.`];
  // In another watch list users have other numbers, and nobody marked anybody.
  if (before.roster !== after.roster || before.marks === after.marks || (before.marks.size === 0 && after.marks.size === 0))
    return ranged;
  const [one, ...others] = [...symmetricDifference(before.marks, after.marks)];
  if (one === undefined) return ranged;
  const total = after.marks.size === 0 ? ['Nobody is marked.'] : markedSentences(after);
  if (others.length > 0) return total;
  const name = brief(after.roster.record(one).uid);
  return [`${name} ${after.marks.has(one) ? 'marked' : 'unmarked'}; ${total.join(' ')}`];
}

function sameRange(a: NonNullable<ReturnType<typeof rangeOf>>, b: ReturnType<typeof rangeOf>): boolean {
  return a.from === b?.from && a.to === b.to;
}

function* symmetricDifference(a: ReadonlySet<number>, b: ReadonlySet<number>): Generator<number> {
  for (const each of a) if (!b.has(each)) yield each;
  for (const each of b) if (!a.has(each)) yield each;
}
