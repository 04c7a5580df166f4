import { type Filter, makeFilter } from '../monitor/filter/filter.ts';
import { parseFilter } from '../monitor/filter/parse.ts';
import { printFilter, type Term } from '../monitor/filter/terms.ts';
import type { State } from '../monitor/state.ts';
import type { Engine } from '../runtime/engine.ts';
import { formatDuration } from '../text/duration.ts';
import { number } from '../text/number.ts';
import { pointedAt } from '../text/pointed.ts';
import { safe } from '../text/safe.ts';
import { EXIT } from './exit-codes.ts';
import type { Leaving } from './leaving.ts';
import { ProgramError } from './program-error.ts';

/** Names that are said before the rest is only counted. */
const NAMED = 5;

/** What a run waits for: that somebody who was asked about meets a filter. */
export interface Until {
  /** As text that reads as the same filter. */
  readonly text: string;
  /** Who meets it, by index: users who were never answered about do not, and nobody does before all that it asks about was read. */
  readonly matches: (state: State, indices: Iterable<number>) => readonly number[];
  /** Whether an answer about a user says something of that user only, and time nothing. */
  readonly settledByAnswers: boolean;
  /** Milliseconds after which it is given up, or undefined. */
  readonly timeout: number | undefined;
}

/** Reads what to wait for, in the filter language of the screen. Throws with the mistake and where it is. */
export function termsOf(text: string): readonly Term[] {
  const { terms, problem } = parseFilter(text);
  if (problem !== null) {
    const { what, hint } = problem;
    throw new ProgramError(`--until: ${what}\n${pointedAt(text, problem)}`, `${hint}; nothing was sent.`, EXIT.usage.code);
  }
  if (terms.length > 0) return terms;
  throw new ProgramError('--until: no filter', "Say what to wait for, such as 'alice status:online'.", EXIT.usage.code);
}

/** Waits for terms that were read, at least one; `timeout` in milliseconds. */
export function untilMet(terms: readonly Term[], timeout: number | undefined): Until {
  const filter = makeFilter(terms) as Filter;
  const asksSubscriptions = terms.some(({ field }) => field === 'sub');
  return {
    text: printFilter(terms),
    timeout,
    settledByAnswers: !filter.timed,
    matches({ roster, subscriptions, stamp }, indices) {
      if (asksSubscriptions && subscriptions.total === null) return [];
      return [...indices].filter((index) => {
        const receivedAt = roster.receivedAt(index);
        return receivedAt > 0 && filter.matches(roster.record(index), receivedAt, stamp.wall);
      });
    },
  };
}

/** Resolves once the filter matches or the time is over: O(users in the answer) for an answer, O(users) a second for a filter that asks for times. */
export function awaited({ store }: Engine, until: Until): Promise<Leaving> {
  const { promise, resolve } = Promise.withResolvers<Leaving>();
  const touched = new Set<number>();
  const { roster } = store.getLatest();
  const unfollow = [
    roster.follow(({ after }) => touched.add(after.index)),
    store.follow((message, state) => {
      const all = !until.settledByAnswers && (message.type === 'tick' || message.type === 'sublist-read');
      const matching = until.matches(state, all ? Array(state.roster.size).keys() : touched);
      touched.clear();
      if (matching.length > 0) end(matched(state, matching));
    }),
  ];
  const timer = until.timeout && setTimeout(() => end(gaveUp(store.getLatest(), until)), until.timeout);
  const end = (leaving: Leaving) => {
    clearTimeout(timer);
    for (const stop of unfollow) stop();
    resolve(leaving);
  };
  return promise;
}

function matched({ roster }: State, indices: readonly number[]): Leaving {
  const names = indices.map((index) => roster.record(index).uid);
  const more = names.length > NAMED ? ` and ${number(names.length - NAMED)} more` : '';
  const words = { text: `matched: ${names.slice(0, NAMED).map(safe).join(', ')}${more}`, hint: null };
  return { reason: 'matched', exitCode: EXIT.done.code, matched: names, words };
}

function gaveUp({ roster, troubles }: State, { text, timeout = 0 }: Until): Leaving {
  const trouble = troubles.retrieve;
  const users = `${number(roster.size)} ${roster.size === 1 ? 'user' : 'users'}`;
  return {
    reason: 'timeout',
    exitCode: EXIT.timedOut.code,
    words: {
      text: `within ${formatDuration(timeout)} nobody of ${users} matched ${safe(text)}`,
      hint:
        trouble === null
          ? 'Allow more with --timeout, or look at who is how: presence-monitor --once'
          : `The last call failed: ${trouble.failure.message}. ${trouble.failure.hint}`,
    },
  };
}
