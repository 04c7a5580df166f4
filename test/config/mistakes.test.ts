import { describe, expect, test } from 'vitest';
import { formatProblems } from '../../src/config/problem.ts';
import { CONFIG, folderWith, loadIn, problems, VALID } from '../helpers/config-folder.ts';

const mistakes = async (fields: object) => problems(loadIn(await folderWith({ [CONFIG]: { ...VALID, ...fields } })));

const times = 'a time such as "90s", "5m", "12h", "7d" or "1d12h"';
const places = '{"env":"NAME"}, {"file":"PATH"} or {"command":["PROGRAM","ARGUMENT"]}';
const source = `${places}, {"clientId":"ID","clientSecret":SOURCE} or {"appId":"ID","appCertificate":SOURCE}: keep the token in`;
const secret = `${places}: keep the secret in an environment variable or a file and name that here`;
const program = 'a program and its arguments as a list, such as ["pass","show","chat"]';
const appId = '00112233445566778899aabbccddeeff';

test.each<[object, string]>([
  [{ host: 5 }, 'host: found 5, expected the host of the REST API'],
  [{ host: '' }, 'host: found "", expected a host such as "a1.example.com"'],
  [{ host: 'http://a1.example.com' }, 'host: found "http://a1.example.com", expected "https://": over "http://" the token'],
  [{ orgName: 5101220107132865 }, 'orgName: found 5101220107132865, expected the organisation, the part of the App Key'],
  [{ orgName: 'org#app' }, 'orgName: found "org#app", expected the organisation, the part of the App Key before the "#"'],
  [{ orgName: '..' }, 'orgName: found "..", expected the organisation'],
  [{ appName: 'org/app' }, 'appName: found "org/app", expected the app, the part of the App Key after the "#"'],
  [{ appName: null }, 'appName: found null, expected the app'],
  [{ orgName: undefined, appName: undefined, appId: '' }, 'appId: found "", expected the App ID'],
  [{ uid: ['a'] }, 'uid: found a list, expected the acting user'],
  [{ uid: '' }, 'uid: found "", expected a user name that is not empty'],
  [{ uid: '..' }, 'uid: found "..", expected the acting user'],
  [{ uid: 'a\u001b[2J' }, 'uid: found "a␛[2J", expected a user name without control characters'],
  [{ token: 7 }, `token: found a literal value, expected ${source}`],
  [{ token: {} }, `token: found an empty object, expected ${source}`],
  [{ token: { env: 'CHAT_TOKEN', file: 'f' } }, `token: found "env" and "file" together, expected ${source}`],
  [{ token: { env: 5 } }, 'token.env: found a literal value, expected the name of an environment variable'],
  [
    { token: { env: 'UNSET' } },
    'token.env: found the variable UNSET, which is not set or empty, expected the token in it: export',
  ],
  [{ token: { file: '' } }, 'token.file: found "", expected the path of a file'],
  [
    { token: { command: 'pass show chat' } },
    `token.command: found "***", a literal secret of 14 characters, expected ${program}`,
  ],
  [{ token: { command: [] } }, `token.command: found a list, expected ${program}`],
  [{ token: { command: [' '] } }, `token.command: found a list, expected ${program}`],
  [{ token: { command: ['pass', 5] } }, `token.command[1]: found a literal value, expected ${program}`],
  [
    { token: { command: ['pass', 'a\0b'] } },
    `token.command[1]: found "***", a literal secret of 3 characters, expected ${program}`,
  ],
  [{ token: { clientId: 'c' } }, `token: found "clientId" without "clientSecret", expected ${source}`],
  [{ token: { clientSecret: { env: 'HOME' } } }, `token: found "clientSecret" without "clientId", expected ${source}`],
  [
    { token: { clientId: 'a b', clientSecret: { env: 'HOME' } } },
    'token.clientId: found "a b", expected the client id of the app',
  ],
  [{ token: { clientId: 'c', clientSecret: {} } }, `token.clientSecret: found an empty object, expected ${secret}`],
  [
    { token: { clientId: 'c', clientSecret: { env: 'UNSET' } } },
    'token.clientSecret.env: found the variable UNSET, which is not set or empty, expected the secret in it: export UNSET=...',
  ],
  [
    { token: { clientId: 'c', clientSecret: { env: 'a b' } } },
    'token.clientSecret.env: found "***", a literal secret of 3 characters, expected the name of an environment',
  ],
  [
    { token: { clientId: 'c', clientSecret: { env: 'HOME', fiel: 'f' } } },
    'token.clientSecret.fiel: found an unknown field, expected "file"',
  ],
  [{ token: { appId, appCertificate: { env: 'HOME', file: 'f' } } }, 'token.appCertificate: found "env" and "file" together'],
  [
    { token: { appId: 'x', appCertificate: { env: 'HOME' } } },
    'token.appId: found "x", expected an App ID: 32 hexadecimal digits',
  ],
  [
    { token: { appId, appCertificate: { env: appId.replace('0', 'a') } } },
    'token.appCertificate.env: found "***", a literal secret',
  ],
  [{ token: { appId, clientSecret: { env: 'HOME' } } }, `token: found "clientSecret" and "appId" together, expected ${source}`],
  [{ users: 3 }, 'users: found 3, expected a list of names or {"file":"users.txt"}'],
  [{ users: 'alice' }, 'users: found "alice", expected a list of names or {"file":"users.txt"}'],
  [{ users: ['a', 5] }, 'users[1]: found 5, expected a user name'],
  [{ users: ['a', 'b', ''] }, 'users[2]: found "", expected a user name that is not empty'],
  [{ users: {} }, 'users.file: found nothing, expected the path of a file'],
  [{ users: { file: 5 } }, 'users.file: found 5, expected the path of a file'],
  [{ callsPerSecond: '5' }, 'callsPerSecond: found "5", expected a number above 0 and at most 50'],
  [{ callsPerSecond: 0 }, 'callsPerSecond: found 0, expected a number above 0 and at most 50'],
  [{ callsPerSecond: 50.1 }, 'callsPerSecond: found 50.1, expected a number above 0 and at most 50'],
  [{ refresh: 30 }, 'refresh: found 30, expected a time from 1s to 1d, such as "30s", or times by group'],
  [{ refresh: '30' }, `refresh: found "30", expected ${times}: a number with its unit, for example "30s"`],
  [{ refresh: '0s' }, 'refresh: found "0s", expected a time from 1s to 1d'],
  [{ refresh: '25h' }, 'refresh: found "25h", expected a time from 1s to 1d'],
  [{ refresh: { default: 30 } }, 'refresh.default: found 30, expected a time from 1s to 1d'],
  [{ refresh: { default: 'soon' } }, `refresh.default: found "soon", expected ${times}`],
  [{ subscription: '7d' }, 'subscription: found "7d", expected an object such as {"for":"7d"}'],
  [{ subscription: { for: 7 } }, 'subscription.for: found 7, expected a time from 1s to 30d, such as "7d"'],
  [{ subscription: { for: '0s' } }, 'subscription.for: found "0s", expected a time from 1s to 30d'],
  [{ subscription: { for: '30d1s' } }, 'subscription.for: found "30d1s", expected a time from 1s to 30d'],
  [{ extMaxBytes: '64' }, 'extMaxBytes: found "64", expected a whole number from 1 to 1024'],
  [{ extMaxBytes: 0 }, 'extMaxBytes: found 0, expected a whole number from 1 to 1024'],
  [{ extMaxBytes: 1025 }, 'extMaxBytes: found 1025, expected a whole number from 1 to 1024'],
  [{ extMaxBytes: 1.5 }, 'extMaxBytes: found 1.5, expected a whole number from 1 to 1024'],
  [{ $schema: 5 }, '$schema: found 5, expected the address of a JSON Schema'],
  [{ callPerSecond: 5 }, 'callPerSecond: found an unknown field, expected "callsPerSecond"'],
  [{ org_name: 'x' }, 'org_name: found an unknown field, expected "orgName"'],
  [
    { hue: 'x' },
    'hue: found an unknown field, expected one of host, orgName, appName, appId, uid, token, users, groups, callsPer',
  ],
  [{ subscription: { fro: '7d' } }, 'subscription.fro: found an unknown field, expected "for"'],
  [
    { refresh: { vip: '5s' } },
    'refresh.vip: found a group that does not exist, expected "default" or a group of "groups": there is none',
  ],
  [{ groups: { vip: ['a'] }, refresh: { vpi: '5s' } }, 'refresh.vpi: found a group that does not exist, expected "vip"'],
  [{ groups: { vip: ['a'] }, refresh: { vip: '5' } }, `refresh.vip: found "5", expected ${times}`],
  [{ groups: ['a'] }, 'groups: found a list, expected an object such as {"vip":["alice","bob"]}'],
  [{ groups: { vip: 'a' } }, 'groups.vip: found "a", expected a list of user names'],
  [{ groups: { vip: ['a', ''] } }, 'groups.vip[1]: found "", expected a user name that is not empty'],
  [{ groups: { default: ['a'] } }, 'groups.default: found "default", expected a name of at most 32 characters'],
  [{ groups: { 'v\u001bip': ['a'] } }, 'groups.v␛ip: found "v␛ip", expected a name of at most 32 characters'],
  [{ users: { file: 'u', encoding: 'x' } }, 'users.encoding: found an unknown field, expected only file'],
])('%j is one problem', async (fields, expected) => {
  const told = (await mistakes(fields)).filter((text) => !text.startsWith('users.file: found u:'));
  expect(told).toEqual([expect.stringContaining(expected)]);
  expect(told[0]).toMatch(/ \(file presence-monitor\.config\.json:1:\d+\)$/);
});

describe('an app has one name', () => {
  const either = 'expected "appId" alone, or "orgName" with "appName"';

  test('appId beside orgName and appName is refused', async () => {
    expect(await mistakes({ appId: 'x' })).toEqual([
      expect.stringContaining(`orgName: found both "appId" and "orgName", ${either}`),
      expect.stringContaining(`appName: found both "appId" and "appName", ${either}`),
    ]);
  });

  test('appId beside orgName alone is refused too', async () => {
    expect(await mistakes({ appId: 'x', appName: undefined })).toEqual([expect.stringContaining('both "appId" and "orgName"')]);
  });

  test('appId alone is fine, and orgName wants its appName', async () => {
    expect(await mistakes({ appId: 'x', orgName: undefined, appName: undefined })).toEqual([]);
    expect(await mistakes({ appName: undefined })).toEqual([
      expect.stringContaining(
        'appName: found nothing, expected the app, or "appId" in place of "orgName" and "appName"; set it with',
      ),
    ]);
  });
});

describe('what is missing', () => {
  test('is told with every way to set it', async () => {
    expect(await mistakes({ uid: undefined })).toEqual([
      'uid: found nothing, expected the acting user, one user name; set it with --as UID, PRESENCE_MONITOR_UID or "uid" in the configuration file (file presence-monitor.config.json)',
    ]);
  });

  test('is told all at once when there is no file, with the places where one was looked for', async () => {
    const folder = await folderWith({});
    const told = await problems(loadIn(folder));
    expect(told.map((text) => text.split(':')[0]).sort()).toEqual(['appName', 'host', 'orgName', 'token', 'uid']);
    for (const text of told) {
      expect(text).toContain(`(no configuration file; looked for ${CONFIG} and .config/presence-monitor/config.json)`);
    }
  });
});

test('all mistakes are told at once, whatever their kind and place', async () => {
  const folder = await folderWith({
    [CONFIG]: { ...VALID, host: 5, users: { file: 'gone.txt' }, them: 1, token: { env: 'UNSET' } },
  });
  const env = { PRESENCE_MONITOR_REFRESH: 'soon', PRESENCE_MONITOR_USER: 'x' };
  const told = await problems(loadIn(folder, { env, flags: { callsPerSecond: '80', config: undefined } }));
  expect(told.map((text) => text.split(':')[0]).sort()).toEqual(
    ['PRESENCE_MONITOR_USER', 'callsPerSecond', 'host', 'refresh', 'them', 'token.env', 'users.file'].sort(),
  );
  expect(told).toContain('callsPerSecond: found 80, expected a number above 0 and at most 50 (flag --calls-per-second)');
});

test('line and column are those of the mistaken value', async () => {
  const text = JSON.stringify({ ...VALID, extMaxBytes: 0 }, null, 2);
  const line = text.split('\n').findIndex((row) => row.includes('extMaxBytes')) + 1;
  const told = await problems(loadIn(await folderWith({ [CONFIG]: text })));
  expect(told).toEqual([expect.stringContaining(`(file ${CONFIG}:${line}:18)`)]);
});

test('a field written twice is refused where it stands the second time', async () => {
  const text = `${JSON.stringify(VALID).slice(0, -1)},\n"uid":"other"}`;
  expect(await problems(loadIn(await folderWith({ [CONFIG]: text })))).toEqual([
    `uid: found the field a second time, expected it once (file ${CONFIG}:2:1)`,
  ]);
});

test('a place that all mistakes share is named once', () => {
  const where = { kind: 'flag', name: '--x' } as const;
  const one = { path: 'host', found: 'nothing', expected: 'a host', where };
  expect(formatProblems([one, { ...one, path: 'uid' }])).toBe(
    'host: found nothing, expected a host\nuid: found nothing, expected a host\n(flag --x)',
  );
  expect(formatProblems([one])).toBe('host: found nothing, expected a host (flag --x)');
});
