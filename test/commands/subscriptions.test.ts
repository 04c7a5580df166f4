import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { type RunOptions, runCommand } from '../helpers/command-run.ts';
import { findIds } from '../helpers/find-ids.ts';
import { privateFolder } from '../helpers/private-file.ts';
import { names } from '../helpers/watching.ts';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({
    scenario: 'still',
    users: ['alice', 'bob', 'mallory.x', ...names(250)],
    accounts: ['wzy', 'chief@night'],
    sublistLag: 0,
  });
  onTestFinished(() => simulator.close());
});

const run = (command: string, options?: RunOptions) => runCommand(simulator, command.split(' '), options);
const subscribe = (uids: readonly string[], seconds: number) =>
  simulator.subscriptions.subscribe('wzy', uids, seconds, Date.now());

it('lists whom the acting user is subscribed to, the one that ends soonest first', async () => {
  subscribe(['alice'], 7200);
  subscribe(['bob'], 90);
  const { exitCode, out, err } = await run('subscriptions');
  expect([exitCode, err]).toEqual([0, []]);
  expect(out[0]).toBe('USER   UNTIL                 LEFT');
  expect(out[1]).toMatch(/^bob {4}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}1m$/);
  expect(out[2]).toMatch(/^alice {2}\S+Z {2}(1h|2h)$/);
  expect(out).toHaveLength(3);
});

it('gives one JSON object for each', async () => {
  subscribe(['alice'], 7200);
  const { out } = await run('subscriptions --json');
  expect(out.map((line) => JSON.parse(line))).toEqual([
    { type: 'subscription', uid: 'alice', until: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
  ]);
});

it('reads page after page and shows how far it is', async () => {
  subscribe(names(250), 7200);
  const { out, progress } = await run('subscriptions --json');
  expect(out).toHaveLength(250);
  expect(progress).toEqual(['page 1', 'page 2', 'page 3']);
});

it('says that there is none, on standard error', async () => {
  expect(await run('subscriptions')).toMatchObject({ exitCode: 0, out: [], err: ['wzy is subscribed to nobody'] });
});

it('shows its request without the token and sends nothing with --dry-run', async () => {
  const { exitCode, out, err } = await run('subscriptions --dry-run --yes');
  expect([exitCode, err]).toEqual([0, ['dry run: nothing was sent']]);
  expect(out).toHaveLength(1);
  expect(out[0]).toMatch(/^curl .*\/presence\/sublist\?pageNum=1&pageSize=100/);
  expect(out[0]).not.toContain(simulator.token);
  expect(simulator.traffic.count('sublist')).toBe(0);
});

it('reads in a read-only run too, and as somebody else', async () => {
  simulator.subscriptions.subscribe('bob', ['alice'], 7200, Date.now());
  const { out } = await run('subscriptions --read-only --as bob');
  expect(out).toHaveLength(2);
});

describe('with --mask', () => {
  const ids = ['alice', 'mallory.x', 'chief@night'];
  const masked = (command: string, options: RunOptions = {}) => run(`${command} --mask --as chief@night`, options);
  const held = () => simulator.subscriptions.subscribe('chief@night', ['alice', 'mallory.x'], 7200, Date.now());

  it('lists pseudonyms, each time the same, in a table and as JSON', async () => {
    held();
    const XDG_STATE_HOME = await privateFolder();
    const [table, json] = [
      await masked('subscriptions', { env: { XDG_STATE_HOME } }),
      await masked('subscriptions --json', { env: { XDG_STATE_HOME } }),
    ];
    expect([table.exitCode, table.err, json.exitCode, json.err]).toEqual([0, [], 0, []]);
    const named = table.out.slice(1).map((line) => line.split(' ')[0]);
    expect(named).toEqual([expect.stringMatching(/^user-\w{8}$/), expect.stringMatching(/^user-\w{8}$/)]);
    expect(json.out.map((line) => JSON.parse(line).uid)).toEqual(named);
    expect(findIds([...table.out, ...json.out].join('\n'), ids)).toEqual([]);
    const other = await run('subscriptions --json --as chief@night', { env: { XDG_STATE_HOME, PRESENCE_MONITOR_MASK: '1' } });
    expect(other.out).toEqual(json.out);
  });

  it('names nobody in what it would send, where there is none, or in what a server says', async () => {
    const none = await masked('subscriptions');
    expect(none.err).toEqual([expect.stringMatching(/^user-\w{8} is subscribed to nobody$/)]);
    const dry = await masked('subscriptions --dry-run');
    expect(dry.out[0]).toMatch(/^curl .*\/users\/user-\w{8}\/presence\/sublist/);
    held();
    simulator.setFault(() => ({ status: 404, body: '{"error_description":"no alice, no mallory.x for chief@night"}' }));
    const refused = await masked('subscriptions');
    expect(refused.err[0]).toBe('sublist: the server answered 404: its text is hidden by --mask');
    expect(findIds([...none.err, ...dry.out, ...refused.err].join('\n'), ids)).toEqual([]);
  });

  it('says that a key is of no use', async () => {
    const XDG_STATE_HOME = await privateFolder();
    await mkdir(join(XDG_STATE_HOME, 'presence-monitor', 'mask-key'), { recursive: true });
    const { exitCode, err } = await masked('subscriptions', { env: { XDG_STATE_HOME } });
    expect([exitCode, err[0]]).toEqual([0, expect.stringContaining('the pseudonyms are for this run alone')]);
  });
});

it('a server that refuses the token ends it with 3 and what to do', async () => {
  const { exitCode, out, err } = await run('subscriptions', { env: { CHAT_TOKEN: 'YWMtwrong' } });
  expect([exitCode, out]).toEqual([3, []]);
  expect(err).toHaveLength(2);
});
