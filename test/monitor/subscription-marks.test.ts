import { describe, expect, it } from 'vitest';
import type { Layer } from '../../src/monitor/state.ts';
import { answerOf, failureOf, online, presence, START, Watching } from '../helpers/watching.ts';

const SECONDS = START / 1000;
const NAMES = ['Ann', 'bob', 'Cleo', 'dan', 'eve'];
const down = { type: 'move', by: 'row', direction: 1 } as const;
const extend = { type: 'open', layer: 'subscribe' } as const;
const unsubscribe = { type: 'open', layer: 'unsubscribe' } as const;
const range = { type: 'open', layer: 'range' } as const;

/** A monitor that watches ann and bob and holds subscriptions to five, who end in the order of their names; the list is open. */
function listing(subscribed: readonly string[] = NAMES): Watching {
  const monitor = new Watching(['ann', 'bob']);
  monitor.answer({ ann: presence({ ios: '1' }, { ext: 'x' }), bob: online });
  read(monitor, subscribed);
  monitor.say({ type: 'open', layer: 'subscriptions' }, { type: 'viewport', rows: 10, scrollLimit: 0, listRows: 4 });
  return monitor;
}

function read(monitor: Watching, subscribed: readonly string[]): void {
  const subscriptions = subscribed.map((uid, at) => ({ uid, expiry: SECONDS + at }));
  monitor.say({ type: 'sublist-read', askedAt: monitor.now, subscriptions });
}

const marks = (monitor: Watching) => [...monitor.state.subscriptionMarks];
const top = <K extends Layer['kind']>(monitor: Watching, kind: K) => {
  const layer = monitor.state.layers.at(-1);
  if (layer?.kind !== kind) throw new Error(`${kind} is not on top`);
  return layer as Extract<Layer, { kind: K }>;
};
const asked = (monitor: Watching) => top(monitor, 'dialog').dialog.users;

describe('marks in the list of subscriptions', () => {
  it('are set one by one, apart from those of the table', () => {
    const monitor = listing();
    monitor.say('mark', 'mark', down, 'mark');
    expect([marks(monitor), monitor.state.marks.size]).toEqual([['ann', 'bob', 'dan'], 0]);
    monitor.say({ type: 'move', by: 'end', direction: -1 }, 'mark');
    expect(marks(monitor)).toEqual(['bob', 'dan']);
  });

  it('are set for a range, by V or space, in either direction; Esc gives it up', () => {
    const monitor = listing();
    monitor.say(down, range, down, down, range);
    expect(marks(monitor)).toEqual(['bob', 'cleo', 'dan']);
    monitor.say({ type: 'move', by: 'end', direction: 1 }, range, { type: 'move', by: 'end', direction: -1 }, 'mark');
    expect(marks(monitor).toSorted()).toEqual(['ann', 'bob', 'cleo', 'dan', 'eve']);
    monitor.say(range, 'cancel');
    expect([top(monitor, 'subscriptions').anchor, marks(monitor).length]).toEqual([null, 5]);
  });

  it('are set for all, and taken back', () => {
    const monitor = listing();
    monitor.say('mark', 'mark-shown');
    expect(marks(monitor)).toHaveLength(5);
    monitor.say('mark-shown');
    expect(marks(monitor)).toEqual([]);
  });

  it('go by one step back, before the list is closed; q closes it at once and they stay', () => {
    const monitor = listing();
    monitor.say('mark', 'quit');
    expect([monitor.state.layers, marks(monitor)]).toEqual([[], ['ann']]);
    monitor.say({ type: 'open', layer: 'subscriptions' }, 'cancel');
    expect([top(monitor, 'subscriptions').kind, marks(monitor)]).toEqual(['subscriptions', []]);
    monitor.say('cancel');
    expect(monitor.state.layers).toEqual([]);
  });

  it('survive another reading, but for names that are gone', () => {
    const monitor = listing();
    monitor.say('mark', 'mark', 'mark');
    read(monitor, ['eve', 'CLEO', 'ann']);
    expect(marks(monitor)).toEqual(['ann', 'cleo']);
  });
});

describe('while a range or a dialog is open', () => {
  it.each([
    ['range', range],
    ['dialog', unsubscribe],
  ] as const)('nothing moves under a %s, whatever is read', (_, opening) => {
    const monitor = listing();
    const names = () => {
      const layer = monitor.state.layers.find(({ kind }) => kind === 'subscriptions');
      const held = layer?.kind === 'subscriptions' ? layer.held : null;
      return (held ?? monitor.state.subscriptions.list).keyAt(0);
    };
    monitor.say(opening);
    read(monitor, ['zoe', 'eve', 'ann']);
    expect(names()).toBe('ann');
    monitor.say('cancel');
    expect(names()).toBe('zoe');
  });
});

describe('a dialog in the list of subscriptions', () => {
  it('is about the selected one, by the name as the server spells it, watched or not', () => {
    const monitor = listing();
    monitor.say(unsubscribe);
    expect(asked(monitor)).toEqual([{ uid: 'Ann', subscription: SECONDS, presence: expect.objectContaining({ ext: 'x' }) }]);
    monitor.say('cancel', down, down, extend);
    expect(asked(monitor)).toEqual([{ uid: 'Cleo', subscription: SECONDS + 2, presence: null }]);
  });

  it('is about the marked ones in the order of the list', () => {
    const monitor = listing();
    monitor.say({ type: 'move', by: 'end', direction: 1 }, 'mark', { type: 'move', by: 'end', direction: -1 }, 'mark', extend);
    expect(asked(monitor).map(({ uid }) => uid)).toEqual(['Ann', 'eve']);
  });

  it('of an empty list does not open', () => {
    const monitor = listing([]);
    monitor.say(extend, unsubscribe);
    expect(top(monitor, 'subscriptions').cursor.selected).toBeNull();
  });

  it('leaves the marks of the table alone', () => {
    const monitor = listing();
    monitor.say('quit', 'mark', { type: 'open', layer: 'subscriptions' }, unsubscribe, 'confirm');
    expect(monitor.state.marks.size).toBe(1);
  });
});

describe('what a write from the list came to', () => {
  it('unsubscribed names leave the list and their marks', () => {
    const monitor = listing();
    monitor.say('mark', 'mark', unsubscribe, 'confirm');
    monitor.wrote();
    expect(monitor.state.subscriptions.total).toBe(3);
    expect(marks(monitor)).toEqual([]);
  });

  it('names that are not done stay marked there, and nobody in the table', () => {
    const monitor = listing();
    monitor.say('mark-shown', unsubscribe, 'confirm');
    expect(monitor.effects.at(-1)).toEqual({ type: 'unsubscribe', names: NAMES });
    monitor.wrote([{ failure: failureOf('rejected', 'no') }]);
    expect(monitor.state.subscriptions.total).toBe(5);
    expect([marks(monitor).length, monitor.state.marks.size]).toEqual([5, 0]);
    expect(monitor.state.notice).toMatchObject({ kind: 'failed', hint: expect.stringContaining('they are marked') });
  });

  it('the selection stays near when its subscription is gone', () => {
    const monitor = listing();
    monitor.say(down, down, unsubscribe, 'confirm');
    monitor.wrote();
    expect(top(monitor, 'subscriptions').cursor.selected).toBe('dan');
  });

  it('extended names move to their new end, spelled as before, and lose their marks', () => {
    const monitor = listing();
    monitor.say('mark', 'mark', extend, 'confirm');
    expect(monitor.effects.at(-1)).toMatchObject({ type: 'subscribe', names: ['Ann', 'bob'], seconds: 604_800 });
    monitor.wrote([{ answer: answerOf({ Ann: online, bob: online }) }]);
    const { list } = monitor.state.subscriptions;
    expect([0, 1, 2, 3, 4].map((place) => list.at(place)?.uid)).toEqual(['Cleo', 'dan', 'eve', 'Ann', 'bob']);
    expect(list.at(3)?.end).toBe(SECONDS + 604_800);
    expect([marks(monitor), monitor.user('ann').subscription]).toEqual([[], SECONDS + 604_800]);
  });
});

it('R in the list reads the subscriptions again, and asks for nobody', () => {
  const monitor = listing();
  monitor.wait(1000);
  const before = monitor.effects.length;
  monitor.say('refresh-all');
  expect(monitor.effects.slice(before)).toEqual([{ type: 'sublist', attempt: 0 }]);
});

it('Enter opens the user of a subscription who is watched, and nothing for others', () => {
  const monitor = listing();
  monitor.say('confirm');
  expect(top(monitor, 'user').index).toBe(0);
  monitor.say('cancel', down, down, 'confirm');
  expect(top(monitor, 'subscriptions').kind).toBe('subscriptions');
});

it('y copies the name as the server spells it', () => {
  const monitor = listing();
  expect(monitor.say({ type: 'copy', copy: 'uid' })).toContainEqual({ type: 'copy', text: 'Ann' });
});
