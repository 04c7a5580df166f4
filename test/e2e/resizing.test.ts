import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { privateFile } from '../helpers/private-file.ts';
import { mendByRedraw, stillCells, stillText } from '../helpers/still-screen.ts';
import { type Program, startProgram } from './program.ts';

const STORM = 150;
const EXTREMES = [
  [300, 100],
  [1, 1],
  [80, 24],
  [300, 1],
  [1, 100],
  [39, 9],
  [40, 10],
] as const;

/** Whether the frame fits a size to the row: its last line stands above the one row that stays free. */
const fits = ({ terminal }: Program, rows: number) => terminal.screen()[rows - 2]?.includes('/s of') ?? false;

test('storms of sizes while data change and a dialog is open end in the screen for the last size', async () => {
  await using program = await startProgram({ simulator: { users: 300 }, config: { refresh: '1s', callsPerSecond: 50 } });
  const { terminal, simulator } = program;
  await terminal.waitForText('all well');
  terminal.type('e');
  await terminal.waitForText('Set the status');
  const names = simulator.world.names;

  for (const [columns, rows] of [[120, 40] as const, [80, 24] as const]) {
    for (let turn = 0; turn < STORM; turn++) {
      const [width, height] = EXTREMES[turn % EXTREMES.length] as (typeof EXTREMES)[number];
      terminal.resize(Math.max(1, width - (turn % 3)), height);
      simulator.world.set(names[turn % names.length] as string, 'linux_9', String(turn));
      // Some storms are faster than the program, others let it draw in between.
      if (turn % 20 === 0) {
        const before = terminal.bytes;
        await terminal.waitFor(() => terminal.bytes > before, { what: 'something to be written' });
      }
    }
    terminal.resize(columns, rows);
    await terminal.waitFor(() => fits(program, rows), { what: 'the frame at its last size' });
    await terminal.waitForText('Set the status');
  }
});

/** Holds the program up from SIGUSR2 on, until the file `go` is there. */
const BUSY = `
import { existsSync, writeFileSync } from 'node:fs';
process.on('SIGUSR2', () => {
  writeFileSync('busy', '');
  while (!existsSync('go')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
});
`;

test('a terminal that shrinks and grows again before the program looks shows the whole screen, dialog included', async () => {
  const preload = await privateFile(BUSY, 0o600, 'preload.mjs');
  await using program = await startProgram({ config: { refresh: '1h' }, env: { NODE_OPTIONS: `--import ${preload}` } });
  const { terminal, folder } = program;
  await terminal.waitForText('all well');
  await terminal.waitForText(/– +<2h/);
  terminal.type('x');
  await terminal.waitForText('Unsubscribe from alice');
  await mendByRedraw(terminal);
  const [text, cells] = [stillText(terminal), stillCells(terminal)];
  terminal.kill('SIGUSR2');
  await expect.poll(() => existsSync(join(folder, 'busy'))).toBe(true);
  for (const [columns, rows] of EXTREMES) terminal.resize(columns, rows);
  terminal.resize(100, 30);
  await writeFile(join(folder, 'go'), '');
  await terminal.waitFor(() => stillText(terminal) === text, { what: `the screen as it was:\n${text}` });
  expect(stillCells(terminal)).toEqual(cells);
});

test('a terminal that is too small says what it takes in one line, down to a single cell, and recovers', async () => {
  await using program = await startProgram({ columns: 30, rows: 5 });
  const { terminal } = program;
  await terminal.waitForText('needs 40×10, has 30×5');
  expect(terminal.screen().filter((line) => line !== '')).toHaveLength(1);
  terminal.resize(1, 1);
  await terminal.waitFor(() => terminal.screen().join() === '…', { what: 'a single cell' });
  terminal.resize(40, 10);
  await terminal.waitForText('USER ▲');
  await terminal.waitFor(() => fits(program, 10), { what: 'the whole frame' });
});
