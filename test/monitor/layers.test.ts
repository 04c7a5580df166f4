import { describe, expect, it } from 'vitest';
import type { Layer } from '../../src/monitor/state.ts';
import { names, offline, online, presence, Watching } from '../helpers/watching.ts';

const kinds = (monitor: Watching) => monitor.state.layers.map(({ kind }) => kind);
const top = <K extends Layer['kind']>(monitor: Watching, kind: K) => {
  const layer = monitor.state.layers.at(-1);
  if (layer?.kind !== kind) throw new Error(`${kind} is not on top`);
  return layer as Extract<Layer, { kind: K }>;
};
const filter = { type: 'open', layer: 'filter' } as const;
const down = { type: 'move', by: 'row', direction: 1 } as const;

describe('the filter', () => {
  it('is live; Enter keeps it and Esc clears it', () => {
    const monitor = new Watching(['ann', 'bob', 'bea']);
    monitor.say(filter);
    monitor.type('b');
    expect(monitor.shown).toEqual(['bea', 'bob']);
    monitor.say('confirm');
    expect([kinds(monitor), monitor.state.filter]).toEqual([[], 'b']);
    monitor.say(filter);
    monitor.type('o');
    expect(monitor.shown).toEqual(['bob']);
    monitor.say('cancel');
    expect([kinds(monitor), monitor.state.filter, monitor.shown.length]).toEqual([[], '', 3]);
  });

  it('rows are chosen while it is typed', () => {
    const monitor = new Watching(['ann', 'bob', 'bea']);
    monitor.say(filter);
    monitor.type('b');
    monitor.say(down);
    expect(monitor.selected).toBe('bob');
  });

  it('a user who begins to match appears', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.say(filter);
    monitor.type('busy');
    expect(monitor.shown).toEqual([]);
    monitor.answer({ ann: online, bob: presence({ ios: '1' }, { ext: 'Busy' }) });
    expect(monitor.shown).toEqual(['bob']);
  });
});

describe('pages', () => {
  it('the page of a user stays with that user while rows move', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.answer({ ann: offline, bob: offline });
    monitor.say({ type: 'sort-by', direction: 1 }, 'confirm');
    expect(top(monitor, 'user').index).toBe(0);
    monitor.wait(60_000);
    monitor.answer({ ann: offline, bob: online });
    expect(top(monitor, 'user').index).toBe(0);
  });

  it('what is done on the page of a user is about that user, though the list shows the user no more', () => {
    const monitor = new Watching(['ann', 'bob']);
    const busy = presence({ ios: '1' }, { ext: 'busy' });
    monitor.answer({ ann: busy, bob: busy });
    monitor.say(filter);
    monitor.type('busy');
    monitor.say('confirm', 'confirm');
    monitor.wait(60_000);
    monitor.answer({ ann: online, bob: busy });
    expect(monitor.selected).toBe('bob');
    monitor.say({ type: 'open', layer: 'set' });
    expect(top(monitor, 'dialog').dialog.users.map(({ uid }) => uid)).toEqual(['ann']);
  });

  it('scroll as far as there is something, and start at the top', () => {
    const monitor = new Watching(['ann']);
    monitor.say('confirm', { type: 'viewport', rows: 10, scrollLimit: 3 });
    monitor.say(down, down, down, down, down);
    expect(top(monitor, 'user').scroll).toBe(3);
    monitor.say({ type: 'move', by: 'end', direction: -1 });
    expect(top(monitor, 'user').scroll).toBe(0);
  });

  it('the words typed in the help narrow it down, from the top', () => {
    const monitor = new Watching(['ann']);
    monitor.say({ type: 'open', layer: 'help' }, { type: 'viewport', rows: 10, scrollLimit: 9 }, down);
    monitor.type('so');
    expect(top(monitor, 'help')).toMatchObject({ line: { text: 'so' }, scroll: 0 });
  });
});

describe('a dialog', () => {
  it('is about the marked users, by name, else about the selected one', () => {
    const monitor = new Watching(['u10', 'u9', 'u2']);
    monitor.say({ type: 'open', layer: 'unsubscribe' });
    expect(top(monitor, 'dialog').dialog.users.map(({ uid }) => uid)).toEqual(['u2']);
    monitor.say('cancel', down, 'mark', 'mark', { type: 'open', layer: 'unsubscribe' });
    expect(top(monitor, 'dialog').dialog.users.map(({ uid }) => uid)).toEqual(['u9', 'u10']);
  });

  it('on the page of a user is about that user, whoever is marked', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.say('mark', 'confirm', { type: 'open', layer: 'subscribe' });
    expect(top(monitor, 'dialog').dialog.users.map(({ uid }) => uid)).toEqual(['bob']);
  });

  it('that cannot be confirmed says why, and goes to the field', () => {
    const monitor = new Watching(['ann']);
    monitor.say({ type: 'open', layer: 'set' }, 'confirm');
    expect(top(monitor, 'dialog').dialog).toMatchObject({
      focus: 0,
      problem: 'a device id is needed, such as android_1 or webim_test',
    });
    monitor.type('web_1');
    monitor.say('confirm');
    expect(top(monitor, 'dialog').dialog.focus).toBe(2);
    monitor.type('x');
    monitor.say('confirm');
    expect(kinds(monitor)).toEqual([]);
    expect(monitor.effects.at(-1)).toEqual({ type: 'set', uid: 'ann', resource: 'web_1', status: '1', ext: 'x' });
  });

  it('that is cancelled writes nothing and keeps the marks', () => {
    const monitor = new Watching(names(3));
    monitor.say('mark', 'mark', { type: 'open', layer: 'subscribe' }, 'cancel');
    expect(monitor.effects.some(({ type }) => type === 'subscribe')).toBe(false);
    expect(monitor.state.marks.size).toBe(2);
    expect(monitor.state.pending).toBeNull();
  });

  it('that is confirmed for the marked users takes their marks once it is done; setting one status keeps them', () => {
    const subscribe = new Watching(names(3));
    subscribe.say('mark', 'mark', { type: 'open', layer: 'subscribe' }, 'confirm');
    expect(subscribe.state.marks.size).toBe(2);
    subscribe.wrote();
    expect(subscribe.state.marks.size).toBe(0);
    const set = new Watching(names(3));
    set.answer(Object.fromEntries(names(3).map((uid) => [uid, presence({ ios: '1' }, { ext: 'x' })])));
    set.say('mark', 'mark', { type: 'open', layer: 'set' }, 'confirm');
    expect([set.state.marks.size, set.state.pending?.write.type]).toEqual([2, 'set']);
    set.wrote();
    expect([set.state.marks.size, set.state.pending]).toEqual([2, null]);
  });

  it('keeps the users as they were when it was opened, and moves no row beneath it', () => {
    const monitor = new Watching(['ann', 'bob', 'eve']);
    monitor.answer({ ann: offline, bob: offline, eve: offline });
    monitor.say({ type: 'sort-by', direction: 1 }, { type: 'open', layer: 'set' });
    monitor.wait(60_000);
    monitor.answer({ ann: offline, bob: offline, eve: online });
    expect(monitor.user('eve').status).toBe('online');
    expect(monitor.shown).toEqual(['ann', 'bob', 'eve']);
    monitor.say('cancel');
    expect(monitor.shown).toEqual(['eve', 'ann', 'bob']);
    expect(monitor.selected).toBe('ann');
  });

  it('over a page leaves the page open when it is closed', () => {
    const monitor = new Watching(['ann']);
    monitor.say('confirm', { type: 'open', layer: 'unsubscribe' });
    expect(kinds(monitor)).toEqual(['user', 'dialog']);
    monitor.say('confirm');
    expect(kinds(monitor)).toEqual(['user']);
  });

  it('moves by keys of the table neither row nor page', () => {
    const monitor = new Watching(names(3));
    monitor.say({ type: 'open', layer: 'unsubscribe' }, down);
    expect(monitor.selected).toBe('u1');
  });
});
