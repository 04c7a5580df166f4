import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/keys/actions.ts';
import type { Place } from '../../src/keys/places.ts';
import { resolvePress } from '../../src/keys/resolve.ts';
import type { State } from '../../src/monitor/state.ts';
import { at, PLACES } from '../helpers/key-places.ts';
import { failureOf, offline, START, type Watching } from '../helpers/watching.ts';

/** Keys that neither do nor say anything, by place, and why that is right. */
const SILENT: Readonly<Partial<Record<Place, Readonly<Record<string, string>>>>> = {
  table: { esc: 'nothing is filtered or marked: one step back leads nowhere', 1: 'that tab is chosen' },
  frozen: { esc: 'nothing is filtered or marked: one step back leads nowhere', 1: 'that tab is chosen' },
};

const KEYS = [...new Set(ACTIONS.flatMap(({ keys }) => keys))];

/** A place with more than one line in each list, a text in each line, and room in both directions. */
function midst(place: Place): Watching {
  const monitor = at(place, ['ann', 'bob', 'eve'], (before) => {
    for (const seen of [{}, { bob: offline }, {}, { bob: offline }]) {
      before.wait(30_000);
      before.answer(seen);
    }
    for (const code of ['server', 'forbidden'] as const)
      before.say({ type: 'sublist-failed', askedAt: 0, failure: failureOf(code), wait: 500 });
    const subscriptions = ['ann', 'bob', 'eve'].map((uid, at) => ({ uid, expiry: START / 1000 + 999 + at }));
    before.say({ type: 'sublist-read', askedAt: 0, subscriptions });
  });
  monitor.say({ type: 'viewport', rows: 2, scrollLimit: 9, listRows: 2 });
  for (const text of ['o', 's']) monitor.say({ type: 'edit', edit: { kind: 'insert', text } });
  monitor.say({ type: 'edit', edit: { kind: 'left' } }, { type: 'move', by: 'row', direction: 1 });
  return monitor;
}

/** What a person sees of a state, or of what it made happen. */
function seen({ state, effects }: Watching): unknown {
  const { layers, selected, marks, subscriptionMarks, filter, sorting, tab, frozen, stopped, notice, pending }: State = state;
  const shown = { layers, selected, marks, subscriptionMarks, filter, sorting, tab, stopped, notice, pending };
  return { ...shown, moment: frozen?.step, frozen: frozen !== null, effects: effects.length };
}

describe.each(PLACES.filter((place) => place !== 'leave'))('in the place "%s"', (place) => {
  it.each(KEYS)('%s does something, or says why it does not', (key) => {
    const monitor = midst(place);
    monitor.say('redraw');
    const before = seen(monitor);
    const intent = resolvePress(monitor.state, key);
    if (intent !== null) monitor.say(intent);
    const silent = intent === null || isDeepStrictEqual(seen(monitor), before);
    expect(silent).toBe(SILENT[place]?.[key] !== undefined);
  });
});

it('the question whether to leave is all there is: what other keys mean elsewhere is not told beside it', () => {
  const answers = KEYS.filter((key) => resolvePress(at('leave').state, key) !== null);
  expect(answers.toSorted()).toEqual(['ctrl-c', 'ctrl-l', 'ctrl-z', 'enter', 'esc']);
});
