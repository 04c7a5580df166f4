import { chmod } from 'node:fs/promises';
import { ChatTokenBuilder } from 'agora-token/src/ChatTokenBuilder.js';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CHECKS } from '../../src/commands/doctor/finding.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { runCommand } from '../helpers/command-run.ts';
import { examine } from '../helpers/doctor-run.ts';
import { privateFile, shellScript } from '../helpers/private-file.ts';
import { names } from '../helpers/watching.ts';

let simulator: Simulator;

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({ scenario: 'still', users: ['alice', 'bob'], ...options });
  onTestFinished(() => simulator.close());
}

beforeEach(() => start());

const USERS = { users: ['alice', 'bob'] };
/** What most terminals have. */
const TERMINAL = { TERM: 'xterm-256color', LANG: 'C.UTF-8' };

describe('where all is well', () => {
  it('every check is told once, in order, and the exit code is 0', async () => {
    const { exitCode, lines } = await examine(simulator, [], { config: USERS, env: TERMINAL });
    expect(exitCode).toBe(0);
    expect(lines.flatMap((line) => (line.type === 'check' ? [line.check] : []))).toEqual(CHECKS);
    expect(lines.at(0)).toMatchObject({ type: 'doctor', calls: ['retrieve', 'sublist'] });
    expect(lines.at(-1)).toEqual({ type: 'end', problems: 0, notes: 0, exitCode: 0 });
  });

  it('it makes one call of each kind that reads, for one user, and changes nothing', async () => {
    const { of } = await examine(simulator, [], { config: USERS });
    expect(simulator.traffic.recent.map(({ call }) => call)).toEqual(['retrieve', 'sublist']);
    expect(of('retrieve')).toMatchObject({ verdict: 'ok', facts: { user: 'alice', took: expect.any(Number) } });
    expect(of('sublist')).toMatchObject({ verdict: 'ok', facts: { total: 0 } });
    expect(of('presence')).toMatchObject({ verdict: 'ok', facts: { activated: true } });
    expect(of('clock')).toMatchObject({ verdict: 'ok', facts: { aheadOfOurs: 0 } });
  });

  it('it says before how many calls it makes, and sums up in the end', async () => {
    const { out, err } = await runCommand(simulator, ['doctor'], { config: USERS, env: TERMINAL });
    expect(err).toEqual(['5101220107132865/test: 2 calls · retrieve, sublist; nothing is changed']);
    expect(out.at(-1)).toBe('nothing wrong');
    expect(out.filter((line) => /^(ok|note|problem|skipped) /.test(line))).toHaveLength(CHECKS.length);
  });

  it('the acting user is asked about when nobody is watched, which is noted', async () => {
    const { exitCode, of } = await examine(simulator);
    expect(exitCode).toBe(0);
    expect(of('configuration')).toMatchObject({ verdict: 'note', hint: expect.stringContaining('--user') });
    expect(of('retrieve').facts).toMatchObject({ user: 'wzy' });
    expect(of('quota')).toMatchObject({ verdict: 'skipped', found: 'not looked at because nobody is watched' });
  });

  it('each value has its origin', async () => {
    const { of } = await examine(simulator, ['--as', 'bob'], { config: USERS, env: { PRESENCE_MONITOR_REFRESH: '5s' } });
    expect(of('configuration').facts).toMatchObject({
      watched: 2,
      as: 'bob',
      values: {
        uid: { value: 'bob', origin: { kind: 'flag', name: '--as' } },
        refresh: { value: '5s', origin: { kind: 'environment', name: 'PRESENCE_MONITOR_REFRESH' } },
        extMaxBytes: { value: 64, origin: { kind: 'default' } },
      },
    });
  });
});

describe('a configuration with mistakes', () => {
  it('has a line for each mistake, nothing is sent, and what can be looked at is', async () => {
    const config = { ...USERS, callsPerSecond: 80, hots: 'x' };
    const { exitCode, all, of, lines } = await examine(simulator, [], { config });
    expect(exitCode).toBe(2);
    expect(all('configuration').map(({ facts }) => facts.path)).toEqual(['callsPerSecond', 'hots']);
    expect(lines.at(0)).toMatchObject({ calls: [] });
    expect(simulator.traffic.count()).toBe(0);
    expect(of('connection').verdict).toBe('ok');
    expect(of('token').facts).toMatchObject({ kind: 'issued' });
    expect(of('retrieve').found).toBe('not looked at because the configuration has mistakes');
    expect(of('quota').verdict).toBe('skipped');
    expect(of('locale').verdict).toBe('note');
  });

  it('that is no JSON shows the line with what may be secret starred out', async () => {
    const files = { 'broken.json': '{"host": "a.example.com",\n "token": YWMtabcdefghijklmnopqrstuv }' };
    const { out, exitCode } = await runCommand(simulator, ['doctor', '-c', 'broken.json'], { files });
    expect(exitCode).toBe(2);
    const text = out.join('\n');
    expect(text).toMatch(
      /problem +configuration +configuration: found a mistake in the JSON .*\(file broken.json:2:\d+\)\n.*\n +\^/,
    );
    expect(text).not.toContain('YWMtabcdefgh');
    expect(text).toMatch(/ok +buffers/);
  });

  it('is the first problem, whatever else there is, and gives the exit code', async () => {
    await simulator.close();
    const ran = await runCommand(simulator, ['doctor'], { config: { ...USERS, hots: 'x' } });
    expect(ran.exitCode).toBe(2);
    expect(ran.out.at(-1)).toBe('2 problems, the first: configuration, 2 notes (exit code 2)');
  });

  it('that is nowhere is told with where it was looked for, and once', async () => {
    const files = { 'presence-monitor.config.json': '{}' };
    const { all } = await examine(simulator, ['-c', 'nowhere.json'], { files });
    expect(all('configuration')[0]?.found).toContain('nowhere.json: no such file');
  });

  it('a token file that others can read is one', async () => {
    const file = await privateFile(simulator.token, 0o644);
    const { exitCode, all, of } = await examine(simulator, [], { config: { ...USERS, token: { file } } });
    expect(exitCode).toBe(2);
    expect(all('configuration').map(({ found }) => found)).toEqual([expect.stringContaining('which others can read')]);
    expect(of('token').verdict).toBe('skipped');
    expect(of('connection').verdict).toBe('ok');
  });

  it('a token file that cannot be read is one', async () => {
    const { exitCode, all } = await examine(simulator, ['--token-file', 'none'], { config: USERS });
    expect(exitCode).toBe(2);
    expect(all('configuration')[0]?.found).toContain('none: no such file');
  });
});

describe('the token', () => {
  it('that expired by its own word is a problem, and the server is asked all the same', async () => {
    const { appId, appCertificate } = simulator;
    const expired = ChatTokenBuilder.buildAppToken(appId, appCertificate, 0);
    const env = { CHAT_TOKEN: expired };
    const { exitCode, of } = await examine(simulator, [], { config: USERS, env, secrets: [expired] });
    expect(exitCode).toBe(3);
    expect(of('token')).toMatchObject({
      verdict: 'problem',
      found: expect.stringMatching(/ended \d+ s ago/),
      facts: { kind: 'chat-app' },
    });
    expect(of('retrieve')).toMatchObject({ verdict: 'problem', facts: { status: 401 } });
    expect(of('sublist').verdict).toBe('skipped');
    expect(of('presence').verdict).toBe('skipped');
    expect(of('clock').verdict).toBe('ok');
  });

  it('that is signed here ends in a day, and its certificate is nowhere', async () => {
    const { appId, appCertificate } = simulator;
    const config = { ...USERS, token: { appId, appCertificate: { env: 'CERTIFICATE' } } };
    const env = { CERTIFICATE: appCertificate };
    const { exitCode, of } = await examine(simulator, [], { config, env, secrets: [appCertificate] });
    expect(exitCode).toBe(0);
    expect(of('token')).toMatchObject({ verdict: 'ok', facts: { kind: 'chat-app', appId, endsAt: expect.any(String) } });
    expect(of('token').found).toMatch(/ends in (23 h 59 min|1 d)/);
  });

  it('that the server gives for client credentials is a call of its own, and ends when the server said', async () => {
    await start({ clientSecret: 'YXA6-quite-another-secret' });
    const { clientId, clientSecret } = simulator;
    const config = { ...USERS, token: { clientId, clientSecret: { env: 'CLIENT_SECRET' } } };
    const env = { CLIENT_SECRET: clientSecret };
    const { lines, of } = await examine(simulator, [], { config, env, secrets: [clientSecret] });
    expect(lines.at(0)).toMatchObject({ calls: ['token', 'retrieve', 'sublist'] });
    expect(simulator.traffic.recent.map(({ call }) => call)).toEqual(['token', 'retrieve', 'sublist']);
    expect(of('token')).toMatchObject({ verdict: 'ok', facts: { kind: 'issued', endsAt: expect.any(String) } });
  });

  it('that the server gave and refuses is not asked for again', async () => {
    await start({ clientSecret: 'YXA6-quite-another-secret' });
    await simulator.setFaultRules([{ do: 'status', status: 401, when: { calls: ['retrieve'] } }]);
    const { clientId, clientSecret } = simulator;
    const config = { ...USERS, token: { clientId, clientSecret: { env: 'CLIENT_SECRET' } } };
    const { of } = await examine(simulator, [], { config, env: { CLIENT_SECRET: clientSecret }, secrets: [clientSecret] });
    expect(simulator.traffic.recent.map(({ call }) => call)).toEqual(['token', 'retrieve']);
    expect(of('retrieve').hint).toContain('The server gave this token itself');
  });

  it('that is none at all keeps the calls from being made', async () => {
    const failing = await shellScript('echo no luck >&2; exit 1');
    const { exitCode, of } = await examine(simulator, [], { config: { ...USERS, token: { command: [failing] } } });
    expect(exitCode).toBe(3);
    expect(of('token')).toMatchObject({ verdict: 'problem', found: expect.stringContaining('ended with exit code 1: no luck') });
    expect(of('retrieve').found).toBe('not looked at because there is no token');
    expect(simulator.traffic.count()).toBe(0);
  });

  it.each([
    ['an app certificate', 'ffeeddccbbaa99887766554433221100', 'problem', 'certificate'],
    ['a signed token that was cut', '007eJxTYEjaoXVa', 'problem', 'damaged'],
    ['something else', 'open-sesame-open-sesame', 'note', 'unknown'],
  ])('that is %s is told as that', async (_, token, verdict, kind) => {
    const { of } = await examine(simulator, [], { config: USERS, env: { CHAT_TOKEN: token }, secrets: [token] });
    expect(of('token')).toMatchObject({ verdict, facts: { kind, length: token.length }, hint: expect.any(String) });
  });
});

describe('what the server answers', () => {
  it.each([
    [401, 3, 'unauthorized'],
    [403, 3, 'forbidden'],
    [404, 2, 'not-found'],
    [429, 5, 'throttled'],
    [500, 4, 'server'],
  ])('%i is the problem of the call, with what to do, and gives exit code %i', async (status, exitCode, code) => {
    await simulator.setFaultRules([{ do: 'status', status }]);
    const examined = await examine(simulator, [], { config: USERS });
    expect(examined.exitCode).toBe(exitCode);
    expect(examined.of('retrieve')).toMatchObject({ verdict: 'problem', hint: expect.any(String), facts: { code, status } });
    expect(examined.of('clock').verdict).toBe('ok');
    // Without retries.
    expect(simulator.traffic.count('retrieve')).toBeLessThanOrEqual(1);
  });

  it('text of the server acts on no terminal', async () => {
    await simulator.setFaultRules([{ do: 'status', status: 400, text: 'no \u{1b}[2Jluck' }]);
    const { out } = await runCommand(simulator, ['doctor'], { config: USERS });
    expect(out.join('\n')).toContain('no ␛[2Jluck');
    expect(out.join('\n')).not.toContain('\u{1b}');
  });

  it('presence that is not activated is told as that', async () => {
    await start({ presenceActivated: false });
    const { exitCode, of } = await examine(simulator, [], { config: USERS });
    expect(exitCode).toBe(2);
    expect(of('presence')).toMatchObject({
      verdict: 'problem',
      found: 'not activated for this app',
      hint: expect.stringContaining('Agora Console'),
      facts: { activated: false },
    });
  });

  it('a sublist that fails alone leaves presence activated', async () => {
    await simulator.setFaultRules([{ do: 'status', status: 500, when: { calls: ['sublist'] } }]);
    const { exitCode, of } = await examine(simulator, [], { config: USERS });
    expect(exitCode).toBe(4);
    expect(of('sublist').verdict).toBe('problem');
    expect(of('presence').verdict).toBe('ok');
  });

  it('a user whom the answer leaves out is noted', async () => {
    const { exitCode, of } = await examine(simulator, ['-u', 'nobody-there']);
    expect(exitCode).toBe(0);
    expect(of('retrieve')).toMatchObject({ verdict: 'note', facts: { status: 'absent' } });
  });

  it.each([
    [2, 'this clock is 2h behind the one of the server'],
    [-50, 'this clock is 2d ahead of the one of the server'],
  ])('a clock that is off by %i hours is noted', async (hours, found) => {
    await simulator.setFaultRules([{ do: 'clock', hours }]);
    const { of } = await examine(simulator, [], { config: USERS });
    expect(of('clock')).toMatchObject({ verdict: 'note', hint: expect.stringContaining('NTP') });
    expect(of('clock').found.replace('1h', '2h')).toBe(found);
  });

  it('a port where nothing listens is a problem, and no call is tried', async () => {
    await simulator.close();
    const { exitCode, of } = await examine(simulator, [], { config: USERS });
    expect(exitCode).toBe(4);
    expect(of('connection')).toMatchObject({
      verdict: 'problem',
      facts: { code: 'ECONNREFUSED' },
      hint: expect.stringContaining('port'),
    });
    expect(of('tls').found).toBe('not looked at because there is no connection');
    expect(of('retrieve').found).toMatch(/^not looked at because 127\.0\.0\.1:\d+ cannot be reached$/);
    expect(of('token').verdict).toBe('ok');
  });
});

describe('the quota', () => {
  it('is reckoned for each promise and in all, and what cannot be kept is noted', async () => {
    const vip = names(100);
    const config = { users: names(1000), groups: { vip }, refresh: { default: '30s', vip: '5s' }, callsPerSecond: 0.5 };
    const { exitCode, of } = await examine(simulator, [], { config });
    expect(exitCode).toBe(0);
    const { verdict, hint, facts } = of('quota');
    expect(verdict).toBe('note');
    expect(hint).toContain('the others every 38s instead');
    expect(facts).toMatchObject({
      users: 1000,
      callsPerSweep: 10,
      callsPerSecondAllowed: 0.5,
      documentedCallsPerSecond: 50,
      groups: [
        { name: 'vip', users: 100, refresh: 5000, kept: true },
        { name: null, users: 900, refresh: 30_000, kept: false },
      ],
    });
  });

  it('of a list that it is enough for says what a day takes', async () => {
    const { of } = await examine(simulator, [], { config: { users: names(1240), callsPerSecond: 5 } });
    expect(of('quota').found).toBe(
      '1,240 users, 13 calls a sweep; 0.44 calls/s needed of 5 allowed; about 37,440 calls a day, 0.87% of the documented 50/s',
    );
  });

  it('of subscriptions notes a list that is longer than one user can subscribe to', async () => {
    const { of } = await examine(simulator, [], { config: { users: names(3001) } });
    expect(of('subscription')).toMatchObject({ verdict: 'note', facts: { users: 3001, calls: 31, most: 3000 } });
    expect(of('subscription').found).toContain('31 calls every 7d');
  });
});

describe('machine and folders', () => {
  it.each([
    ['20.18.9', 'problem', 2],
    ['18.20.0', 'problem', 2],
    ['20.19.0', 'ok', 0],
    ['24.1.0', 'ok', 0],
  ])('Node %s is a %s', async (node, verdict, exitCode) => {
    const examined = await examine(simulator, [], { config: USERS, machine: { node } });
    expect(examined.of('program').verdict).toBe(verdict);
    expect(examined.exitCode).toBe(exitCode);
  });

  it('a small heap is noted', async () => {
    expect((await examine(simulator, [], { config: USERS, machine: { heapLimit: 100e6 } })).of('memory').verdict).toBe('note');
  });

  it('a state folder that cannot be written to is noted, and nothing is written to find out', async () => {
    const { of } = await examine(simulator, [], { config: USERS, env: { XDG_STATE_HOME: '/dev/null' } });
    expect(of('state')).toMatchObject({ verdict: 'note', found: expect.stringContaining('a part of the path is no folder') });
    const locked = await privateFile('');
    await chmod(locked, 0o400);
    expect((await examine(simulator, [], { config: USERS, env: { XDG_STATE_HOME: locked } })).of('state').verdict).toBe('note');
  });
});
