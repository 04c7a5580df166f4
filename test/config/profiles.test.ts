import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeOrigin } from '../../src/config/origin.ts';
import { CONFIG, folderWith, loaded, loadIn, problems, VALID } from '../helpers/config-folder.ts';

const SECRET = 'YWMtnjEbUopPEeybKGMmN0wpeZsaLSh8UEgpirS4wNAM_qx8oS2wik8R7LE4Rclv5hu9AwMAAAF';

const withProfiles = (profiles: unknown, fields: object = {}) => folderWith({ [CONFIG]: { ...VALID, ...fields, profiles } });
const prod = { flags: { profile: 'prod' } };

/** What loading tells of one profile of this content, once when it was chosen and once when it was not. */
async function mistakesIn(profile: unknown): Promise<string[][]> {
  const folder = await withProfiles({ prod: profile });
  return [await problems(loadIn(folder, prod)), await problems(loadIn(folder))];
}

describe('a profile', () => {
  const profiles = {
    prod: { appName: 'chat', uid: 'ops', callsPerSecond: 2, subscription: { for: '2d' }, production: true },
    dev: { host: 'dev.example.com' },
  };

  test('counts when a flag or the environment chooses it, the flag first, and none does by itself', async () => {
    const folder = await withProfiles(profiles);
    const hostWith = async (options: object) => {
      const { config, profile } = await loaded(loadIn(folder, options));
      return [config.host, config.appName, config.production, profile];
    };
    expect(await hostWith({})).toEqual(['a1.example.com', 'app', false, null]);
    expect(await hostWith(prod)).toEqual(['a1.example.com', 'chat', true, 'prod']);
    const env = { PRESENCE_MONITOR_PROFILE: 'dev' };
    expect(await hostWith({ env })).toEqual(['dev.example.com', 'app', false, 'dev']);
    expect(await hostWith({ env, ...prod })).toEqual(['a1.example.com', 'chat', true, 'prod']);
    expect(await hostWith({ env: { PRESENCE_MONITOR_PROFILE: '' } })).toEqual(['a1.example.com', 'app', false, null]);
  });

  test('stands over the file and below environment and flags, and every value keeps its place', async () => {
    const text = JSON.stringify({ ...VALID, extMaxBytes: 100, subscription: { for: '1d' }, profiles }, null, 1);
    const folder = await folderWith({ [CONFIG]: text });
    const env = { PRESENCE_MONITOR_CALLS_PER_SECOND: '3', PRESENCE_MONITOR_SUBSCRIPTION_FOR: '3d' };
    const { values } = await loaded(loadIn(folder, { env, flags: { profile: 'prod', as: 'me' } }));
    const told = values.map(({ field, value, origin }) => `${field} ${JSON.stringify(value)} ${describeOrigin(origin)}`);
    const line = (part: string) => text.split('\n').findIndex((row) => row.includes(part)) + 1;
    expect(told).toEqual([
      `host "a1.example.com" file ${CONFIG}:2:10`,
      `orgName "org" file ${CONFIG}:3:13`,
      `appName "chat" profile prod, file ${CONFIG}:${line('"chat"')}:15`,
      'uid "me" flag --as',
      `token {"env":"CHAT_TOKEN"} file ${CONFIG}:6:11`,
      'users [] default',
      'callsPerSecond 3 environment PRESENCE_MONITOR_CALLS_PER_SECOND',
      'refresh {"default":"30s"} default',
      'subscription.for "3d" environment PRESENCE_MONITOR_SUBSCRIPTION_FOR',
      `extMaxBytes 100 file ${CONFIG}:9:17`,
      'ascii false default',
      'ambiguousWidth 1 default',
      'theme "auto" default',
      'lowBandwidth false default',
      `production true profile prod, file ${CONFIG}:${line('"production"')}:18`,
      'groups {} default',
      'columns ["user","status","devices","change","ext","sub","age"] default',
      'alerts [] default',
    ]);
  });

  test('replaces a field as a whole, can take the mark of production away, and finds files beside the configuration', async () => {
    const profiles = { prod: { token: { file: 'token' }, users: { file: 'vip.txt' }, production: false } };
    const folder = await folderWith({
      'etc/config.json': { ...VALID, users: ['a'], production: true, profiles },
      'etc/token': 'sesame',
      'etc/vip.txt': 'x\ny\n',
    });
    const load = (more: object) => loaded(loadIn(folder, { flags: { config: 'etc/config.json', ...more } }));
    const { config, watch } = await load(prod.flags);
    expect(config).toMatchObject({ token: { file: join(folder, 'etc/token') }, production: false });
    expect(watch.names).toEqual(['x', 'y']);
    expect((await load({})).config).toMatchObject({ token: VALID.token, production: true });
  });

  test('that names the app by its id replaces organisation and app, and the other way round', async () => {
    const byId = await loaded(loadIn(await withProfiles({ prod: { appId: 'id' } }), prod));
    expect(byId.config).toMatchObject({ appId: 'id' });
    expect(byId.config.orgName ?? byId.config.appName).toBeUndefined();
    const names = { orgName: undefined, appName: undefined };
    const folder = await withProfiles({ prod: { orgName: 'o', appName: 'a' } }, { ...names, appId: 'id' });
    const byName = await loaded(loadIn(folder, prod));
    expect(byName.config).toMatchObject({ orgName: 'o', appName: 'a' });
    expect(byName.config.appId).toBeUndefined();
  });
});

describe('a mistake in a profile is told once, with its path and place, whether it was chosen or not', () => {
  test.each<[unknown, string]>([
    [{ callsPerSecond: 80 }, 'profiles.prod.callsPerSecond: found 80, expected a number above 0 and at most 50'],
    [{ hots: 'x' }, 'profiles.prod.hots: found an unknown field, expected "host"'],
    [{ hue: 'x' }, 'profiles.prod.hue: found an unknown field, expected one of host, orgName'],
    [{ profiles: { b: { uid: 'me' } } }, 'profiles.prod.profiles: found an unknown field, expected one of host, orgName'],
    [{ subscription: { fro: '7d' } }, 'profiles.prod.subscription.fro: found an unknown field, expected "for"'],
    [{ refresh: '5' }, 'profiles.prod.refresh: found "5", expected a time such as'],
    [{ production: 'yes' }, 'profiles.prod.production: found "yes", expected true or false'],
    [{ uid: null }, 'profiles.prod.uid: found null, expected the acting user'],
    [{ users: ['a', 5] }, 'profiles.prod.users[1]: found 5, expected a user name'],
    [{ appId: 'id', orgName: 'o' }, 'profiles.prod.orgName: found both "appId" and "orgName"'],
    [5, 'profiles.prod: found 5, expected an object of fields that replace those of the file'],
  ])('%j', async (profile, expected) => {
    for (const told of await mistakesIn(profile)) {
      const [mistake, ...others] = told.filter((text) => !text.startsWith('appName: found both'));
      expect(others).toEqual([]);
      expect(mistake).toContain(expected);
      expect(mistake).toMatch(/ \(file presence-monitor\.config\.json:1:1\d\d\)$/);
    }
  });

  test.each<[string, object, string]>([
    ['as the token', { token: SECRET }, 'profiles.prod.token: found "***", a literal secret'],
    ['as the token, with no known shape', { token: 'open-sesame' }, 'profiles.prod.token: found "***", a literal secret'],
    ['in an object', { token: { value: SECRET } }, 'profiles.prod.token.value: found an unknown field'],
    ['as the name of a variable', { token: { env: SECRET } }, 'profiles.prod.token.env: found "***", a literal secret'],
    ['as a client secret', { token: { clientId: 'c', clientSecret: 'open-sesame' } }, 'profiles.prod.token.clientSecret: found'],
    ['as a password', { host: 'https://me:open-sesame@a1.example.com' }, 'profiles.prod.host: found "***@a1.example.com"'],
  ])('a secret %s is refused and never shown', async (_, profile, expected) => {
    for (const told of await mistakesIn(profile)) {
      expect(told[0]).toContain(expected);
      expect(told.join()).not.toMatch(/YWMt|sesame/i);
    }
  });

  test('what depends on this machine is asked of the chosen profile alone', async () => {
    const [chosen, other] = await mistakesIn({ token: { env: 'UNSET' }, users: ['a', ''] });
    expect(chosen).toEqual([
      expect.stringMatching(/^profiles\.prod\.token\.env: found the variable UNSET, .*\(file .*:1:\d+\)$/),
      expect.stringMatching(/^profiles\.prod\.users\[1\]: found "", expected a user name that is not empty/),
    ]);
    expect(other).toEqual([]);
  });

  test('a field written twice in it is refused', async () => {
    const text = `${JSON.stringify(VALID).slice(0, -1)},\n"profiles":{"prod":{"uid":"a","uid":"b"}}}`;
    expect(await problems(loadIn(await folderWith({ [CONFIG]: text })))).toEqual([
      `profiles.prod.uid: found the field a second time, expected it once (file ${CONFIG}:2:31)`,
    ]);
  });
});

describe('a profile that does not exist', () => {
  const folder = () => withProfiles({ prod: {}, staging: {} });

  test('is told with the nearest name and all there are', async () => {
    expect(await problems(loadIn(await folder(), { flags: { profile: 'prdo' } }))).toEqual([
      'profile: found "prdo", expected "prod"; there is one of prod, staging (flag --profile)',
    ]);
    expect(await problems(loadIn(await folder(), { env: { PRESENCE_MONITOR_PROFILE: 'qa' } }))).toEqual([
      'profile: found "qa", expected one of prod, staging (environment PRESENCE_MONITOR_PROFILE)',
    ]);
  });

  test.each(['', '__proto__', 'constructor', 'toString'])('may be called %j', async (profile) => {
    expect(await problems(loadIn(await folder(), { flags: { profile } }))).toEqual([expect.stringMatching(/^profile: found "/)]);
  });

  test('is told as such when there are none at all, and where a file with some was looked for', async () => {
    expect(await problems(loadIn(await folderWith({ [CONFIG]: VALID }), prod))).toEqual([
      'profile: found "prod", expected no profile: the file has none under "profiles" (flag --profile)',
    ]);
    expect((await problems(loadIn(await folderWith({}), prod))).at(-1)).toBe(
      `profile: found "prod", expected no profile: there is no configuration file (no configuration file; looked for ${CONFIG} and .config/presence-monitor/config.json)`,
    );
  });

  test('is not called missing when the file or its profiles cannot be read', async () => {
    expect(await problems(loadIn(await folderWith({ [CONFIG]: '{' }), prod))).toHaveLength(1);
    expect(await problems(loadIn(await withProfiles(['prod']), prod))).toEqual([
      expect.stringContaining('profiles: found a list, expected an object of profiles by name'),
    ]);
  });
});

test('a slip in the name of the variable is told', async () => {
  const told = await problems(loadIn(await withProfiles({}), { env: { PRESENCE_MONITOR_PROFIL: 'prod' } }));
  expect(told).toEqual([expect.stringContaining('found an unknown variable, expected PRESENCE_MONITOR_PROFILE')]);
});
