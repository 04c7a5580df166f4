import { describe, expect, test } from 'vitest';
import { openEmulator } from '../helpers/terminal-emulator.ts';
import { eastAsianWidths } from '../helpers/terminal-widths.ts';
import { type Program, startProgram } from './program.ts';

/** The colours that stand in the cells of the screen. */
function colours({ terminal }: Program): Set<string> {
  return new Set(terminal.emulator.cells().flatMap((row) => row.map(({ fg }) => fg)));
}

const QUIET = { refresh: '1h' };

/** The screen with a filter being typed that holds a mistake. */
async function typing(args: readonly string[], env: Readonly<Record<string, string>>, config = {}): Promise<Program> {
  const program = await startProgram({ args, env, config: { ...QUIET, ...config } });
  const { terminal } = program;
  await terminal.waitForText('all well');
  terminal.type('/');
  await terminal.waitForText('filter:');
  terminal.type('x:y');
  await terminal.waitForText('^^');
  return program;
}

describe('colours', () => {
  test.each<[string, readonly string[], Readonly<Record<string, string>>, object]>([
    ['NO_COLOR', [], { NO_COLOR: '1' }, {}],
    ['--no-color', ['--no-color'], {}, {}],
    ['--no-color against FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, {}],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, {}],
    ['the theme mono', [], {}, { theme: 'mono' }],
  ])('%s takes colours away and nothing else: selection, cursor and mistake are seen', async (_, args, env, config) => {
    await using program = await typing(args, env, config);
    const { terminal } = program;
    expect([...colours(program)]).toEqual(['default']);
    const cells = terminal.emulator.cells();
    const lines = terminal.screen();
    const input = lines.findIndex((line) => line.includes('filter:'));
    const at = (lines[input] as string).indexOf('x:y');
    expect(cells[input]?.slice(at, at + 4).map(({ underline, inverse }) => [underline, inverse])).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, true],
    ]);
    terminal.press('esc');
    await terminal.waitUntilGone('filter:');
    const selected = terminal.screen().findIndex((line) => line.startsWith('▌'));
    expect(terminal.cell(selected, 5).inverse).toBe(true);
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, object, string]>([
    ['nothing is said', [], {}, {}, 'green'],
    ['FORCE_COLOR=1 stands against NO_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, {}, 'green'],
    ['the configuration says light', [], {}, { theme: 'light' }, 'blue'],
    ['a flag stands against NO_COLOR', ['--theme', 'light'], { NO_COLOR: '1' }, {}, 'blue'],
  ])('%s: they are there', async (_, args, env, config, good) => {
    await using program = await typing(args, env, config);
    expect(colours(program)).toContain('red');
    expect(colours(program)).toContain(good);
  });
});

test('--ascii: every byte of the screen is ASCII, also in the demonstration and in one table', async () => {
  await using program = await startProgram({ args: ['--ascii'], config: QUIET });
  const { terminal } = program;
  await terminal.waitForText('| all well');
  terminal.type('?');
  await terminal.waitForText('keys that work here');
  terminal.press('esc');
  terminal.type('e');
  await terminal.waitForText('Set the status');
  terminal.press('esc');
  await terminal.waitUntilGone('Set the status');
  await terminal.waitForText('>  alice');
  expect(terminal.rawBytes().every((byte) => byte < 0x80)).toBe(true);

  await using demo = await startProgram({
    args: ['--demo', '--scenario', 'still', '--once'],
    env: { PRESENCE_MONITOR_ASCII: '1' },
  });
  await demo.terminal.waitForExit();
  expect(demo.terminal.screen().join('\n')).toMatch(/[+-] (online|offline)/);
  expect(demo.terminal.raw()).not.toMatch(/[●○◆–…]/u);
});

test('--ambiguous-width 2: a terminal that draws Greek letters wide keeps its columns straight while things change', async () => {
  const names = ['αβγ', 'δεζηθ', 'plain'];
  await using program = await startProgram({
    args: ['--ambiguous-width', '2'],
    columns: 100,
    rows: 24,
    config: { users: names, refresh: '1s', callsPerSecond: 50 },
    simulator: { users: 3 },
  });
  const { terminal, simulator } = program;
  for (const name of names) simulator.world.set(name, 'ios_1', '1', 'Ωmega');
  await terminal.waitForText('Ωmega');
  for (const [turn, name] of names.entries()) {
    simulator.world.set(name, 'ios_1', '0', `ΔΔ ${turn}`);
    await terminal.waitForText(`ΔΔ ${turn}`);
  }
  const east = openEmulator(100, 24, () => {}, eastAsianWidths);
  await new Promise<void>((resolve) => east.xterm.write(terminal.rawBytes(), resolve));
  const rows = east.cells().map((row) => row.map(({ char }) => char));
  const heading = rows.findIndex((row) => row.join('').includes('LAST CHANGE'));
  const [status, age] = ['STATUS', 'AGE'].map((title) => (rows[heading] as string[]).join('').indexOf(title)) as [number, number];
  for (const row of rows.slice(heading + 1, heading + 1 + names.length)) {
    expect(row.slice(status, status + 9).join(''), row.join('')).toBe('- offline');
    expect(row.slice(age, age + 3).join(''), row.join('')).toMatch(/<\d/);
  }
  expect(terminal.raw()).not.toContain('\u{10fffd}');
});

test('a mistyped theme is refused with what was meant, in the demonstration too', async () => {
  await using program = await startProgram({ args: ['--demo', '--theme', 'drak'] });
  expect((await program.terminal.waitForExit()).exitCode).toBe(2);
  expect(program.terminal.screen().join('\n')).toContain('theme: found "drak", expected "dark" (flag --theme)');
});
