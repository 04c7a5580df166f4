import { ACTIONS } from '../../keys/actions.ts';
import type { State } from '../../monitor/state.ts';
import { changeSentence } from './changes.ts';
import { differences } from './differences.ts';
import { countsSentence, hasSwept } from './standing.ts';
import { count, inWords } from './words.ts';

/** Milliseconds from one announcement to the next. */
const APART = 1000;
/** Changes that are told one by one; of more only the number is. */
const ONE_BY_ONE = 3;
/** Milliseconds that it takes to hear of one change: so long nothing more is said of others. */
const HEARING = 2000;
/** Milliseconds from one summing-up to the next: they move apart while changes keep coming, so that speech is not drowned. */
const SUMMED_UP = { first: 5000, longest: 60_000 };
/** The key of the change list. */
const CHANGE_LIST = 'T';

/**
 * What is said without anybody having asked: changes, troubles, what came of an action. Times are milliseconds of a steady
 * clock. It remembers what was said up to when.
 */
export class Announcer {
  #said: State;
  #lastChange: number;
  #swept = false;
  #at = Number.NEGATIVE_INFINITY;
  /** When changes were told last, and until when no more are. */
  #changesAt: number;
  #quietUntil = Number.NEGATIVE_INFINITY;
  #pause = SUMMED_UP.first;

  constructor(state: State) {
    this.#said = state;
    this.#lastChange = state.log.lastId;
    this.#changesAt = state.stamp.steady;
  }

  /** What is to be announced now; nothing until a second after the last announcement. */
  announce(state: State): string[] {
    const now = state.stamp.steady;
    if (now < this.#at + APART) return [];
    const sentences = [...this.#beginning(state), ...this.since(state), ...this.#changes(state, now)];
    if (sentences.length > 0) this.#at = now;
    return sentences;
  }

  /** What else is new since anything was said; counts as said. */
  since(state: State): string[] {
    const sentences = differences(this.#said, state);
    this.#said = state;
    return sentences;
  }

  /** Takes a state for said. */
  told(state: State): void {
    this.#said = state;
  }

  #beginning(state: State): string[] {
    if (this.#swept || !hasSwept(state)) return [];
    this.#swept = true;
    return [countsSentence(state)];
  }

  /** A frozen view shows no changes, so none are told; all of them are once it goes on. */
  #changes(state: State, now: number): string[] {
    const { log, frozen } = state;
    const amount = log.lastId - this.#lastChange;
    if (amount === 0) this.#changesAt = now;
    if (frozen !== null || amount === 0 || now < this.#quietUntil) return [];
    const since = Math.max(APART, now - this.#changesAt);
    this.#lastChange = log.lastId;
    this.#changesAt = now;
    if (amount <= ONE_BY_ONE) {
      this.#pause = SUMMED_UP.first;
      this.#quietUntil = now + amount * HEARING;
      return log
        .latest(amount)
        .toReversed()
        .map((change) => changeSentence(change, state.stamp.wall));
    }
    this.#quietUntil = now + this.#pause;
    this.#pause = Math.min(2 * this.#pause, SUMMED_UP.longest);
    return [`${count(amount, 'change')} in the last ${inWords(since)}${howToList()}.`];
  }
}

/** How the change list is opened. */
function howToList(): string {
  const opens = ACTIONS.some(({ keys, where }) => keys.includes(CHANGE_LIST) && where.includes('table'));
  return opens ? `; type ${CHANGE_LIST} for the list` : '';
}
