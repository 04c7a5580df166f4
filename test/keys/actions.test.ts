import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/keys/actions.ts';
import { footerKeys, helpKeys, keyTable } from '../../src/keys/describe.ts';
import type { Place } from '../../src/keys/places.ts';
import { notFrozen } from '../../src/keys/reasons.ts';
import { placeOf, resolve, resolvePaste, resolvePress } from '../../src/keys/resolve.ts';
import { at, groups, PLACES, press } from '../helpers/key-places.ts';
import { names, Watching } from '../helpers/watching.ts';

/** What works only once something was written, or is being written. */
const ABOUT_WRITES = ['results', 'stop-write'];

describe('the table of actions', () => {
  it('every action has an id of its own and at least one key and place', () => {
    expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length);
    for (const { keys, where } of ACTIONS) {
      expect(keys.length).toBeGreaterThan(0);
      expect(where.length).toBeGreaterThan(0);
    }
  });

  it.each(PLACES)('no key has two meanings in the place "%s"', (place) => {
    const keys = ACTIONS.filter(({ where }) => where.includes(place)).flatMap((action) => action.keys);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it.each(PLACES)('every key does in the place "%s" what the table says', (place) => {
    for (const { id, keys, intent, byKey, where } of ACTIONS) {
      // What Enter does in the palette is what is chosen there: see the tests of the palette. Two are about a write, and two want a frozen view: see below.
      if (!where.includes(place) || ['run', ...ABOUT_WRITES].includes(id)) continue;
      if (place === 'table' && intent.type === 'travel') continue;
      // A dialog about subscriptions has one field.
      if (place === 'dialog' && intent.type === 'focus') continue;
      for (const key of keys) expect(resolve(at(place).state, key)).toEqual(byKey?.(key) ?? intent);
      if (byKey !== undefined) expect(byKey(keys[0] as string)).toEqual(intent);
    }
  });

  it.each(PLACES)('ctrl-c leaves from the place "%s", and Esc leads towards the table', (place) => {
    const monitor = at(place);
    expect(resolve(monitor.state, 'ctrl-c')).toEqual({ type: 'interrupt' });
    expect(resolve(monitor.state, 'esc')).toEqual({ type: 'cancel' });
  });
});

describe('a frozen table', () => {
  const meanings = (place: Place) =>
    new Map(
      ACTIONS.filter(({ where }) => where.includes(place)).flatMap(({ keys, intent }) =>
        keys.map((key) => [key, intent] as const),
      ),
    );

  it('has every key of the table, but for Home and End, which lead to the ends of time', () => {
    const [table, frozen] = [meanings('table'), meanings('frozen')];
    for (const [key, intent] of table) if (key !== 'home' && key !== 'end') expect([key, frozen.get(key)]).toEqual([key, intent]);
    expect([...frozen.keys()].filter((key) => !table.has(key))).toEqual([]);
    expect([frozen.get('home'), frozen.get('end')]).toEqual([{ type: 'travel', to: 'oldest' }, { type: 'thaw' }]);
  });

  it('is one only as long as the view is frozen', () => {
    const monitor = at('frozen');
    press(monitor, 'end');
    expect(placeOf(monitor.state)).toBe('table');
    press(monitor, 'p', 'p');
    expect(placeOf(monitor.state)).toBe('table');
  });
});

describe('typing', () => {
  it.each(['filter', 'list-filter', 'help', 'palette', 'dialog'] as const)(
    'letters that are commands elsewhere are text in the place "%s"',
    (place) => {
      for (const key of ['q', 'j', 'x', 'R', '?', '/', '你', 'space']) {
        const text = key === 'space' ? ' ' : key;
        expect(resolve(at(place).state, key)).toEqual({ type: 'edit', edit: { kind: 'insert', text } });
      }
    },
  );

  it('a key that means nothing means nothing', () => {
    expect(resolvePress(at('table').state, 'z')).toBeNull();
    expect(resolve(at('sort').state, 'e')).toBeNull();
    expect(resolvePress(at('filter').state, 'ctrl-t')).toBeNull();
  });

  it('a key that means something elsewhere says where, in one short line', () => {
    const said = (place: Place, key: string) => resolvePress(at(place).state, key);
    const reason = (text: string) => ({ type: 'refuse', reason: text });
    expect(said('user', '/')).toEqual(reason('/ does nothing here; on the table: filter'));
    expect(said('user', 'space')).toEqual(reason('space does nothing here; on the table: mark or unmark the user'));
    expect(said('sort', 'e')).toEqual(reason('e does nothing here; on the table: set a status'));
    expect(said('filter', 'tab')).toEqual(reason('Tab does nothing here; on the table: the next tab'));
    expect(said('leave', 'j')).toBeNull();
  });

  it('pasted text is typed where text is typed', () => {
    expect(resolvePaste(at('filter').state, 'q\rx')).toEqual({ type: 'edit', edit: { kind: 'insert', text: 'q\rx' } });
  });

  it.each(['table', 'sort', 'user'] as const)('pasted text runs as commands nowhere: not in the place "%s"', (place) => {
    const monitor = at(place);
    const intent = resolvePaste(monitor.state, 'q\rx');
    expect(intent).toEqual({ type: 'refuse', reason: expect.stringContaining('press / to filter') });
    monitor.say(intent);
    expect(placeOf(monitor.state)).toBe(place);
    expect(monitor.effects.some(({ type }) => type === 'exit')).toBe(false);
  });
});

describe('a key that cannot work now says why', () => {
  /** What the key of an action comes to in a state, for all keys that can be refused there; those that want a frozen view have a test of their own. */
  const refusals = (monitor: Watching) =>
    Object.fromEntries(
      ACTIONS.filter(({ where, disabled }) => disabled && disabled !== notFrozen && where.includes(placeOf(monitor.state))).map(
        ({ id, keys }) => {
          const intent = resolve(monitor.state, keys[0] as string);
          return [id, intent?.type === 'refuse' ? intent.reason : null];
        },
      ),
    );

  it('when nobody is shown', () => {
    const {
      tab,
      'next-tab': next,
      'previous-tab': previous,
      results,
      'stop-write': stop,
      'refresh-all': all,
      ...reasons
    } = refusals(new Watching([]));
    expect([results, stop]).toEqual([expect.stringContaining('nothing was changed'), expect.stringContaining('no change has')]);
    expect(all).toBeNull();
    expect(Object.keys(reasons).sort()).toEqual(
      ['copy', 'copy-menu', 'mark', 'mark-shown', 'open', 'range', 'refresh-row', 'set', 'subscribe', 'unsubscribe'].sort(),
    );
    for (const reason of [tab, next, previous]) expect(reason).toContain('there are no tabs: name users together in "groups"');
    for (const reason of Object.values(reasons)) expect(reason).toContain('no user is selected');
  });

  it('when the filter hides everybody, but for what is about marked users', () => {
    const monitor = at('table');
    press(monitor, 'space', '/', ...'nobody', 'enter');
    const { results, 'stop-write': stop, 'refresh-all': all, ...seen } = refusals(monitor);
    expect(all).toBeNull();
    expect([results, stop]).not.toContain(null);
    const { subscribe, unsubscribe, tab, 'next-tab': next, 'previous-tab': previous, ...others } = seen;
    expect([subscribe, unsubscribe, tab, next, previous]).toEqual([null, null, null, null, null]);
    for (const reason of Object.values(others)) expect(reason).toContain('no user is selected');
  });

  it('when a write is on its way', () => {
    const monitor = at('table');
    press(monitor, 'x', 'enter');
    const { set, subscribe, unsubscribe, 'stop-write': stop, ...others } = refusals(monitor);
    expect(stop).toContain('no change has calls left');
    for (const reason of [set, subscribe, unsubscribe]) expect(reason).toContain('another change is still on its way');
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
    monitor.wrote();
    expect(Object.values({ ...refusals(monitor), 'stop-write': null }).every((reason) => reason === null)).toBe(true);
  });

  it('but what stops a write does while it has calls left, and once', () => {
    const users = names(250);
    const monitor = at('table', users);
    press(monitor, '*', 'x', ...'250', 'enter');
    expect(press(monitor, 'ctrl-x')).toEqual([{ type: 'stop-write' }]);
    expect(resolve(monitor.state, 'ctrl-x')).toMatchObject({ type: 'refuse' });
    expect(press(monitor, 'W', 'esc')).toEqual([{ type: 'open', layer: 'results' }, { type: 'cancel' }]);
  });

  it('when the run is read-only: all that writes, and nothing else', () => {
    const readOnly = { why: 'read-only: profile prod is marked production', hint: 'start with --write to change things' };
    const monitor = new Watching(['ann', 'bob'], { readOnly, groups });
    press(monitor, 'p', 'e', 'a', 'x');
    expect(monitor.state.layers).toEqual([]);
    expect(monitor.state.notice?.text).toBe(`${readOnly.why}; ${readOnly.hint}`);
    const refused = PLACES.flatMap((place) => helpKeys(monitor.state, place, '')).filter(({ disabled }) =>
      disabled?.includes(readOnly.hint),
    );
    const writing = PLACES.flatMap((place) => ACTIONS.filter(({ writes, where }) => writes && where.includes(place)));
    expect(refused.map(({ text }) => text)).toEqual(writing.map(({ title }) => title));
    for (const { disabled } of refused) expect(disabled).toBe(`${readOnly.why}; ${readOnly.hint}`);
    expect(writing.length).toBeGreaterThan(6);
  });

  it('in the past: all that writes, and nothing else; in a view that is only frozen nothing', () => {
    const monitor = new Watching(['ann', 'bob'], { groups });
    monitor.answer();
    press(monitor, 'p', 'e');
    expect(placeOf(monitor.state)).toBe('dialog');
    press(monitor, 'esc', 'home', 'e', 'a', 'x');
    expect(placeOf(monitor.state)).toBe('frozen');
    expect(monitor.state.notice?.text).toBe('the view is in the past: p goes back to live');
    const refused = helpKeys(monitor.state, 'frozen', '').filter(({ disabled }) => disabled?.includes('in the past'));
    const writing = ACTIONS.filter(({ writes, where }) => writes && where.includes('frozen'));
    expect(refused.map(({ text }) => text)).toEqual(writing.map(({ title }) => title));
    press(monitor, 'enter', 'e');
    expect(monitor.state.notice?.text).toBe('the view is in the past: p goes back to live');
    press(monitor, 'p', 'e');
    expect(placeOf(monitor.state)).toBe('dialog');
  });

  it('when all calls are stopped: those that ask again', () => {
    const monitor = at('table');
    press(monitor, 'P');
    for (const key of ['r', 'R'])
      expect(resolve(monitor.state, key)).toMatchObject({ reason: expect.stringContaining('P goes on') });
  });

  it('when the view is live: those that lead to other times', () => {
    const monitor = new Watching(['ann']);
    expect(resolve(monitor.state, 'left')).toMatchObject({ type: 'refuse' });
    press(monitor, 'enter', 'left');
    expect(monitor.state.notice?.text).toBe('the view is live: p freezes it, and then it can go back');
    expect(resolve(monitor.state, 'right')).toMatchObject({ type: 'refuse' });
    press(monitor, 'p');
    expect(resolve(monitor.state, 'left')).toEqual({ type: 'travel', to: 'earlier' });
  });

  it('every action that opens a write, or carries one out, is marked as one that writes', () => {
    const opens = ACTIONS.filter(({ intent }) => intent.type === 'open' && /^(set|(un)?subscribe)$/.test(intent.layer));
    const confirms = ACTIONS.filter(({ intent, where }) => intent.type === 'confirm' && where.includes('dialog'));
    expect([...opens, ...confirms].map(({ id, writes }) => [id, writes])).toEqual([
      ['set', true],
      ['subscribe', true],
      ['unsubscribe', true],
      ['extend', true],
      ['end-subscription', true],
      ['confirm', true],
    ]);
  });

  it('and does nothing else', () => {
    const monitor = new Watching([]);
    press(monitor, 'enter', 'e', 'a', 'x');
    expect(monitor.state.layers).toEqual([]);
    expect(monitor.state.notice?.text).toContain('no user is selected');
  });
});

describe('what is told of the keys', () => {
  it.each(PLACES)('the help lists every action of the place "%s"', (place) => {
    const titles = ACTIONS.filter(({ where }) => where.includes(place)).map(({ title }) => title);
    expect(helpKeys(at('table').state, place, '').map(({ text }) => text)).toEqual(titles);
  });

  it('the help is narrowed down by words of keys and text', () => {
    const texts = (query: string) => helpKeys(at('table').state, 'table', query).map(({ keys }) => keys);
    expect(texts('HALF page')).toEqual(['ctrl-d', 'ctrl-u']);
    expect(texts('pgdn')).toEqual(['PgDn']);
    expect(texts('nothing like it')).toEqual([]);
  });

  it.each(PLACES)('the footer tells keys that work in the place "%s", and no other', (place) => {
    const hints = footerKeys(at(place).state);
    expect(hints.length).toBeGreaterThan(0);
    for (const { keys, text, disabled } of hints) {
      expect(keys).not.toBe('');
      expect(text.length).toBeLessThan(12);
      expect(disabled).toBeNull();
    }
  });

  it('the footer tells nothing that does not work now', () => {
    const told = (monitor: Watching) => footerKeys(monitor.state).map(({ keys, text }) => `${keys} ${text}`);
    const nobody = new Watching([]);
    expect(told(nobody)).toEqual(['/ filter', '? help', 'T changes', 'E errors', 'L subs', 's sort', 'q quit']);
    const past = at('frozen');
    press(past, 'home', 'enter');
    expect(told(past).slice(0, 3)).toEqual(['← earlier', '→ later', 'p live']);
    expect(told(past).filter((text) => /^[eax] /.test(text))).toEqual([]);
    press(past, 'p');
    expect(told(past).slice(0, 3)).toEqual(['e set', 'a sub', 'x unsub']);
  });

  it('the table for the README has every action once, with all its keys as they are written on keyboards', () => {
    const table = keyTable();
    expect(table.map(({ text }) => text)).toEqual(ACTIONS.map(({ title }) => title));
    expect(table.find(({ text }) => text === 'down')?.keys).toEqual(['j', '↓']);
    expect(table.find(({ text }) => text.startsWith('that tab'))?.keys).toEqual(['1…9']);
    expect(table.flatMap(({ keys }) => keys).filter((key) => /^(up|down|left|right|pgup|esc)$/.test(key))).toEqual([]);
  });
});

describe('a person at the keyboard', () => {
  it('filters, opens a user, sets a status and is back at the table', () => {
    const monitor = new Watching(['ann', 'bob', 'eve']);
    press(monitor, '/', ...'bob', 'enter', 'enter', 'e', ...'web_1', 'tab', 'backspace', '0', 'tab', ...'out', 'enter');
    expect(monitor.effects.at(-1)).toEqual({ type: 'set', uid: 'bob', resource: 'web_1', status: '0', ext: 'out' });
    expect(placeOf(monitor.state)).toBe('user');
    press(monitor, 'q', 'esc');
    expect([placeOf(monitor.state), monitor.state.filter]).toEqual(['table', '']);
    expect(press(monitor, 'esc', 'esc')).toEqual([{ type: 'cancel' }, { type: 'cancel' }]);
    expect(monitor.effects.some(({ type }) => type === 'exit')).toBe(false);
  });

  it('marks two users and subscribes to them', () => {
    const monitor = at('table');
    press(monitor, 'space', 'space', 'a', 'ctrl-u', ...'1h', 'enter');
    expect(monitor.effects.at(-1)).toMatchObject({ type: 'subscribe', names: ['ann', 'bob'], seconds: 3600 });
  });
});
