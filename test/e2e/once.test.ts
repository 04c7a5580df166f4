import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Simulator } from '../../src/simulator/server.ts';
import { type PipedMonitor, pipedMonitor } from '../helpers/piped-monitor.ts';
import { openTerminal } from '../helpers/terminal.ts';
import { names } from '../helpers/watching.ts';
import { programCommand } from './program.ts';

let monitor: PipedMonitor;
let simulator: Simulator;

beforeEach(async () => {
  monitor = await pipedMonitor(names(250), { callsPerSecond: 50 });
  ({ simulator } = monitor);
});

const once = () => monitor.start(['--once']);

test('a user whom the server refuses is found, everybody else is in the table, and the exit code says so', async () => {
  await simulator.setFaultRules([{ do: 'status', status: 400, when: { calls: ['retrieve'], users: ['u77'] } }]);
  const program = once();
  const rows = (await text(program.process.stdout)).trimEnd().split('\n');
  expect(await program.exitCode).toBe(6);
  expect(rows).toHaveLength(251);
  expect(rows.filter((row) => row.includes('? unknown'))).toEqual([expect.stringMatching(/^u77 /)]);
  expect(await program.errors).toMatch(
    /^presence-monitor: of 250 users 1 failed\nfailed: u77: retrieve: the server answered 400.*\n\S.*\n$/,
  );
});

test('who was left out is named, and why the subscriptions are not known', async () => {
  await simulator.setFaultRules([{ do: 'status', status: 403, when: { calls: ['sublist'] } }]);
  const all = monitor.start(['--once', '--csv', '-u', 'u1']);
  expect(await text(all.process.stdout)).toMatch(/^u1,.*,unknown,[^,]+\r\n/m);
  expect([await all.exitCode, await all.errors]).toEqual([
    0,
    expect.stringMatching(/^presence-monitor: who is subscribed to is not known: sublist: the server answered 403/),
  ]);
  await simulator.setFaultRules([]);
  const some = monitor.start(['--once', '-u', 'u1', '-u', 'stranger', '-u', 'nobody']);
  await text(some.process.stdout);
  expect([await some.exitCode, await some.errors]).toEqual([
    6,
    'presence-monitor: of 3 users 2 are unknown\nunknown, left out of the answer or without any device: stranger, nobody\n',
  ]);
});

test.each([1, 3, 20])('nobody of %i whom the server answers about is a failure with its cause', async (count) => {
  await simulator.setFaultRules([{ do: 'status', status: 400, when: { calls: ['retrieve'] } }]);
  const program = monitor.start(['--once', ...names(count).flatMap((name) => ['-u', name])]);
  expect(await text(program.process.stdout)).toBe('');
  expect(await program.exitCode).toBe(4);
  expect(await program.errors).toContain('presence-monitor: retrieve: the server answered 400');
});

test('a server that refuses every batch is not asked about everybody one by one', async () => {
  await simulator.setFaultRules([{ do: 'status', status: 400, when: { calls: ['retrieve'] } }]);
  const program = once();
  expect(await text(program.process.stdout)).toBe('');
  expect(await program.exitCode).toBe(4);
  expect(simulator.traffic.count('retrieve')).toBeLessThan(30);
});

test('who sees standard error sees how far it is, and none of it is left or comes into the table', async () => {
  await simulator.setFaultRules([{ do: 'delay', milliseconds: 300, jitter: 0 }]);
  const shell = `${programCommand(['--once'])
    .map((part) => `'${part}'`)
    .join(' ')} > table.txt; echo the end`;
  const { folder } = monitor;
  const env = { HOME: folder, TOKEN: simulator.token };
  const terminal = openTerminal({ command: ['sh', '-c', shell], cwd: folder, env });
  onTestFinished(() => terminal.close());
  await terminal.waitForText('asked about 0 of 250 users');
  await terminal.waitForText('the end');
  expect(terminal.screen().join('\n').trim()).toBe('the end');
  expect((await readFile(join(folder, 'table.txt'), 'utf8')).startsWith('USER ')).toBe(true);
});
