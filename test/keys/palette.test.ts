import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/keys/actions.ts';
import { paletteKeys } from '../../src/keys/describe.ts';
import { chosenPlace, matchingActions } from '../../src/keys/palette.ts';
import { placeOf, resolve, resolvePaste } from '../../src/keys/resolve.ts';
import type { Effect } from '../../src/monitor/messages.ts';
import type { Settings } from '../../src/monitor/state.ts';
import { Watching } from '../helpers/watching.ts';

const ids = (query: string, place: 'table' | 'frozen' | 'user' = 'table') => matchingActions(place, query).map(({ id }) => id);

/** A monitor that is used by its keys alone. */
function press(monitor: Watching, ...keys: readonly string[]): readonly Effect[] {
  return keys.flatMap((key) => {
    const intent = resolve(monitor.state, key);
    return intent === null ? [] : monitor.say(intent);
  });
}

const groups = [{ name: 'vip', users: ['ann'], refresh: null }];
const team = (options: Partial<Settings> = {}) => new Watching(['ann', 'bob', 'eve'], { groups, ...options });
const kinds = (monitor: Watching) => monitor.state.layers.map(({ kind }) => kind);

describe('the palette lists', () => {
  it.each(['table', 'user'] as const)('every action of the place "%s" but itself, in the order of the table', (place) => {
    const here = ACTIONS.filter(({ where }) => where.includes(place)).map(({ id }) => id);
    expect(ids('', place)).toEqual(here.filter((id) => id !== 'palette'));
    expect(here).toContain('palette');
  });

  it('nothing that only makes sense while something is typed or asked', () => {
    const elsewhere = ['keep-filter', 'confirm', 'next-field', 'erase-word', 'choose', 'leave', 'run'];
    for (const place of ['table', 'user'] as const) expect(ids('', place).filter((id) => elsewhere.includes(id))).toEqual([]);
    expect(ids('mark', 'user')).not.toContain('mark');
  });

  it.each([
    ['set', 'set'],
    ['sub', 'subscribe'],
    ['unsub', 'unsubscribe'],
    ['usb', 'unsubscribe'],
    ['inv', 'invert'],
    ['freeze', 'freeze'],
    ['QUIT', 'quit'],
    ['sort next', 'sort-right'],
    ['stop call', 'stop'],
    ['retr every', 'refresh-all'],
  ])('for %j first %s', (query, id) => {
    expect(ids(query)[0]).toBe(id);
  });

  it('every action first for its own id, and nothing for what none is called', () => {
    for (const id of ids('')) expect(ids(id)[0]).toBe(id);
    expect(ids('nothing is called like this')).toEqual([]);
  });

  it('its keys and why it cannot work below, as the help of that place does', () => {
    const readOnly = { why: 'read-only: profile prod is marked production', hint: 'start with --write to change things' };
    const hints = paletteKeys(team({ readOnly }).state, 'table', 'subscribe');
    expect(hints[0]).toMatchObject({ keys: 'a', disabled: `${readOnly.why}; ${readOnly.hint}` });
    expect(paletteKeys(team().state, 'table', 'down')[0]).toMatchObject({ keys: 'j ↓', text: 'down', disabled: null });
    expect(paletteKeys(new Watching([]).state, 'table', 'mark')[0]?.disabled).toContain('no user is selected');
  });
});

describe('Enter in the palette', () => {
  const way = { table: [], frozen: ['p'], user: ['p', 'enter'] };
  /** Actions of a place that work before anything was written, on a live table before it was frozen. */
  const working = (place: keyof typeof way) =>
    ids('', place)
      .filter((id) => id !== 'results' && id !== 'stop-write' && !(place === 'table' && id.startsWith('user-')))
      .map((id) => [place, id] as const);

  it.each([...working('table'), ...working('frozen'), ...working('user')])(
    'does over the place "%s" what the key of %s does there',
    (place, id) => {
      const [byKey, byName] = [team(), team()];
      for (const monitor of [byKey, byName]) press(monitor, ...way[place]);
      const key = ACTIONS.find((action) => action.id === id)?.keys[0] as string;
      const effects = press(byKey, key);
      expect(press(byName, ':', ...id, 'enter')).toEqual(effects);
      expect(byName.state.layers).toEqual(byKey.state.layers);
      const { revision: _, view: __, ...rest } = byName.state;
      const { revision: ___, view: ____, ...expected } = byKey.state;
      expect(JSON.stringify(rest)).toBe(JSON.stringify(expected));
    },
  );

  it('says the reason of what cannot work, and the palette stays for another choice', () => {
    const monitor = team({ readOnly: { why: 'read-only: --read-only was given', hint: 'start without it' } });
    press(monitor, ':', ...'subscribe', 'enter');
    expect(kinds(monitor)).toEqual(['palette']);
    expect(monitor.state.notice?.text).toBe('read-only: --read-only was given; start without it');
    press(monitor, 'ctrl-u', ...'sort', 'enter');
    expect(kinds(monitor)).toEqual(['sort']);
  });

  it('says that nothing matches', () => {
    const monitor = team();
    press(monitor, ':', ...'xyz', 'enter');
    expect(kinds(monitor)).toEqual(['palette']);
    expect(monitor.state.notice?.text).toContain('no action matches');
  });

  it('takes what the arrows chose; they go round, and typing begins again with the best match', () => {
    const monitor = team();
    press(monitor, 'x', 'enter');
    monitor.wrote();
    const [first, second] = ids('sort') as [string, string];
    press(monitor, ':', ...'sort', 'down', 'down', 'up');
    expect(resolve(monitor.state, 'enter')).toEqual({
      type: 'run',
      intent: ACTIONS.find(({ id }) => id === second)?.intent,
    });
    press(monitor, 'up', 'up');
    const last = ids('sort').at(-1);
    expect(resolve(monitor.state, 'enter')).toEqual({ type: 'run', intent: ACTIONS.find(({ id }) => id === last)?.intent });
    press(monitor, 'backspace', 't');
    expect(resolve(monitor.state, 'enter')).toEqual({ type: 'run', intent: ACTIONS.find(({ id }) => id === first)?.intent });
  });

  it('acts on the user whose page is open below', () => {
    const monitor = team();
    press(monitor, 'j', 'enter', ':', ...'unsub', 'enter', 'enter');
    expect(monitor.effects.at(-1)).toEqual({ type: 'unsubscribe', names: ['bob'] });
  });
});

it('Esc closes the palette and nothing else; pasted text is typed into it', () => {
  const monitor = team();
  press(monitor, '/', 'b', 'enter', ':');
  monitor.say(resolvePaste(monitor.state, 'sort\n'));
  expect(monitor.state.layers).toMatchObject([{ kind: 'palette', line: { text: 'sort ' } }]);
  press(monitor, 'esc');
  expect([placeOf(monitor.state), monitor.state.filter]).toEqual(['table', 'b']);
});

it('an intent to run closes the palette alone', () => {
  const monitor = team();
  press(monitor, 'enter');
  monitor.say({ type: 'run', intent: { type: 'freeze' } });
  expect(kinds(monitor)).toEqual(['user']);
  expect(monitor.state.frozen).not.toBeNull();
});

it('a choice goes round in both directions', () => {
  expect([-4, -3, -1, 0, 2, 3].map((choice) => chosenPlace(choice, 3))).toEqual([2, 0, 2, 0, 2, 0]);
  expect(chosenPlace(5, 0)).toBe(-1);
});
