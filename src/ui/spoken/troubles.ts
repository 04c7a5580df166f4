import { CLOCK_HINT, clocksDiffer } from '../../monitor/clock-words.ts';
import type { State, Trouble, Troubles } from '../../monitor/state.ts';
import { clockTime } from '../../text/time.ts';
import { stillWorks, whoFails } from '../messages.ts';
import { capital, sentence } from './words.ts';

/** A trouble as it is said: what happened and since when, when it is tried again, what to do. */
interface Told {
  /** Two troubles of which this is the same are one that goes on. */
  readonly what: string;
  readonly when: string;
  readonly hint: string;
}

/** What each kind of trouble is called once it is over. */
const OVER: Readonly<Record<keyof Troubles, string>> = {
  retrieve: 'Answers come again',
  token: 'The token is renewed again',
  sublist: 'Subscriptions are read again',
  clock: 'The clocks agree again',
};

/** What began, became another trouble or ended between two states. */
export function troubleDifferences(before: State, after: State): string[] {
  return kinds(after).flatMap((kind) => {
    const was = told(before, kind);
    const is = told(after, kind);
    if (is !== null) return is.what === was?.what ? [] : [inFull(is)];
    return was === null ? [] : [sentence(OVER[kind])];
  });
}

/** Every trouble that lasts, or that there is none. */
export function troubleSentences(state: State): string[] {
  const all = kinds(state).flatMap((kind) => told(state, kind) ?? []);
  return all.length === 0 ? ['No trouble.'] : all.map(inFull);
}

function kinds({ troubles }: State): (keyof Troubles)[] {
  return Object.keys(troubles) as (keyof Troubles)[];
}

function inFull({ what, when, hint }: Told): string {
  return `Trouble: ${sentence(`${what}; ${when}`)} ${sentence(capital(hint))}`;
}

function told(state: State, kind: keyof Troubles): Told | null {
  const { retrieve, token, sublist, clock } = state.troubles;
  switch (kind) {
    case 'retrieve':
      return retrieve && inWords(retrieve, whoFails(state));
    case 'token':
      return token && inWords(token, 'the token could not be renewed: ', stillWorks(token.worksUntil, state.stamp.wall));
    case 'sublist':
      return sublist && inWords(sublist, 'subscriptions are not read: ');
    case 'clock':
      return clock && { what: clocksDiffer(clock.ahead), when: `since ${clockTime(clock.since)}`, hint: CLOCK_HINT };
  }
}

function inWords({ failure, since, retryAt }: Trouble, before: string, after = ''): Told {
  const again = retryAt === null ? '' : `, tried again at ${clockTime(retryAt)}`;
  return { what: `${before}${failure.message}${after}`, when: `since ${clockTime(since)}${again}`, hint: failure.hint };
}
