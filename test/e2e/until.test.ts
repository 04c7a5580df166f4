import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, expect, test } from 'vitest';
import { lineSchema } from '../../src/runtime/lines/schema.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { type PipedMonitor, pipedMonitor } from '../helpers/piped-monitor.ts';
import { startProgram } from './program.ts';

let monitor: PipedMonitor;
let simulator: Simulator;

beforeEach(async () => {
  monitor = await pipedMonitor(['alice', 'bob'], { refresh: '1s' });
  ({ simulator } = monitor);
});

const start = (...args: string[]) => monitor.start(args);

/** Resolves once the program has asked for everybody at least twice: what was so from the start is known by then. */
async function askedTwice(): Promise<void> {
  await expect.poll(() => simulator.traffic.count('retrieve'), { timeout: 20_000 }).toBeGreaterThan(2);
}

test('it waits until somebody meets the filter, prints whom it lets through, and leaves with 0', async () => {
  const program = start('--until', 'alice device:toaster', '--timeout', '30s');
  const output = text(program.process.stdout);
  await askedTwice();
  simulator.world.set('alice', 'toaster_1', '1');
  expect(await program.exitCode).toBe(0);
  expect((await output).split('\n').filter(Boolean)).toEqual([
    expect.stringMatching(/^USER /),
    expect.stringMatching(/^alice .*toaster_1 ●/),
  ]);
  expect(await program.errors).toBe('presence-monitor: matched: alice\n');
});

test('what nobody ever was gives 7 when the time is over, and says so', async () => {
  const program = start('--until', 'nobody', '--timeout', '2s');
  expect(await text(program.process.stdout)).toBe('');
  expect(await program.exitCode).toBe(7);
  expect(await program.errors).toBe(
    'presence-monitor: within 2s nobody of 2 users matched nobody\n' +
      'Allow more with --timeout, or look at who is how: presence-monitor --once\n',
  );
});

test('a server that does not answer is named as the reason', async () => {
  await simulator.setFaultRules([{ do: 'status', status: 500 }]);
  const program = start('--until', 'alice', '--timeout', '2s');
  expect(await program.exitCode).toBe(7);
  expect(await program.errors).toContain('The last call failed: retrieve: ');
});

test('users who were never answered about, and subscriptions that were never read, match nothing', async () => {
  await simulator.setFaultRules([{ do: 'status', status: 500, when: { calls: ['sublist'] } }]);
  const program = start('--until', 'alice sub:no', '--timeout', '3s');
  expect(await program.exitCode).toBe(7);
  expect(simulator.traffic.count('retrieve')).toBeGreaterThan(0);
  await simulator.setFaultRules([{ do: 'status', status: 500, when: { calls: ['retrieve'] } }]);
  expect(await start('--until', '!status:online', '--timeout', '2s').exitCode).toBe(7);
});

test('time alone can meet a filter', async () => {
  const program = start('--until', 'alice age>2s', '--refresh', '1h', '--timeout', '30s');
  expect(await program.exitCode).toBe(0);
  expect(simulator.traffic.count('retrieve')).toBe(1);
});

test('lines end with who matched, in the recording too', async () => {
  const program = start('--json', '--until', 'bob', '--record', 'rec.ndjson');
  const output = await text(program.process.stdout);
  expect(await program.exitCode).toBe(0);
  for (const lines of [output, await readFile(join(monitor.folder, 'rec.ndjson'), 'utf8')]) {
    const last = lineSchema.parse(JSON.parse(lines.trimEnd().split('\n').at(-1) ?? ''));
    expect(last).toMatchObject({ type: 'end', reason: 'matched', exitCode: 0, matched: ['bob'] });
  }
});

test('of a masked run it takes names, and tells pseudonyms', async () => {
  const program = start('--once', '--mask', '--until', 'bob', '--timeout', '20s');
  const output = await text(program.process.stdout);
  expect(await program.exitCode).toBe(0);
  expect(await program.errors).toMatch(/^presence-monitor: matched: user-\w{8}\n$/);
  expect(output.trimEnd().split('\n')).toEqual([expect.stringMatching(/^USER /), expect.stringMatching(/^user-\w{8} /)]);
});

test('a mistake in the filter is pointed at, and nothing is sent', async () => {
  const program = start('--until', 'alice status:onlne', '--timeout', '5s');
  expect(await program.exitCode).toBe(2);
  expect(await program.errors).toBe(
    'presence-monitor: --until: no status onlne\n' +
      '  alice status:onlne\n' +
      '               ^^^^^\n' +
      'did you mean status:online?; nothing was sent.\n',
  );
  expect(simulator.traffic.count('retrieve')).toBe(0);
});

test('a screen leaves by itself and says who it was', async () => {
  await using program = await startProgram({ config: { refresh: '1s' }, args: ['--until', 'bob device:web_9 status:online'] });
  await program.terminal.waitForText('all well');
  program.simulator.world.set('bob', 'web_9', '1');
  expect((await program.terminal.waitForExit()).exitCode).toBe(0);
  expect(program.terminal.screen().join('\n')).toContain('presence-monitor: matched: bob');
});
