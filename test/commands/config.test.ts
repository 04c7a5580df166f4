import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { type RunOptions, runCommand } from '../helpers/command-run.ts';
import { names } from '../helpers/watching.ts';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'still', users: ['alice', 'bob'] });
  onTestFinished(() => simulator.close());
});

const run = (command: string, options?: RunOptions) => runCommand(simulator, command.split(' '), options);
const profiles = { prod: { production: true, callsPerSecond: 1 } };

it('check says what a run would do, and what it could not keep, and sends nothing', async () => {
  const config = { users: names(5000), refresh: '5s', callsPerSecond: 5, profiles };
  const { exitCode, out, err } = await run('config check -p prod', { config });
  expect({ exitCode, out, err }).toEqual({
    exitCode: 0,
    out: [
      'the configuration is right: prod 5101220107132865/test, 5,000 users watched as wzy',
      'read-only: profile prod is marked production',
      '5,000 users every 5s needs 10 calls/s, the budget is 1: every 50s instead',
    ],
    err: [],
  });
  expect(simulator.traffic.count()).toBe(0);
});

it('check of a wrong configuration gives every mistake as data with --json', async () => {
  const { exitCode, out } = await run('config check --json', { config: { hots: 1, callsPerSecond: 80 } });
  expect([exitCode, out.length]).toEqual([2, 1]);
  const { ok, problems } = JSON.parse(out[0] ?? '');
  expect([ok, problems.map(({ path }: { path: string }) => path)]).toEqual([false, ['callsPerSecond', 'hots']]);
  expect(problems[0]).toEqual({
    path: 'callsPerSecond',
    found: '80',
    expected: 'a number above 0 and at most 50',
    where: expect.stringMatching(/^file .*presence-monitor\.config\.json:\d+:\d+$/),
  });
});

it('check of a wrong configuration tells every mistake and ends with 2', async () => {
  const { exitCode, err } = await run('config check', { config: { hots: 1, callsPerSecond: 80 } });
  expect(exitCode).toBe(2);
  expect(err.join('\n')).toMatch(/callsPerSecond: found 80[\s\S]*hots: found an unknown field, expected "host"/);
});

it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
  ['is missing', {}, /^users\.file: found users\.txt: no such file, expected a readable file with one user name a line \(file /m],
  ['is no text', { 'users.txt': new Uint8Array([0xff, 0xfe, 0x41]) }, /found users\.txt: a file that is not UTF-8 text/],
  ['is larger than any list', { 'users.txt': new Uint8Array(17 * 1024 * 1024) }, /found users\.txt: a file of more than 16 MB/],
  [
    'has a name that nobody can have',
    { 'users.txt': 'ann\na\u0007b\n' },
    /^users\.file: found "a␇b", expected .*\(file users\.txt:2\)$/m,
  ],
])(
  'check of a configuration whose file of users %s says so beside all other mistakes, and ends with 2',
  async (_, files, told) => {
    const config = { users: { file: 'users.txt' }, callsPerSecond: 80 };
    const { exitCode, err } = await run('config check', { config, files });
    expect(exitCode).toBe(2);
    expect(err.join('\n')).toMatch(told);
    expect(err.join('\n')).toMatch(/^callsPerSecond: found 80, expected a number above 0 and at most 50/m);
    expect(err.join('\n')).toContain('Correct this and start again; nothing was sent.');
  },
);

it('print shows each value and where it comes from, and of the token only its place', async () => {
  const env = { PRESENCE_MONITOR_REFRESH: '5s' };
  const { exitCode, out } = await run('config print -p prod --as me', { env, config: { groups: { vip: ['alice'] }, profiles } });
  expect(exitCode).toBe(0);
  const lines = out.map((line) => line.replace(/:\d+:\d+\)$/, ')'));
  expect(lines).toContain('uid               "me"  (flag --as)');
  expect(lines).toContain('token             {"env":"CHAT_TOKEN"}  (file presence-monitor.config.json)');
  expect(lines).toContain('callsPerSecond    1  (profile prod, file presence-monitor.config.json)');
  expect(lines).toContain('refresh           "5s"  (environment PRESENCE_MONITOR_REFRESH)');
  expect(lines).toContain('groups            {"vip":["alice"]}  (file presence-monitor.config.json)');
  expect(lines).toContain('extMaxBytes       64  (default)');
  expect(out.join('\n')).not.toContain(simulator.token);
});

it('print shows a setting that has no flag and no default as well', async () => {
  const { out } = await run('config print', { config: { sort: '-age' } });
  expect(out.join('\n')).toMatch(/^sort +"-age" {2}\(file/m);
});

it('print says the same with --origin, and without origins prints what one file would hold', async () => {
  const config = { users: ['alice'], token: { command: ['pass', 'show', 'chat'] }, refresh: { default: '30s' } };
  expect((await run('config print --origin', { config })).out).toEqual((await run('config print', { config })).out);
  const { out } = await run('config print --no-origin --as me', { config });
  expect(JSON.parse(out.join('\n'))).toMatchObject({
    uid: 'me',
    token: { command: ['pass', '***', '***'] },
    users: ['alice'],
    subscription: { for: '7d' },
  });
  expect(out.join('\n')).not.toMatch(/origin|default \(/);
  const [line = '', ...others] = (await run('config print --no-origin --json', { config })).out;
  expect(others).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({ users: ['alice'], extMaxBytes: 64 });
});

it('what print gives without origins is a configuration again', async () => {
  const config = { users: ['alice'], groups: { vip: ['bob'] }, refresh: { default: '1m', vip: '5s' }, sort: '-age' };
  const { out } = await run('config print --no-origin', { config });
  const again = await run('config check', { config: JSON.parse(out.join('\n')) });
  expect(again).toMatchObject({ exitCode: 0, out: [expect.stringContaining('2 users watched as wzy')] });
});

it('check notes what is right, but may not be meant', async () => {
  const config = { users: ['Alice', 'bob', 'alice', 'BOB'], groups: { vip: ['bob', 'carol'], ops: ['bob'] } };
  expect((await run('config check', { config })).out.slice(1)).toEqual([
    '2 names stand there more than once: the first spelling counts',
  ]);
  const env = { PRESENCE_MONITOR_USERS: 'alice,bob' };
  expect((await run('config check', { config, env })).out.slice(1)).toEqual(['of group vip not watched: carol']);
  const [line = ''] = (await run('config check --json', { config, env })).out;
  expect(JSON.parse(line)).toMatchObject({ users: 2, duplicates: 0, unwatched: { vip: ['carol'] } });
  const empty = { users: [], groups: {} };
  expect((await run('config check', { config: empty })).out.slice(1)).toEqual([
    'nobody is watched: put names into "users" or the file that it names, or use --user',
  ]);
});

it('print stars out the arguments of programs that alerts run, which may be secrets', async () => {
  const config = { alerts: [{ when: 'alice', do: { run: ['curl', 'https://example.com/hook/s3cret'] } }] };
  const { out } = await run('config print', { config });
  expect(out.join('\n')).toContain('[{"when":"alice","do":{"run":["curl","***"]}}]');
});

it('print and check speak JSON too', async () => {
  const printed = JSON.parse((await run('config print --json')).out.join('\n'));
  expect(printed.extMaxBytes).toEqual({ value: 64, origin: { kind: 'default' } });
  const checked = JSON.parse((await run('config check --json', { config: { users: ['alice'] } })).out.join('\n'));
  expect(checked).toMatchObject({ ok: true, profile: null, as: 'wzy', users: 1, readOnly: null, broken: null });
});

it('schema prints the JSON Schema of the file, whatever lies in the folder', async () => {
  const { exitCode, out } = await run('config schema', { config: { hots: 1 } });
  expect(exitCode).toBe(0);
  expect(JSON.parse(out.join('\n'))).toMatchObject({ required: ['host', 'uid', 'token'] });
});
