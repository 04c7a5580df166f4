import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Leaving } from '../../src/commands/leaving.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { type RunOptions, runCommand } from '../helpers/command-run.ts';
import { names } from '../helpers/watching.ts';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'still', users: ['alice', 'bob', 'c2', 'b/b', ...names(250)] });
  onTestFinished(() => simulator.close());
});

const run = (command: string, options?: RunOptions) => runCommand(simulator, command.split(' '), options);
const isSubscribed = (name: string) => simulator.subscriptions.heldBy('wzy', Date.now())(name);
const forbidden = { status: 403, body: '{"error":"forbidden_op"}' };

describe('subscribe', () => {
  it('says what it is about to do, does it, and tells until when each name is subscribed', async () => {
    const before = Date.now();
    const { exitCode, out, err } = await run('subscribe alice bob --for 1h --yes');
    expect(exitCode).toBe(0);
    for (const [at, name] of ['alice', 'bob  '].entries()) {
      const [, until = ''] = new RegExp(`^${name}  subscribed until (\\S+Z)$`).exec(out[at] ?? '') ?? [];
      expect(Math.abs(Date.parse(until) - before - 3_600_000)).toBeLessThan(5000);
    }
    expect(err).toEqual(['5101220107132865/test: subscribe wzy to 2 users (alice, bob) for 1h · 1 call']);
    expect([isSubscribed('alice'), isSubscribed('bob'), isSubscribed('c2')]).toEqual([true, true, false]);
  });

  it('lasts as long as configured unless told otherwise, and names the profile', async () => {
    const config = { profiles: { dev: { subscription: { for: '2d' } } } };
    const { err } = await run('subscribe alice --yes -p dev', { config });
    expect(err).toEqual(['dev 5101220107132865/test: subscribe wzy to alice for 2d · 1 call']);
  });

  it('takes names from a file too, each once, and not those of the configuration', async () => {
    const files = { 'vip.txt': 'bob\n# nobody\nALICE\n' };
    const { out } = await run('subscribe alice --users-file vip.txt --yes', { files, config: { users: ['c2'] } });
    expect(out.map((line) => line.split(' ')[0])).toEqual(['alice', 'bob']);
    expect(isSubscribed('c2')).toBe(false);
  });

  it('sends a hundred names a call and shows how far it is', async () => {
    const files = { 'all.txt': names(250).join('\n') };
    const { exitCode, out, err, progress } = await run('subscribe --users-file all.txt --yes', { files });
    expect([exitCode, out.length]).toEqual([0, 250]);
    expect(err).toEqual(['5101220107132865/test: subscribe wzy to 250 users (u1, u2, u3, u4, u5, …) for 7d · 3 calls']);
    expect(progress).toEqual(['0 of 3 calls', '1 of 3 calls', '2 of 3 calls']);
    expect(simulator.traffic.count('subscribe')).toBe(3);
  });

  it('that is interrupted says of everybody whether it was done, may have been, or was not sent', async () => {
    const files = { 'all.txt': names(250).join('\n') };
    await simulator.setFaultRules([{ do: 'hang', when: { users: ['u150'] } }]);
    const interrupted = Promise.withResolvers<Leaving>();
    const ran = run('subscribe --users-file all.txt --yes', { files, interrupted: interrupted.promise });
    await vi.waitFor(() => expect(simulator.traffic.count('subscribe')).toBe(2));
    interrupted.resolve({ reason: 'terminate', exitCode: 143 });
    const { exitCode, out, err } = await ran;
    expect([exitCode, out.length]).toEqual([143, 100]);
    const told = err.slice(1).map((line) => line.replace(/ +/g, ' '));
    expect(told).toHaveLength(150);
    expect(told[0]).toMatch(/^u101 unknown: subscribe was given up before it was answered · Look with presence-monitor /);
    expect(told[100]).toMatch(/^u201 failed: not sent after subscribe was given up/);
  });

  it('says how to look where the call went: with the same configuration, profile and acting user', async () => {
    const config = { profiles: { 'my it': {} } };
    await simulator.setFaultRules([{ do: 'reset' }]);
    const { err } = await run('subscribe alice --yes -c presence-monitor.config.json --as bob', {
      ...{ config, env: { PRESENCE_MONITOR_PROFILE: 'my it' } },
    });
    expect(err.at(-1)).toMatch(
      /Look with presence-monitor --once -c presence-monitor\.config\.json -p 'my it' --as bob -u alice$/,
    );
  });

  it('gives one JSON object for each name', async () => {
    const { out } = await run('subscribe alice bob --yes --json');
    const until = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(out.map((line) => JSON.parse(line))).toEqual(
      ['alice', 'bob'].map((uid) => ({ type: 'result', call: 'subscribe', uid, ok: true, until })),
    );
  });

  it('a name that the answer leaves out is unknown, not subscribed', async () => {
    const { exitCode, out, err } = await run('subscribe alice stranger --yes -p it', { config: { profiles: { it: {} } } });
    expect([exitCode, out.length]).toEqual([6, 1]);
    expect(err.at(-1)).toBe(
      'stranger  unknown: the answer leaves this name out · Look with presence-monitor --once -p it -u stranger',
    );
  });
});

describe('unsubscribe and set', () => {
  it('unsubscribe ends subscriptions', async () => {
    simulator.subscriptions.subscribe('wzy', ['alice'], 1000, Date.now());
    const { exitCode, out } = await run('unsubscribe alice --yes');
    expect([exitCode, out]).toEqual([0, ['alice  unsubscribed']]);
    expect(isSubscribed('alice')).toBe(false);
  });

  it('set changes one device and the ext of its user', async () => {
    const { exitCode, out, err } = await run('set alice web_1 101 --ext busy --yes');
    expect([exitCode, out]).toEqual([0, ['alice  set web_1 to 101, ext "busy"']]);
    expect(err).toEqual(['5101220107132865/test: set alice web_1 to 101, ext "busy" · 1 call']);
    expect(simulator.world.read('alice')).toMatchObject({ ext: 'busy' });
    expect(simulator.world.read('alice')?.devices).toContainEqual({ device: 'web_1', status: '101' });
  });

  it('a status that is no number comes with what vendor SDKs make of it', async () => {
    const { exitCode, err } = await run('set alice web_1 busy --ext x --yes');
    const note = 'note: vendor SDKs read a status that is no number as NaN; put labels in ext';
    expect([exitCode, err[1]]).toEqual([0, note]);
  });

  it('set tells as JSON what was set', async () => {
    const { out } = await run('set alice web_1 1 --ext x --yes --json');
    const result = { type: 'result', call: 'set', uid: 'alice', ok: true, resource: 'web_1', status: '1', ext: 'x' };
    expect(out.map((line) => JSON.parse(line))).toEqual([result]);
  });
});

describe('nothing is sent and the code is 2', () => {
  it.each([
    ['subscribe alice', 'nobody can be asked: standard input is no terminal'],
    ['subscribe alice WZY --yes', 'the server refuses subscriptions to oneself'],
    ['subscribe alice --for 31d --yes', 'subscription.for: found "31d", expected a time from 1s to 30d'],
    ['subscribe alice --for 0s --yes', 'subscription.for: found "0s", expected a time from 1s to 30d'],
    ['subscribe alice --for soon --yes', 'subscription.for: found "soon", expected a time such as'],
    [`subscribe alice ${'x'.repeat(257)} --yes`, 'users[1]: found'],
    ['subscribe', "missing required argument 'uid'"],
    ['subscribe --users-file empty.txt --yes', 'nobody is named'],
    ['unsubscribe', "missing required argument 'uid'"],
    ['set alice web_1 --ext x', "missing required argument 'status'"],
    ['set alice web_1 1', "required option '--ext <TEXT>' not specified"],
    ['set alice web_1 1 --ext= --yes', 'ext is empty'],
    [`set alice web_1 1 --ext ${'名'.repeat(22)} --yes`, 'ext has 66 bytes; 64 are allowed'],
    ['set alice web_1 1 --ext x --yes --as ..', 'uid: found ".."'],
    ['set alice web_1 1 --ext x --yes --write --read-only', "'--write' cannot be used with option '--read-only'"],
    ['set alice web_1 1 --ext x --yes --token sesame', '--token is not taken'],
  ])('%s', async (command, expected) => {
    const { exitCode, out, err } = await run(command, { files: { 'empty.txt': '# nobody\n' } });
    expect(err.join('\n')).toContain(expected);
    expect([exitCode, out, simulator.traffic.count()]).toEqual([2, [], 0]);
  });
});

describe('a person is asked', () => {
  it.each(['y', 'Yes', ' y '])('and %j goes on', async (answer) => {
    const { exitCode, asked } = await run('subscribe alice', { answer });
    expect([exitCode, asked, isSubscribed('alice')]).toEqual([0, ['go on? [y/N] '], true]);
  });

  it.each([
    ['', 2],
    ['n', 2],
    ['yesterday', 2],
    [null, 130],
  ])('and %j sends nothing', async (answer, code) => {
    const { exitCode, err } = await run('subscribe alice', { answer });
    expect([exitCode, err.at(-1), simulator.traffic.count()]).toEqual([code, 'nothing was sent', 0]);
  });

  it('but not when --yes was said', async () => {
    expect((await run('subscribe alice --yes', { answer: 'n' })).asked).toEqual([]);
  });
});

describe('a dry run', () => {
  it('shows each request as a line of curl without the token, and sends nothing', async () => {
    const { exitCode, out, err } = await run("set alice web_1 0 --ext it's --dry-run");
    expect([exitCode, err.at(-1), simulator.traffic.count()]).toEqual([0, 'dry run: nothing was sent', 0]);
    expect(out).toEqual([
      `curl -X POST -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -H 'Accept: application/json' ` +
        `--data '{"ext":"it'\\''s"}' ${simulator.url}/5101220107132865/test/users/alice/presence/web_1/0`,
    ]);
    expect([...out, ...err].join()).not.toContain(simulator.token);
  });

  it('shows every batch, and the acting user and time in the path', async () => {
    const files = { 'all.txt': names(150).join('\n') };
    const { out } = await run('subscribe --users-file all.txt --for 1m --dry-run --json', { files });
    const requests = out.map((line) => JSON.parse(line));
    expect(requests.map(({ body }) => body.usernames.length)).toEqual([100, 50]);
    expect(requests[1]).toMatchObject({
      type: 'request',
      call: 'subscribe',
      method: 'POST',
      url: `${simulator.url}/5101220107132865/test/users/wzy/presence/60`,
    });
  });

  it('shows what the server takes', async () => {
    const { out } = await run('unsubscribe alice b/b --dry-run');
    const [, body = '', url = ''] = /--data '(.*)' (\S+)$/.exec(out[0] ?? '') ?? [];
    const headers = { Authorization: `Bearer ${simulator.token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(url, { method: 'DELETE', headers, body });
    expect(await answer.json()).toMatchObject({ result: 'ok' });
    expect(simulator.traffic.recent.at(-1)).toMatchObject({ call: 'unsubscribe', uid: 'wzy', names: ['alice', 'b/b'] });
  });

  it('is allowed where nothing may be changed, and checks as much as the command does', async () => {
    expect((await run('subscribe alice --dry-run --read-only')).exitCode).toBe(0);
    expect((await run('subscribe wzy --dry-run')).exitCode).toBe(2);
  });
});

describe('what fails', () => {
  const files = { 'all.txt': names(250).join('\n') };

  it('in part is named with cause and hint on stderr, the rest is done, and the code is 6', async () => {
    simulator.failNext({ status: 400, body: '{"error":"illegal_argument","error_description":"no \\u001b[2J"}' });
    const { exitCode, out, err } = await run('subscribe --users-file all.txt --yes', { files });
    expect([exitCode, out.length, err.length]).toEqual([6, 150, 101]);
    expect(err[1]).toMatch(/^u1 {4}failed: subscribe: the server answered 400: no ␛\[2J · \S+/);
    expect(err[100]).toMatch(/^u100 {2}failed: /);
    expect(out[0]).toMatch(/^u101 {2}subscribed until /);
  });

  it('altogether gives the code of its cause', async () => {
    simulator.setFault(() => ({ status: 401, body: '{"error":"unauthorized"}' }));
    expect((await run('subscribe alice --yes')).exitCode).toBe(3);
    simulator.setFault(() => ({ status: 500, body: '' }));
    expect((await run('subscribe alice --yes')).exitCode).toBe(4);
  });

  it('for everybody alike is not tried again with the next batch', async () => {
    simulator.failNext(forbidden);
    const { exitCode, out, err } = await run('unsubscribe --users-file all.txt --yes', { files });
    expect([exitCode, out, err.length]).toEqual([3, [], 251]);
    expect(err.at(-1)).toMatch(/^u250 {2}failed: not sent after unsubscribe: the server answered 403/);
    expect(simulator.traffic.count('unsubscribe')).toBe(1);
  });

  it.each([
    ['reset', 4],
    [{ status: 500, body: '' }, 4],
    [{ status: 503, body: '' }, 5],
    [{ status: 302, body: '' }, 4],
  ] as const)('without anybody knowing whether it was carried out is unknown, and never repeated: %j', async (fault, code) => {
    simulator.failNext(fault);
    const { exitCode, err } = await run('set alice web_1 1 --ext x --yes');
    expect([exitCode, simulator.traffic.count('set')]).toEqual([code, 1]);
    expect(err.at(-1)).toMatch(/^alice {2}unknown: .* · Look with presence-monitor --once -u alice$/);
  });

  it('is an object with its cause in JSON', async () => {
    simulator.failNext(forbidden);
    const { out } = await run('subscribe alice --yes --json');
    expect(out.map((line) => JSON.parse(line))).toEqual([
      {
        type: 'result',
        call: 'subscribe',
        uid: 'alice',
        ok: false,
        verdict: 'failed',
        code: 'forbidden',
        message: expect.stringContaining('403'),
        hint: expect.stringMatching(/\S/),
      },
    ]);
  });
});

it('what strangers wrote does not act on the terminal, in any form of output', async () => {
  const files = { 'all.txt': '\u202egnp.exe\n' };
  for (const more of ['', ' --json', ' --dry-run', ' --dry-run --json']) {
    const { exitCode, out, err } = await run(`unsubscribe --users-file all.txt --yes${more}`, { files });
    expect([exitCode, [...out, ...err].join('').includes('\u202e')]).toEqual([0, false]);
    if (more.endsWith('json')) expect(out[0]).toContain('\\u202egnp.exe');
  }
});
