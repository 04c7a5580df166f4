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

it('check of a wrong configuration tells every mistake and ends with 2', async () => {
  const { exitCode, err } = await run('config check', { config: { hots: 1, callsPerSecond: 80 } });
  expect(exitCode).toBe(2);
  expect(err.join('\n')).toMatch(/callsPerSecond: found 80[\s\S]*hots: found an unknown field, expected "host"/);
});

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
