import { expect } from 'vitest';
import type { Place } from '../../src/keys/places.ts';
import { placeOf, resolvePress } from '../../src/keys/resolve.ts';
import type { Intent } from '../../src/monitor/messages.ts';
import { alertRule, failureOf, offline, START, Watching } from './watching.ts';

/** Every place there is. */
export const PLACES: readonly Place[] = [
  ...([
    'table',
    'frozen',
    'filter',
    'list-filter',
    'sort',
    'range',
    'user',
    'help',
    'palette',
    'copy',
    'results',
    'error',
    'budget',
    'dialog',
    'leave',
  ] as const),
  ...(['change-list', 'errors', 'alerts', 'subscriptions'] as const),
];

/** How a person gets to each place from the bare table. */
const WAY: Readonly<Record<Place, readonly string[]>> = {
  table: [],
  frozen: ['p'],
  filter: ['/'],
  'list-filter': ['T', '/'],
  sort: ['s'],
  range: ['V'],
  // Frozen, so that the keys that lead to other times work there too.
  user: ['p', 'enter'],
  help: ['?'],
  palette: [':'],
  copy: ['Y'],
  budget: ['+'],
  results: ['x', 'enter', 'W'],
  dialog: ['a'],
  leave: ['x', 'enter', 'q'],
  'change-list': ['T'],
  errors: ['E'],
  error: ['E', 'enter'],
  alerts: ['A'],
  subscriptions: ['L'],
};

/** A monitor that is used by its keys alone. */
export function press(monitor: Watching, ...keys: readonly string[]): Intent[] {
  return keys.flatMap((key) => {
    const intent = resolvePress(monitor.state, key);
    if (intent === null) return [];
    monitor.say(intent);
    return [intent];
  });
}

export const groups = [{ name: 'vip', users: ['bob'], refresh: null }];
const alerts = [alertRule('status:offline')];

/** A monitor in a place, with something in each list. */
export function at(place: Place, users = ['ann', 'bob', 'eve'], before: (monitor: Watching) => void = () => {}): Watching {
  const monitor = new Watching(users, { groups, alerts, recording: '/rec.ndjson' });
  // So that every list has a line: bob goes offline, for which there is an alert, a call fails, and there is a subscription to ann.
  monitor.answer();
  monitor.wait(30_000);
  monitor.answer({ bob: offline });
  monitor.say({ type: 'sublist-failed', askedAt: 0, failure: failureOf('network'), wait: 500 });
  monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'ann', expiry: START / 1000 + 99 }] });
  before(monitor);
  press(monitor, ...WAY[place]);
  expect(placeOf(monitor.state)).toBe(place);
  return monitor;
}
