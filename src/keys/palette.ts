import { fuzzyScore } from '../text/fuzzy.ts';
import type { Action } from './action.ts';
import { ACTIONS } from './actions.ts';
import type { Place } from './places.ts';

/**
 * The actions of a place that a query matches by title or id, best first, equals in the order of the table. What opens the
 * palette is left out: it is open.
 */
export function matchingActions(place: Place, query: string): readonly Action[] {
  return ACTIONS.filter(({ where, id }) => where.includes(place) && id !== 'palette')
    .map((action) => ({ action, score: scoreOf(action, query) }))
    .filter(({ score }) => score !== null)
    .toSorted((a, b) => (b.score as number) - (a.score as number))
    .map(({ action }) => action);
}

/** The place among `count` entries of a choice that goes on counting over both ends of the list; -1 among none. */
export function chosenPlace(choice: number, count: number): number {
  return count === 0 ? -1 : ((choice % count) + count) % count;
}

function scoreOf({ id, title }: Action, query: string): number | null {
  const scores = [fuzzyScore(query, id), fuzzyScore(query, title)].filter((score) => score !== null);
  return scores.length === 0 ? null : Math.max(...scores);
}
