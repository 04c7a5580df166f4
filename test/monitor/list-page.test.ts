import { describe, expect, it } from 'vitest';
import { listedName } from '../../src/monitor/list-page.ts';
import { type Layer, subject } from '../../src/monitor/state.ts';
import { SubscriptionList } from '../../src/monitor/subscription-list.ts';
import { failureOf, names, offline, online, START, Watching } from '../helpers/watching.ts';

const kinds = (monitor: Watching) => monitor.state.layers.map(({ kind }) => kind);
const open = (layer: 'change-list' | 'errors' | 'alerts' | 'subscriptions' | 'help') => ({ type: 'open', layer }) as const;
const down = { type: 'move', by: 'row', direction: 1 } as const;
const end = { type: 'move', by: 'end', direction: 1 } as const;
const copy = { type: 'copy', copy: 'uid' } as const;

function cursorOf(monitor: Watching, kind: Layer['kind']) {
  const layer = monitor.state.layers.find((open) => open.kind === kind);
  if (layer === undefined || !('cursor' in layer)) throw new Error(`${kind} is not open`);
  return layer.cursor;
}

/** A monitor on which each of these users changed, one after the other. */
function changing(...users: readonly string[]): Watching {
  const monitor = new Watching(['ann', 'bob', 'eve']);
  const seen = { ann: online, bob: online, eve: online };
  monitor.answer(seen);
  for (const uid of users) change(monitor, uid);
  return monitor;
}

function change(monitor: Watching, uid: string): void {
  monitor.wait(30_000);
  const all = ['ann', 'bob', 'eve'].map((name) => [name, monitor.user(name).presence] as const);
  const turned = monitor.user(uid).status === 'online' ? offline : online;
  monitor.answer({ ...Object.fromEntries(all), [uid]: turned });
}

describe('the change list', () => {
  it('stays on its change while new ones arrive', () => {
    const monitor = changing('ann', 'bob');
    monitor.say(open('change-list'), down);
    expect([listedName(monitor.state), cursorOf(monitor, 'change-list').position]).toEqual(['ann', 1]);
    change(monitor, 'eve');
    expect([listedName(monitor.state), cursorOf(monitor, 'change-list').position]).toEqual(['ann', 2]);
  });

  it('Enter opens the user of the change, and closing that leads back to the list', () => {
    const monitor = changing('ann', 'bob');
    monitor.say(open('change-list'), 'confirm');
    expect(monitor.state.layers.at(-1)).toMatchObject({ kind: 'user', index: 1 });
    monitor.say({ type: 'open', layer: 'set' });
    expect(monitor.state.layers.at(-1)).toMatchObject({ kind: 'dialog', dialog: { users: [{ uid: 'bob' }] } });
    monitor.say('cancel', 'cancel');
    expect(kinds(monitor)).toEqual(['change-list']);
  });

  it('copies the name of the user of the change, whoever is selected in the table', () => {
    const monitor = changing('eve');
    expect(monitor.selected).toBe('ann');
    expect(monitor.say(open('change-list'), copy)).toContainEqual({ type: 'copy', text: 'eve' });
  });

  it('of a frozen view ends with what was seen until then', () => {
    const monitor = changing('ann');
    monitor.say('freeze', open('change-list'));
    change(monitor, 'eve');
    expect(listedName(monitor.state)).toBe('ann');
    expect(cursorOf(monitor, 'change-list').position).toBe(0);
    monitor.say('freeze');
    expect(cursorOf(monitor, 'change-list').position).toBe(1);
  });

  it('that is opened before anything changed selects what comes first', () => {
    const monitor = changing();
    monitor.say(open('change-list'), 'confirm', down);
    expect([kinds(monitor), listedName(monitor.state)]).toEqual([['change-list'], null]);
    change(monitor, 'bob');
    expect(listedName(monitor.state)).toBe('bob');
  });
});

describe('a list page', () => {
  it('takes the place of another one, and starts at its first line', () => {
    const monitor = changing('ann', 'bob');
    monitor.say(open('change-list'), down, open('errors'), open('subscriptions'), open('change-list'));
    expect([kinds(monitor), listedName(monitor.state)]).toEqual([['change-list'], 'bob']);
  });

  it.each(['change-list', 'errors', 'alerts', 'subscriptions'] as const)(
    '%s is left by q as by Esc, for the table as it was',
    (kind) => {
      const monitor = changing('ann');
      monitor.say(down, open(kind), end, 'quit');
      expect([kinds(monitor), monitor.selected]).toEqual([[], 'bob']);
      monitor.say(open(kind), 'cancel');
      expect(kinds(monitor)).toEqual([]);
    },
  );

  it('opens over the page of a user, and closing it leads back to that page; pages never pile up', () => {
    const monitor = changing('ann', 'bob');
    monitor.say({ type: 'open', layer: 'user' }, open('change-list'), { type: 'open', layer: 'listed-user' });
    expect(kinds(monitor)).toEqual(['user', 'change-list', 'user']);
    expect(subject(monitor.state)).toBe(monitor.user('bob').index);
    monitor.say(open('errors'), open('subscriptions'));
    expect(kinds(monitor)).toEqual(['user', 'subscriptions']);
    monitor.say('cancel');
    expect(kinds(monitor)).toEqual(['user']);
    expect(subject(monitor.state)).toBe(monitor.user('bob').index);
  });

  it('is moved in by as many entries as the screen has room for', () => {
    const monitor = changing(...Array(20).fill('ann'));
    monitor.say(open('change-list'), { type: 'viewport', rows: 10, scrollLimit: 0, listRows: 6 });
    monitor.say({ type: 'move', by: 'page', direction: 1 });
    expect(cursorOf(monitor, 'change-list')).toMatchObject({ position: 5, top: 0 });
    monitor.say({ type: 'move', by: 'half', direction: 1 });
    expect(cursorOf(monitor, 'change-list')).toMatchObject({ position: 8, top: 3 });
  });
});

describe('the list of errors', () => {
  it('stays on its entry while others come, and follows none that repeats', () => {
    const monitor = new Watching(['ann']);
    monitor.fail(failureOf('network', 'down'));
    monitor.say(open('errors'));
    monitor.say({ type: 'warned', text: 'no room', hint: 'make room' });
    expect(cursorOf(monitor, 'errors')).toMatchObject({ selected: 1, position: 1 });
    monitor.wait(60_000);
    monitor.fail(failureOf('network', 'down'));
    expect(monitor.state.errors.at(1)?.count).toBe(2);
    expect(cursorOf(monitor, 'errors')).toMatchObject({ selected: 1, position: 1 });
  });

  it('has an error to read with Enter, once there is one, and closing that leads back to the list', () => {
    const monitor = new Watching(['ann']);
    monitor.say(open('errors'), 'confirm');
    expect(kinds(monitor)).toEqual(['errors']);
    monitor.fail(failureOf('network'));
    monitor.say('confirm');
    expect(monitor.state.layers).toMatchObject([{ kind: 'errors' }, { kind: 'error', id: 1 }]);
    monitor.say('cancel');
    expect(kinds(monitor)).toEqual(['errors']);
  });
});

describe('subscriptions by their end', () => {
  const SECONDS = START / 1000;
  const list = new SubscriptionList([
    { uid: 'forever', end: Number.POSITIVE_INFINITY },
    { uid: 'Zed', end: SECONDS + 5 },
    { uid: 'always', end: Number.POSITIVE_INFINITY },
    { uid: 'amy', end: SECONDS + 5 },
    { uid: 'bob', end: SECONDS - 5 },
  ]);

  it('come soonest first, then by name, those without an end last', () => {
    const places = Array.from({ length: 6 }, (_, position) => list.keyAt(position));
    expect(places).toEqual(['bob', 'amy', 'zed', 'always', 'forever', undefined]);
    expect(['BOB', 'zed', 'forever', 'nobody'].map((key) => list.positionOf(key.toLowerCase()))).toEqual([0, 2, 4, -1]);
  });

  it('are counted up to a moment', () => {
    expect([-6, -4, 5, 6, 1e12].map((seconds) => list.endingBefore(SECONDS + seconds))).toEqual([0, 1, 1, 3, 3]);
  });

  it('are sorted once, and anew only after something changed', () => {
    const monitor = new Watching(names(3));
    const read = () => monitor.say({ type: 'sublist-read', askedAt: monitor.now, subscriptions: [{ uid: 'u1', expiry: 5 }] });
    read();
    const first = monitor.state.subscriptions.list;
    monitor.wait(1000);
    monitor.answer();
    expect(monitor.state.subscriptions.list).toBe(first);
    read();
    expect(monitor.state.subscriptions.list).not.toBe(first);
  });
});
