import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Machine } from '../../src/commands/doctor/machine.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { runCommand } from '../helpers/command-run.ts';
import { examine } from '../helpers/doctor-run.ts';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'still', users: ['alice'] });
  onTestFinished(() => simulator.close());
});

const USUAL = { TERM: 'xterm-256color', LANG: 'C.UTF-8' };

/** A terminal that draws the three samples in so many columns. */
function terminal(measured: Awaited<ReturnType<Machine['measure']>>, columns = 80, rows = 24): Partial<Machine> {
  return {
    terminals: { stdin: true, stdout: true, stderr: true },
    size: { columns, rows },
    colourDepth: 8,
    measure: async () => measured,
  };
}

const look = async (env: Readonly<Record<string, string>>, machine = terminal([2, 2, 1]), args: readonly string[] = []) =>
  examine(simulator, args, { config: { users: ['alice'] }, env: { ...USUAL, ...env }, machine });

describe('the size', () => {
  it('is told, and noted where the screen does not fit', async () => {
    expect((await look({})).of('size')).toMatchObject({ verdict: 'ok', found: '80×24', facts: { columns: 80, rows: 24 } });
    const { of } = await look({}, terminal([2, 2, 1], 39, 24));
    expect(of('size')).toMatchObject({ verdict: 'note', hint: expect.stringContaining('40×10') });
    expect((await look({}, terminal([2, 2, 1], 80, 9))).of('size').verdict).toBe('note');
  });
});

describe('colours', () => {
  it.each([
    [{}, 'ok', /own 16: theme auto \(TERM=xterm-256color, 8-bit\)/],
    [{ COLORTERM: 'truecolor' }, 'ok', /COLORTERM=truecolor/],
    [{ NO_COLOR: '1' }, 'ok', /^none, but bold and inverse: theme mono, by environment NO_COLOR/],
    [{ FORCE_COLOR: '0' }, 'ok', /^none.*environment FORCE_COLOR/],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, 'ok', /own 16/],
    [{ PRESENCE_MONITOR_THEME: 'dark' }, 'ok', /theme dark, by environment PRESENCE_MONITOR_THEME/],
    [{ TERM: 'dumb' }, 'note', /^text alone, since TERM is dumb/],
    [{ TERM: '' }, 'note', /own 16/],
  ])('come to what %o says', async (env, verdict, found) => {
    const told = (await look(env as Record<string, string>)).of('colours');
    expect(told).toMatchObject({ verdict, found: expect.stringMatching(found) });
  });

  it('signs in ASCII are told', async () => {
    expect((await look({}, terminal([2, 2, 1]), ['--ascii'])).of('colours').found).toContain('signs in ASCII');
  });
});

describe('what lies between', () => {
  it.each([
    [{}, 'ok', 'no multiplexer, not over SSH', null],
    [{ TMUX: '/tmp/tmux,1,0', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4' }, 'ok', 'inside tmux 3.4', 'allow-passthrough'],
    [{ TMUX: '/tmp/tmux,1,0', SSH_CONNECTION: '1 2 3 4' }, 'ok', 'inside tmux, over SSH', 'allow-passthrough'],
    [{ STY: '1.pts' }, 'note', 'inside screen', 'Copying'],
    [{ SSH_TTY: '/dev/pts/1' }, 'ok', 'over SSH', '--low-bandwidth'],
  ])('of %o', async (env, verdict, found, hint) => {
    const told = (await look(env as Record<string, string>)).of('session');
    expect(told).toMatchObject({ verdict, found, hint: hint === null ? null : expect.stringContaining(hint) });
  });
});

describe('the locale', () => {
  it.each([
    [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, 'note', 'LC_ALL=C: not UTF-8'],
    [{ LC_CTYPE: 'de_DE.utf8', LANG: 'C' }, 'ok', 'LC_CTYPE=de_DE.utf8: UTF-8'],
    [{ LANG: '' }, 'note', 'none of LC_ALL, LC_CTYPE, LANG is set: not UTF-8'],
    [{ LANG: 'C', PRESENCE_MONITOR_ASCII: '1' }, 'ok', 'LANG=C; our own signs are in ASCII'],
  ])('of %o', async (env, verdict, found) => {
    expect((await look(env as Record<string, string>)).of('locale')).toMatchObject({ verdict, found });
  });
});

describe('widths', () => {
  it('as they are configured are fine', async () => {
    const { of } = await look({});
    expect(of('widths')).toMatchObject({ verdict: 'ok', facts: { ideograph: 2, emoji: 2, ambiguous: 1, ambiguousWidth: 1 } });
  });

  it.each([
    [2, '1', '"ambiguousWidth": 2'],
    [1, '2', '"ambiguousWidth": 1'],
  ])(
    'ambiguous characters that take %i columns where %s is configured: the other is advised',
    async (drawn, configured, hint) => {
      const { of } = await look({ PRESENCE_MONITOR_AMBIGUOUS_WIDTH: configured }, terminal([2, 2, drawn]));
      expect(of('widths')).toMatchObject({ verdict: 'note', hint: expect.stringContaining(hint) });
    },
  );

  it('of emoji that the terminal draws apart are noted', async () => {
    expect((await look({}, terminal([2, 6, 1]))).of('widths')).toMatchObject({ verdict: 'note', facts: { emoji: 6 } });
  });

  it.each([
    ['a terminal that does not answer', {}, terminal('silent'), 'the terminal does not say where its cursor is'],
    ['no terminal', {}, undefined, 'standard input and output are not both a terminal'],
    ['a dumb terminal', { TERM: 'dumb' }, terminal([2, 2, 1]), 'TERM is dumb'],
  ])('of %s are not measured', async (_, env, machine, why) => {
    const { of } = await examine(simulator, [], { env: { ...USUAL, ...env }, ...(machine && { machine }) });
    expect(of('widths')).toMatchObject({ verdict: 'skipped', found: `not looked at because ${why}` });
  });
});

describe('lines for people', () => {
  it.each([60, 80, 132])('fit into %i columns, and stand in columns of their own', async (columns) => {
    const machine = terminal([2, 2, 1], columns, 24);
    const { out } = await runCommand(simulator, ['doctor'], { config: { users: ['alice'] }, env: USUAL, machine });
    expect(out.filter((line) => line.length > columns - 1)).toEqual([]);
    expect(out).toContain('ok      size          '.concat(`${columns}×24`));
  });

  it('in fewer columns what was found stands below', async () => {
    const machine = terminal([2, 2, 1], 40, 10);
    const { out } = await runCommand(simulator, ['doctor'], { config: { users: ['alice'] }, env: USUAL, machine });
    expect(out.filter((line) => line.length > 39)).toEqual([]);
    expect(out.join('\n')).toContain('\nok      size\n  40×10\n');
  });

  it('are in ASCII where that is asked for', async () => {
    const machine = terminal([2, 6, 1], 30, 5);
    const { out, err } = await runCommand(simulator, ['doctor', '--ascii'], {
      config: { users: ['alice'] },
      env: USUAL,
      machine,
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
    expect([...out, ...err].filter((line) => /[^\x00-\x7f]/.test(line))).toEqual([]);
    expect(out).toContain('  30x5');
  });

  it('have any length where there is no terminal', async () => {
    const { out } = await runCommand(simulator, ['doctor'], { config: { users: ['alice'] }, env: USUAL });
    expect(Math.max(...out.map(({ length }) => length))).toBeGreaterThan(100);
  });
});
