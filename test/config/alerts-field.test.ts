import { expect, test } from 'vitest';
import { secretVariables } from '../../src/config/token-source.ts';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { CONFIG, folderWith, loaded, loadIn, problems, VALID } from '../helpers/config-folder.ts';

const mistakes = async (alerts: unknown) => problems(loadIn(await folderWith({ [CONFIG]: { ...VALID, alerts } })));
const config = async (fields: object, flags = {}) =>
  (await loaded(loadIn(await folderWith({ [CONFIG]: { ...VALID, ...fields } }), { flags }))).config;

const rule = { when: 'alice status:offline', do: 'bell' };

test('a rule needs a filter and what it does; the rest has defaults', async () => {
  const defaults = { edge: 'begins', for: 0, atMostEvery: 60_000 };
  expect((await config({})).alerts).toEqual([]);
  expect((await config({ alerts: [rule] })).alerts).toEqual([{ name: 'alice status:offline', ...rule, ...defaults }]);
});

test('every field of a rule counts, times in milliseconds', async () => {
  const whole = { name: 'vip down', when: 'age>5m', edge: 'both', for: '2m', atMostEvery: '1h', do: { run: ['page-me', '-q'] } };
  expect((await config({ alerts: [whole] })).alerts).toEqual([{ ...whole, for: 120_000, atMostEvery: 3_600_000 }]);
});

test('a profile has alerts of its own', async () => {
  const fields = { alerts: [rule], profiles: { prod: { alerts: [{ ...rule, do: 'notify' }, rule] }, quiet: { alerts: [] } } };
  expect((await config(fields, { profile: 'prod' })).alerts.map((alert) => alert.do)).toEqual(['notify', 'bell']);
  expect((await config(fields, { profile: 'quiet' })).alerts).toEqual([]);
  const [mistake] = await problems(
    loadIn(await folderWith({ [CONFIG]: { ...VALID, profiles: { prod: { alerts: [{ ...rule, do: 'bel' }] } } } })),
  );
  expect(mistake).toContain('profiles.prod.alerts[0].do: found "bel", expected "bell"');
});

test.each<[unknown, string]>([
  ['bell', 'alerts: found "bell", expected a list of rules such as [{"when":"alice status:offline","for":"2m","do":"bell"}]'],
  [['bell'], 'alerts[0]: found "bell", expected a rule such as {"when"'],
  [[{ do: 'bell' }], 'alerts[0].when: found nothing, expected a filter, as / takes it, such as "alice status:offline"'],
  [[{ ...rule, when: 5 }], 'alerts[0].when: found 5, expected a filter'],
  [[{ ...rule, when: '  ' }], 'alerts[0].when: found "  ", expected a filter'],
  [[{ ...rule, when: 'x'.repeat(BOUNDS.filterLength + 1) }], 'expected a filter of at most 200 characters'],
  [[{ when: 'alice' }], 'alerts[0].do: found nothing, expected "bell", "notify" or {"run":["PROGRAM","ARGUMENT"]}'],
  [[{ ...rule, do: 'ring' }], 'alerts[0].do: found "ring", expected "bell", "notify" or {"run"'],
  [[{ ...rule, do: 'notfy' }], 'alerts[0].do: found "notfy", expected "notify"'],
  [[{ ...rule, do: { run: ['x'], shell: true } }], 'alerts[0].do.shell: found an unknown field, expected only run'],
  [
    [{ ...rule, do: { run: 'page-me now' } }],
    'alerts[0].do.run: found "page-me now", expected a program and its arguments as a list',
  ],
  [[{ ...rule, do: { run: [' '] } }], 'alerts[0].do.run: found a list, expected a program'],
  [[{ ...rule, do: { run: ['x', 5] } }], 'alerts[0].do.run[1]: found 5, expected a program'],
  [[rule, { ...rule, for: '2min' }], 'alerts[1].for: found "2min", expected a time such as "90s"'],
  [[{ ...rule, for: '8d' }], 'alerts[0].for: found "8d", expected a time up to 7d, such as "2m"'],
  [[{ ...rule, atMostEvery: '2d' }], 'alerts[0].atMostEvery: found "2d", expected a time up to 1d'],
  [[{ ...rule, edge: 'begin' }], 'alerts[0].edge: found "begin", expected "begins"'],
  [[{ ...rule, edge: 'now' }], 'alerts[0].edge: found "now", expected one of begins, ends, both'],
  [[{ ...rule, name: '' }], 'alerts[0].name: found "", expected a name of at most 60 characters'],
  [[{ ...rule, name: 'a\u001b[2Jb' }], 'alerts[0].name: found "a␛[2Jb", expected a name'],
  [[{ ...rule, whem: 'x' }], 'alerts[0].whem: found an unknown field, expected "when"'],
  [Array(BOUNDS.alertRules + 1).fill(rule), 'alerts: found a list, expected at most 20 rules: a filter can match many users'],
])('%j is refused with what is expected', async (alerts, text) => {
  const found = await mistakes(alerts);
  expect(found[0]).toContain(text);
  expect(found).toHaveLength(1);
});

test('a mistake inside a filter is pointed at', async () => {
  const [found] = await mistakes([rule, { ...rule, when: 'alice statsu:offline device:ios' }]);
  expect(found?.split('\n')).toEqual([
    expect.stringMatching(
      /^alerts\[1\]\.when: found "alice statsu:offline device:ios", expected a filter that can be read: no field statsu; did you mean status:\? \(/,
    ),
    '  alice statsu:offline device:ios',
    '        ^^^^^^^',
  ]);
  expect((await mistakes([{ ...rule, when: '文\u001b age>' }]))[0]?.split('\n').slice(1)).toEqual(['  文␛ age>', '      ^^^^']);
});

test('programs of alerts get no variable that holds a token, be it that of another profile', async () => {
  const loadedConfig = await config({
    profiles: {
      prod: { token: { env: 'PROD_TOKEN' } },
      app: { token: { clientId: 'c', clientSecret: { env: 'APP_SECRET' } } },
      file: { token: { file: 'token' } },
      none: {},
    },
  });
  expect(secretVariables(loadedConfig)).toEqual(['PRESENCE_MONITOR_TOKEN', 'CHAT_TOKEN', 'PROD_TOKEN', 'APP_SECRET']);
});
