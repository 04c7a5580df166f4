import { ACTIONS } from './actions.ts';
import type { KeyName } from './key-names.ts';
import type { Place } from './places.ts';
import { shownKey } from './shown-key.ts';

/** Where keys work, in words; those that are looked for first stand first. */
const PLACES: Readonly<Record<Place, string>> = {
  table: 'on the table',
  frozen: 'on a frozen table',
  user: 'on the page of a user',
  'change-list': 'in the list of changes',
  subscriptions: 'in the list of subscriptions',
  errors: 'in the list of errors',
  alerts: 'in the list of alerts',
  dialog: 'in a dialog',
  filter: 'while a filter is typed',
  'list-filter': 'while a filter is typed',
  help: 'in the help',
  palette: 'in the palette',
  sort: 'in the sort menu',
  copy: 'in the copy menu',
  range: 'while a range is marked',
  budget: 'while calls are counted',
  error: 'on the page of an error',
  results: 'on the page of a change',
  leave: 'before leaving',
};

/**
 * What is said of a key that means nothing in a place but something in another: where, and what. Null for a key that means nothing
 * anywhere, and while leaving, when the question is all there is.
 */
export function elsewhere(place: Place, key: KeyName): string | null {
  if (place === 'leave') return null;
  for (const [other, name] of Object.entries(PLACES)) {
    const action = ACTIONS.find(({ keys, where }) => keys.includes(key) && where.some((found) => found === other));
    const [briefly] = action?.title.split(/[:;,]/) ?? [];
    if (briefly !== undefined) return `${shownKey(key)} does nothing here; ${name}: ${briefly}`;
  }
  return null;
}
