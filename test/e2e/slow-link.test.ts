import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mendByRedraw, stillText } from '../helpers/still-screen.ts';
import { type Program, startProgram } from './program.ts';

const COLUMNS = 80;
/** Rows that have room for the list of changes, and rows that have not. */
const [HIGH, LOW] = [24, 14];
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with ESC
const COLOUR = /\x1b\[(?:\d*;)*(?:2|[349]\d|10\d)(?:;\d*)*m/;

/** What `act` makes the program write until `done` holds. */
async function written({ terminal }: Program, act: () => void, done: () => boolean): Promise<{ text: string; bytes: number }> {
  const before = terminal.rawBytes().length;
  act();
  await terminal.waitFor(done, { what: 'the change to be over' });
  const bytes = terminal.rawBytes().subarray(before);
  return { text: bytes.toString(), bytes: bytes.length };
}

/** Lets bob log in or out, and gives how many bytes that took from the change to the moment its mark is gone again. */
function bytesOfChange(program: Program, status: string): Promise<{ text: string; bytes: number }> {
  const { simulator, terminal } = program;
  const row = () => terminal.screen().find((line) => line.slice(0, 10).includes(' bob ')) ?? '';
  let marked = false;
  return written(
    program,
    () => simulator.world.set('bob', 'win_1', status),
    () => {
      const now = row().includes('*');
      const over = marked && !now;
      marked ||= now;
      return over;
    },
  );
}

test('an idle screen writes at most 100 bytes in 10 seconds while 20 rows are read again and again', async () => {
  await using program = await startProgram({
    simulator: { users: 20 },
    columns: COLUMNS,
    rows: HIGH,
    config: { refresh: '5s', callsPerSecond: 5 },
  });
  const { terminal, simulator } = program;
  await terminal.waitForText('all well');
  await terminal.waitForText(/0\.[45]\/s of 5/);
  const [bytes, asked] = [terminal.bytes, simulator.traffic.count('retrieve')];
  // Nothing is waited for: that nothing comes takes its time to be seen.
  await pause(10_000);
  expect(terminal.bytes - bytes).toBeLessThanOrEqual(100);
  expect(simulator.traffic.count('retrieve') - asked).toBeGreaterThanOrEqual(2);
});

/** How many of the bytes go into one row of the terminal, counted from 1. */
function bytesInto(row: number, text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every change of row begins with ESC
  const rows = text.split(/(?=\x1b\[\d+(?:;\d+)?H)/);
  return Buffer.byteLength(rows.filter((part) => part.startsWith(`\u{1b}[${row};`)).join(''));
}

test('a changed row costs at most twice its width until its mark is gone, and three times with counts and rates', async () => {
  await using program = await startProgram({ columns: COLUMNS, rows: LOW, config: { refresh: '1s' } });
  await program.terminal.waitForText('all well');
  for (const status of ['0', '1', '0', '101']) {
    const { text, bytes } = await bytesOfChange(program, status);
    expect(bytesInto(5, text)).toBeGreaterThan(0);
    expect(bytesInto(5, text), JSON.stringify(text)).toBeLessThanOrEqual(2 * COLUMNS);
    expect(bytes, JSON.stringify(text)).toBeLessThanOrEqual(3 * COLUMNS);
  }
});

test('with the list of changes all in all costs at most four times the width: the terminal moves what is in the list already', async () => {
  await using program = await startProgram({ columns: COLUMNS, rows: HIGH, config: { refresh: '1s' } });
  const { terminal } = program;
  await terminal.waitForText('all well');
  for (const status of ['0', '1', '0', '101']) {
    const { text, bytes } = await bytesOfChange(program, status);
    expect(bytes, JSON.stringify(text)).toBeLessThanOrEqual(4 * COLUMNS);
  }
  const [first, , , last] = terminal.screen().slice(17, 21);
  expect([first, last]).toEqual([expect.stringContaining('→ 101'), expect.stringContaining('→ offline')]);
  await mendByRedraw(terminal);
});

/** A world in which several users change in every second, and are seen to. */
function startBusy(...args: string[]): Promise<Program> {
  const simulator = { users: 500, scenario: 'busy' };
  return startProgram({ args, simulator, columns: COLUMNS, rows: HIGH, config: { refresh: '1s', callsPerSecond: 50 } });
}

test('what is typed is echoed in a busy world, and the screen is what it would be had it been drawn anew', async () => {
  await using program = await startBusy();
  const { terminal } = program;
  await terminal.waitForText(/changes, newest first/);
  terminal.type('/');
  await terminal.waitForText('filter:');
  let typed = '';
  for (const letter of 'status:online') {
    typed += letter;
    terminal.type(letter);
    await terminal.waitForText(`filter: ${typed}`);
  }
  terminal.press('enter');
  for (const key of 'jjjjkkjjjjjjjjjjjjjjjj') terminal.type(key);
  terminal.press('pagedown', 'pageup');
  terminal.type('p');
  await terminal.waitForText('FROZEN');
  // Frozen, nothing moves but the number of changes missed.
  terminal.type('P');
  await terminal.waitForText('STOPPED');
  const still = () => stillText(terminal).replace(/\+\d+ ch?a?n?g?e?s?/, '');
  const before = still();
  terminal.scribble('\u001b[2J\u001b[3;3Hsomething else');
  terminal.press('ctrl-l');
  await terminal.waitFor(() => still() === before, { what: `the same screen, drawn anew:\n${before}` });
});

test('--low-bandwidth shows data at most twice a second and takes no colours; a key is echoed at once all the same', async () => {
  await using program = await startBusy('--low-bandwidth');
  const { terminal } = program;
  await terminal.waitForText(/changes, newest first/);
  const seconds = 4;
  let [frames, latest] = [0, 0];
  const counting = terminal.emulator.xterm.onWriteParsed(() => {
    // A frame may arrive in pieces.
    if (performance.now() - latest > 50) frames++;
    latest = performance.now();
  });
  await pause(seconds * 1000);
  counting.dispose();
  expect(frames).toBeGreaterThanOrEqual(seconds);
  expect(frames).toBeLessThanOrEqual(2 * seconds + 1);
  terminal.type('?');
  await terminal.waitForText('keys that work here');
  expect(terminal.raw()).not.toMatch(COLOUR);
  expect(terminal.raw()).toContain('\u{1b}[7m');
});

test('PRESENCE_MONITOR_LOW_BANDWIDTH does the same', async () => {
  await using plain = await startProgram({ env: { PRESENCE_MONITOR_LOW_BANDWIDTH: '0' } });
  await plain.terminal.waitForText('all well');
  expect(plain.terminal.raw()).toMatch(COLOUR);
  await using slow = await startProgram({ env: { PRESENCE_MONITOR_LOW_BANDWIDTH: '1' } });
  await slow.terminal.waitForText('all well');
  expect(slow.terminal.raw()).not.toMatch(COLOUR);
});

test('a profile can say so too', async () => {
  const config = { profiles: { ssh: { lowBandwidth: true } } };
  await using slow = await startProgram({ config, args: ['-p', 'ssh'] });
  await slow.terminal.waitForText('all well');
  expect(slow.terminal.raw()).not.toMatch(COLOUR);
});
