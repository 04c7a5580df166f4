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
  expect(await program.errors).toBe('presence-monitor: of 250 users 1 are unknown and 1 failed\n');
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
