import { describe, expect, it, test } from 'vitest';
import { takesStyles } from '../../src/config/colours.ts';
import { loadLook } from '../../src/config/load-look.ts';
import type { Flags } from '../../src/config/settings.ts';
import { CONFIG, folderWith, loaded, loadIn, problems, VALID } from '../helpers/config-folder.ts';

const load = async (fields: object, env = {}, flags: Flags = {}) =>
  loadIn(await folderWith({ [CONFIG]: { ...VALID, ...fields } }), { env, flags });
const look = async (...of: Parameters<typeof load>) => {
  const { ascii, ambiguousWidth, theme, lowBandwidth } = (await loaded(load(...of))).config;
  return { ascii, ambiguousWidth, theme, lowBandwidth };
};

test('signs are drawn, ambiguous characters are narrow, the theme is auto and the link fast unless somebody says otherwise', async () => {
  expect(await look({})).toEqual({ ascii: false, ambiguousWidth: 1, theme: 'auto', lowBandwidth: false });
});

test('flags count over the environment, and that over the file', async () => {
  const file = { ascii: false, ambiguousWidth: 2, theme: 'light', lowBandwidth: true };
  const env = {
    PRESENCE_MONITOR_ASCII: 'yes',
    PRESENCE_MONITOR_AMBIGUOUS_WIDTH: '1',
    PRESENCE_MONITOR_THEME: 'dark',
    PRESENCE_MONITOR_LOW_BANDWIDTH: 'no',
  };
  expect(await look(file)).toEqual(file);
  expect(await look(file, env)).toEqual({ ascii: true, ambiguousWidth: 1, theme: 'dark', lowBandwidth: false });
  expect(await look(file, env, { ambiguousWidth: '2', theme: 'mono', lowBandwidth: true })).toEqual({
    ascii: true,
    ambiguousWidth: 2,
    theme: 'mono',
    lowBandwidth: true,
  });
  const profiles = { ssh: { lowBandwidth: true }, office: { lowBandwidth: false } };
  expect(await look({ profiles }, {}, { profile: 'ssh' })).toMatchObject({ lowBandwidth: true });
  expect(await look({ ...file, profiles }, {}, { profile: 'office' })).toMatchObject({ lowBandwidth: false });
  expect(await look(file, { PRESENCE_MONITOR_ASCII: '0' }, { ascii: true })).toMatchObject({ ascii: true });
});

test.each([
  [{ theme: 'drak' }, {}, 'theme: found "drak", expected "dark"'],
  [{ theme: 'solarized' }, {}, 'theme: found "solarized", expected one of auto, dark, light, mono'],
  [{ ascii: 'yes' }, {}, 'ascii: found "yes", expected true or false'],
  [{ lowBandwidth: 1 }, {}, 'lowBandwidth: found 1, expected true or false'],
  [{ ambiguousWidth: 3 }, {}, 'ambiguousWidth: found 3, expected 1, or 2 for a terminal'],
  [{}, { PRESENCE_MONITOR_ASCII: 'maybe' }, 'ascii: found "maybe", expected true or false (environment PRESENCE_MONITOR_ASCII)'],
])('%j with %j is refused with what is expected', async (fields, env, text) => {
  const [problem, ...more] = await problems(load(fields, env));
  expect(problem).toContain(text);
  expect(more).toEqual([]);
});

describe('colours are off', () => {
  const theme = async (...of: Parameters<typeof load>) => (await look(...of)).theme;

  it.each<[object, Flags]>([
    [{ NO_COLOR: '1' }, {}],
    [{ NO_COLOR: '0' }, {}],
    [{ FORCE_COLOR: '0' }, {}],
    [{ FORCE_COLOR: 'false' }, {}],
    [{}, { noColor: true }],
    [{ FORCE_COLOR: '1' }, { noColor: true }],
    [{ PRESENCE_MONITOR_THEME: 'dark' }, { noColor: true }],
  ])('with %j and %j, whatever the file says', async (env, flags) => {
    expect(await theme({ theme: 'light' }, env, flags)).toBe('mono');
  });

  it.each<[object, Flags, string]>([
    [{ NO_COLOR: '' }, {}, 'light'],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, {}, 'light'],
    [{ NO_COLOR: '1', PRESENCE_MONITOR_THEME: 'dark' }, {}, 'dark'],
    [{ NO_COLOR: '1' }, { theme: 'dark' }, 'dark'],
    [{}, {}, 'light'],
  ])('but not with %j and %j', async (env, flags, name) => {
    expect(await theme({ theme: 'light' }, env, flags)).toBe(name);
  });

  it('and it is told where that comes from', async () => {
    const origin = async (env: object, flags: Flags = {}) =>
      (await loaded(load({}, env, flags))).values.find(({ field }) => field === 'theme')?.origin;
    expect(await origin({ NO_COLOR: '1' })).toEqual({ kind: 'environment', name: 'NO_COLOR' });
    expect(await origin({ FORCE_COLOR: '0' })).toEqual({ kind: 'environment', name: 'FORCE_COLOR' });
    expect(await origin({}, { noColor: true })).toEqual({ kind: 'flag', name: '--no-color' });
  });
});

describe('without a configuration', () => {
  it('flags and environment say how it looks', () => {
    const env = { PRESENCE_MONITOR_AMBIGUOUS_WIDTH: '2', NO_COLOR: '1', PRESENCE_MONITOR_CALLS_PER_SECOND: 'many' };
    const given = { ascii: true, lowBandwidth: true };
    expect(loadLook(given, env)).toEqual({ ok: { ...given, ambiguousWidth: 2, theme: 'mono' } });
    const usual = { ascii: false, ambiguousWidth: 1, theme: 'auto', lowBandwidth: false };
    expect(loadLook({}, {})).toEqual({ ok: usual });
  });

  it('and mistakes in them are told with where they are', () => {
    expect(loadLook({ theme: 'lihgt' }, {})).toEqual({
      problems: [{ path: 'theme', found: '"lihgt"', expected: '"light"', where: { kind: 'flag', name: '--theme' } }],
    });
  });
});

test('a dumb terminal takes no styles unless it is forced to', () => {
  expect(takesStyles({ TERM: 'xterm' })).toBe(true);
  expect(takesStyles({})).toBe(true);
  expect(takesStyles({ TERM: 'dumb' })).toBe(false);
  expect(takesStyles({ TERM: 'dumb', FORCE_COLOR: '0' })).toBe(false);
  expect(takesStyles({ TERM: 'dumb', FORCE_COLOR: '1' })).toBe(true);
});
