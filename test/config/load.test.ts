import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeOrigin } from '../../src/config/origin.ts';
import { CONFIG, folderWith, loaded, loadIn, problems, VALID } from '../helpers/config-folder.ts';

const DAY = 86_400_000;

describe('finding the file', () => {
  const as = (uid: string) => ({ ...VALID, uid });
  const files = { 'mine.json': as('mine'), [CONFIG]: as('here'), 'xdg/presence-monitor/config.json': as('xdg') };
  const home = { '.config/presence-monitor/config.json': as('home') };

  test('the file asked for comes before the one in the working folder', async () => {
    const folder = await folderWith({ ...files, ...home });
    const { config, file } = await loaded(loadIn(folder, { flags: { config: 'mine.json' } }));
    expect([config.uid, file]).toEqual(['mine', join(folder, 'mine.json')]);
  });

  test('the one in the working folder comes before the one in XDG_CONFIG_HOME', async () => {
    const folder = await folderWith({ ...files, ...home });
    expect((await loaded(loadIn(folder, { env: { XDG_CONFIG_HOME: join(folder, 'xdg') } }))).config.uid).toBe('here');
  });

  test('XDG_CONFIG_HOME comes before ~/.config, unless it is relative', async () => {
    const { [CONFIG]: _, ...elsewhere } = files;
    const folder = await folderWith({ ...elsewhere, ...home });
    expect((await loaded(loadIn(folder, { env: { XDG_CONFIG_HOME: join(folder, 'xdg') } }))).config.uid).toBe('xdg');
    expect((await loaded(loadIn(folder, { env: { XDG_CONFIG_HOME: 'xdg' } }))).config.uid).toBe('home');
    expect((await loaded(loadIn(folder))).config.uid).toBe('home');
  });

  test('a file asked for that is not there is the only problem told: what it may hold is not called missing', async () => {
    const folder = await folderWith(files);
    expect(await problems(loadIn(folder, { flags: { config: 'gone.json' } }))).toEqual([
      'configuration: found gone.json: no such file, expected a readable JSON file (flag --config)',
    ]);
  });

  test('a file that cannot be read is told rather than passed over', async () => {
    const folder = await folderWith(home);
    await mkdir(join(folder, CONFIG));
    expect(await problems(loadIn(folder))).toEqual([
      `configuration: found ${CONFIG}: a folder, expected a readable JSON file (file ${CONFIG})`,
    ]);
  });

  test('a file without permission to read it is told', async () => {
    const io = { readFile: () => Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' })) };
    expect(await problems(loadIn(await folderWith({}), { io }))).toEqual([
      `configuration: found ${CONFIG}: a file that may not be read, expected a readable JSON file (file ${CONFIG})`,
    ]);
  });

  test('a file that is not UTF-8 is refused', async () => {
    const folder = await folderWith({ [CONFIG]: new Uint8Array([0xff, 0xfe, 0x7b, 0]) });
    expect(await problems(loadIn(folder))).toEqual([expect.stringContaining('a file that is not UTF-8 text')]);
  });

  test('a syntax error is told with line, column and the line, and hides no mistake of the flags', async () => {
    const folder = await folderWith({ [CONFIG]: '{\n  "host": "a"\n  "uid": "b"\n}' });
    const reason = "Expected ',' or '}' after property value";
    expect(await problems(loadIn(folder, { flags: { refresh: '5' } }))).toEqual([
      `configuration: found a mistake in the JSON (${reason}), expected strict JSON, without comments and trailing commas (file ${CONFIG}:3:3)\n      "uid": "b"\n      ^`,
      expect.stringContaining('refresh: found "5"'),
    ]);
  });

  test.each(['[]', '"text"', 'null', '5'])('%s is JSON but no configuration', async (text) => {
    const told = await problems(loadIn(await folderWith({ [CONFIG]: text })));
    expect(told).toEqual([expect.stringContaining('expected an object')]);
  });
});

describe('precedence', () => {
  const file = { ...VALID, callsPerSecond: 1, refresh: '1m', subscription: { for: '1d' }, extMaxBytes: 100, users: ['file'] };

  test('without flags and environment the file counts, and defaults fill the rest', async () => {
    const all = await loaded(loadIn(await folderWith({ [CONFIG]: file })));
    expect(all.config).toMatchObject({
      callsPerSecond: 1,
      groups: {},
      refresh: { default: 60_000 },
      subscription: { for: DAY },
      extMaxBytes: 100,
    });
    const few = await loaded(loadIn(await folderWith({ [CONFIG]: VALID })));
    expect(few.config).toEqual({
      ...VALID,
      users: [],
      callsPerSecond: 5,
      groups: {},
      refresh: { default: 30_000 },
      subscription: { for: 7 * DAY },
      extMaxBytes: 64,
      columns: ['user', 'status', 'devices', 'change', 'ext', 'sub', 'age'],
      ascii: false,
      ambiguousWidth: 1,
      theme: 'auto',
      lowBandwidth: false,
      alerts: [],
      production: false,
    });
    expect(few.watch).toEqual({ names: [], duplicates: 0 });
  });

  const env = {
    PRESENCE_MONITOR_HOST: 'env.example.com',
    PRESENCE_MONITOR_ORG_NAME: 'env-org',
    PRESENCE_MONITOR_APP_NAME: 'env-app',
    PRESENCE_MONITOR_UID: 'env-uid',
    PRESENCE_MONITOR_USERS: 'x, y,X',
    PRESENCE_MONITOR_CALLS_PER_SECOND: '0.5',
    PRESENCE_MONITOR_REFRESH: '2m',
    PRESENCE_MONITOR_SUBSCRIPTION_FOR: '2d',
    PRESENCE_MONITOR_EXT_MAX_BYTES: '200',
  };

  test('the environment comes before the file', async () => {
    const { config, watch } = await loaded(loadIn(await folderWith({ [CONFIG]: file }), { env }));
    expect(config).toMatchObject({
      host: 'env.example.com',
      orgName: 'env-org',
      appName: 'env-app',
      uid: 'env-uid',
      callsPerSecond: 0.5,
      groups: {},
      refresh: { default: 120_000 },
      subscription: { for: 2 * DAY },
      extMaxBytes: 200,
    });
    expect(watch).toEqual({ names: ['x', 'y'], duplicates: 1 });
  });

  test('flags come before the environment', async () => {
    const flags = {
      host: 'flag.example.com',
      orgName: 'flag-org',
      appName: 'flag-app',
      as: 'flag-uid',
      users: ['z'],
      callsPerSecond: '2.5',
      refresh: '3m',
      for: '3d',
      extMaxBytes: '300',
    };
    const { config, watch } = await loaded(loadIn(await folderWith({ [CONFIG]: file }), { env, flags }));
    expect(config).toMatchObject({
      host: 'flag.example.com',
      orgName: 'flag-org',
      appName: 'flag-app',
      uid: 'flag-uid',
      callsPerSecond: 2.5,
      groups: {},
      refresh: { default: 180_000 },
      subscription: { for: 3 * DAY },
      extMaxBytes: 300,
    });
    expect(watch.names).toEqual(['z']);
  });

  test('an app id above replaces organisation and app below, and the other way round', async () => {
    const folder = await folderWith({ [CONFIG]: file });
    const byId = await loaded(loadIn(folder, { env: { PRESENCE_MONITOR_APP_ID: 'id' } }));
    expect(byId.config).toMatchObject({ appId: 'id' });
    expect(byId.config.orgName ?? byId.config.appName).toBeUndefined();
    const flags = { orgName: 'o', appName: 'a' };
    const byName = await loaded(loadIn(folder, { env: { PRESENCE_MONITOR_APP_ID: 'id' }, flags }));
    expect(byName.config).toMatchObject(flags);
    expect(byName.config.appId).toBeUndefined();
  });

  test('an app id beside an organisation in one layer is refused', async () => {
    const folder = await folderWith({ [CONFIG]: file });
    expect(await problems(loadIn(folder, { flags: { appId: 'id', orgName: 'o' } }))).toEqual([
      expect.stringMatching(/^orgName: found both "appId" and "orgName".*\(flag --org-name\)$/),
      expect.stringMatching(/^appName: found both/),
    ]);
  });

  test('an empty variable counts as not set, an empty flag does not', async () => {
    const folder = await folderWith({ [CONFIG]: file });
    expect((await loaded(loadIn(folder, { env: { PRESENCE_MONITOR_UID: '' } }))).config.uid).toBe('wzy');
    expect(await problems(loadIn(folder, { flags: { as: '' } }))).toEqual([
      'uid: found "", expected a user name that is not empty (flag --as)',
    ]);
  });

  test('numbers that cannot be read are told where they were given', async () => {
    const folder = await folderWith({ [CONFIG]: file });
    expect(
      await problems(loadIn(folder, { env: { PRESENCE_MONITOR_CALLS_PER_SECOND: 'fast' }, flags: { extMaxBytes: '0x10' } })),
    ).toEqual([
      'callsPerSecond: found "fast", expected a number above 0 and at most 50 (environment PRESENCE_MONITOR_CALLS_PER_SECOND)',
      'extMaxBytes: found "0x10", expected a whole number from 1 to 1024 (flag --ext-max-bytes)',
    ]);
  });

  test('a variable one slip away from a known one is refused, one of a name of its own is not', async () => {
    const folder = await folderWith({ [CONFIG]: { ...VALID, token: { env: 'PRESENCE_MONITOR_TOKENS' } } });
    const own = { PRESENCE_MONITOR_TOKENS: 'sesame', PRESENCE_MONITOR_COLOUR: 'blue' };
    expect(await problems(loadIn(folder, { env: own }))).toEqual([]);
    expect(await problems(loadIn(folder, { env: { ...own, PRESENCE_MONITOR_CALL_PER_SECOND: '5' } }))).toEqual([
      'PRESENCE_MONITOR_CALL_PER_SECOND: found an unknown variable, expected PRESENCE_MONITOR_CALLS_PER_SECOND (environment PRESENCE_MONITOR_CALL_PER_SECOND)',
    ]);
  });

  test('every value is listed with where it comes from', async () => {
    const folder = await folderWith({ [CONFIG]: { ...VALID, subscription: { for: '1d' } } });
    const { values } = await loaded(loadIn(folder, { env: { PRESENCE_MONITOR_REFRESH: '5s' }, flags: { as: 'me' } }));
    expect(values.map(({ field, value, origin }) => `${field} ${JSON.stringify(value)} ${describeOrigin(origin)}`)).toEqual([
      `host "a1.example.com" file ${CONFIG}:1:9`,
      `orgName "org" file ${CONFIG}:1:36`,
      `appName "app" file ${CONFIG}:1:52`,
      'uid "me" flag --as',
      `token {"env":"CHAT_TOKEN"} file ${CONFIG}:1:78`,
      'users [] default',
      'callsPerSecond 5 default',
      'refresh "5s" environment PRESENCE_MONITOR_REFRESH',
      `subscription.for "1d" file ${CONFIG}:1:121`,
      'extMaxBytes 64 default',
      'ascii false default',
      'ambiguousWidth 1 default',
      'theme "auto" default',
      'lowBandwidth false default',
      'production false default',
      'groups {} default',
      'columns ["user","status","devices","change","ext","sub","age"] default',
      'alerts [] default',
    ]);
  });
});

describe('who is watched', () => {
  test('a users file is found beside the configuration, wherever the program runs', async () => {
    const folder = await folderWith({ 'etc/config.json': { ...VALID, users: { file: 'users.txt' } }, 'etc/users.txt': 'a\nb\n' });
    const { config, watch } = await loaded(loadIn(folder, { flags: { config: 'etc/config.json' } }));
    expect(watch.names).toEqual(['a', 'b']);
    expect(config.users).toEqual({ file: join(folder, 'etc/users.txt') });
  });

  test('--user and --users-file replace the list of the configuration and add up', async () => {
    const folder = await folderWith({ [CONFIG]: { ...VALID, users: ['config'] }, 'vip.txt': '# vip\na\nb' });
    const { watch } = await loaded(loadIn(folder, { flags: { users: ['c', 'A'], usersFile: 'vip.txt' } }));
    expect(watch).toEqual({ names: ['c', 'A', 'b'], duplicates: 1 });
  });

  test('no --user at all leaves the list of the configuration', async () => {
    const folder = await folderWith({ [CONFIG]: { ...VALID, users: ['config'] } });
    expect((await loaded(loadIn(folder, { flags: { users: [] } }))).watch.names).toEqual(['config']);
  });

  test('--users-file - reads standard input, and tells its lines', async () => {
    const folder = await folderWith({ [CONFIG]: VALID });
    const load = (text: string) => loadIn(folder, { flags: { usersFile: '-' }, io: { readStdin: async () => text } });
    expect((await loaded(load('a\nb\n'))).watch.names).toEqual(['a', 'b']);
    expect(await problems(load('a\n\u0007\n'))).toEqual([
      'users.file: found "␇", expected a user name without control characters (standard input, line 2)',
    ]);
  });

  test('standard input is left alone when nobody asked for it', async () => {
    const io = { readStdin: () => Promise.reject(new Error('it was read')) };
    expect(await problems(loadIn(await folderWith({ [CONFIG]: VALID }), { io }))).toEqual([]);
  });

  test('a users file that is missing is told where it was named', async () => {
    const folder = await folderWith({ [CONFIG]: { ...VALID, users: { file: 'gone.txt' } } });
    const expected = 'expected a readable file with one user name a line';
    expect(await problems(loadIn(folder))).toEqual([
      `users.file: found gone.txt: no such file, ${expected} (file ${CONFIG}:1:115)`,
    ]);
    expect(await problems(loadIn(folder, { flags: { usersFile: 'no.txt' } }))).toEqual([
      `users.file: found no.txt: no such file, ${expected} (flag --users-file)`,
    ]);
  });

  test('a bad name in a users file is told with file and line, one in a list with its index', async () => {
    const folder = await folderWith({ [CONFIG]: { ...VALID, users: { file: 'u.txt' } }, 'u.txt': `a\n${'b'.repeat(300)}\n` });
    expect(await problems(loadIn(folder))).toEqual([
      `users.file: found "${'b'.repeat(60)}…", expected a user name of at most 256 bytes (file u.txt:2)`,
    ]);
    expect(await problems(loadIn(folder, { flags: { users: ['a', ''] } }))).toEqual([
      'users[1]: found "", expected a user name that is not empty (flag --user)',
    ]);
  });
});

describe('groups', () => {
  const grouped = { ...VALID, users: ['c1', 'alice'], groups: { vip: ['Alice', 'bob'], staff: [] }, refresh: { vip: '5s' } };

  test('their members are watched beside the users, each once', async () => {
    const { config, watch } = await loaded(loadIn(await folderWith({ [CONFIG]: grouped })));
    expect(watch.names).toEqual(['c1', 'alice', 'bob']);
    expect(config.refresh).toEqual({ default: 30_000, vip: 5000 });
  });

  test('whoever names the users on the command line or in the environment watches them alone', async () => {
    const folder = await folderWith({ [CONFIG]: grouped });
    const { watch } = await loaded(loadIn(folder, { flags: { users: ['c9'] } }));
    expect(watch.names).toEqual(['c9']);
    expect((await loaded(loadIn(folder, { env: { PRESENCE_MONITOR_USERS: 'c8' } }))).watch.names).toEqual(['c8']);
  });

  const timesFor = (count: number) => {
    const names = Array.from({ length: count }, (_, at) => `g${at}`);
    return {
      groups: Object.fromEntries(names.map((name) => [name, [name]])),
      refresh: Object.fromEntries(names.map((name, at) => [name, `${at + 1}s`])),
    };
  };

  test('with more different times than calls have places to promise are refused, however many times are the same', async () => {
    const { groups, refresh } = timesFor(102);
    const inFile = async (refresh: object) => loadIn(await folderWith({ [CONFIG]: { ...VALID, groups, refresh } }));
    expect(await problems(inFile(refresh))).toEqual([
      expect.stringMatching(/^refresh: found 102 different times, expected at most 20 different times: .* \(file .*:1:\d+\)$/),
    ]);
    const { config } = await loaded(inFile({ ...Object.fromEntries(Object.keys(refresh).map((name) => [name, '9s'])) }));
    expect(new Set(Object.values(config.refresh)).size).toBe(2);
    const most = timesFor(20);
    await loaded(loadIn(await folderWith({ [CONFIG]: { ...VALID, ...most, refresh: { ...most.refresh, default: '20s' } } })));
    expect(await problems(loadIn(await folderWith({ [CONFIG]: { ...VALID, ...most } })))).toEqual([
      expect.stringContaining('refresh: found 21 different times'),
    ]);
  });
});
