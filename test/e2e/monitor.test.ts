import { expect, test } from 'vitest';
import { loadScenario } from '../../src/simulator/scenario.ts';
import { withoutProgress } from '../helpers/terminal-output.ts';
import { type Program, startProgram, startProgramInShell } from './program.ts';

const QUICK = { refresh: '1s' };

/** The row of a user on the screen. */
function row({ terminal }: Program, uid: string): string {
  return terminal.screen().find((line) => line.slice(0, 30).includes(` ${uid} `)) ?? '';
}

test('a day with the monitor: watch, see a change, subscribe, unsubscribe, set, leave', async () => {
  await using program = await startProgramInShell({ config: QUICK });
  const { terminal, simulator } = program;
  simulator.world.set('alice', 'ios_12', '0', 'quiet');
  await terminal.waitForText(/5 watched .* oldest <\d/);
  expect(row(program, 'alice')).toContain('ios_12 ○');

  simulator.world.set('alice', 'ios_12', '1');
  await terminal.waitForText(/\d\d:\d\d:\d\d–\d\d:\d\d:\d\d {2}alice +ios_12 +offline → online/);
  expect(row(program, 'alice')).toContain('ios_12 ●');
  expect(row(program, 'alice')).toContain('*');

  terminal.type('a');
  await terminal.waitForText('Subscribe to alice');
  terminal.press('enter');
  await terminal.waitForText('subscribed to alice for 7d');
  await terminal.waitFor(() => / 6d /.test(row(program, 'alice')), { what: 'the subscription in SUB' });
  expect(simulator.subscriptions.heldBy('wzy', Date.now())('alice')).toBe(true);

  terminal.type('x');
  await terminal.waitForText('Unsubscribe from alice');
  terminal.press('enter');
  await terminal.waitForText('unsubscribed from alice');
  await terminal.waitFor(() => / – /.test(row(program, 'alice')), { what: 'SUB to be empty' });
  expect(simulator.subscriptions.heldBy('wzy', Date.now())('alice')).toBe(false);

  terminal.type('e');
  await terminal.waitForText('Set the status of alice');
  terminal.press('tab', 'ctrl-u');
  terminal.type('101');
  terminal.press('tab', 'ctrl-u');
  terminal.type('In a call');
  await terminal.waitForText('9 of 64 bytes');
  terminal.press('enter');
  await terminal.waitForText(/set alice \S+ to 101/);
  expect(simulator.world.read('alice')?.ext).toBe('In a call');
  expect(simulator.world.read('alice')?.devices.map(({ status }) => status)).toContain('101');
  await terminal.waitFor(() => row(program, 'alice').includes('In a call'), { what: 'the ext in the table' });

  terminal.type('q');
  const { status, settings } = await terminal.waitForReturn();
  expect(status).toBe(0);
  expect(settings).toBe(terminal.settingsBefore);
  expect(terminal.modes()).toMatchObject({ alternateScreen: false, cursorHidden: false, bracketedPaste: false });
  expect(terminal.screen().join('\n')).toContain('earlier output');
});

test.each([
  ['ctrl-c', 130, (program: Awaited<ReturnType<typeof startProgramInShell>>) => program.terminal.press('ctrl-c')],
  ['SIGTERM', 143, (program: Awaited<ReturnType<typeof startProgramInShell>>) => program.terminal.signalProgram('SIGTERM')],
  ['SIGHUP', 129, (program: Awaited<ReturnType<typeof startProgramInShell>>) => program.terminal.signalProgram('SIGHUP')],
])('%s gives the terminal back as it was and leaves with %i', async (_, code, leave) => {
  await using program = await startProgramInShell();
  const { terminal } = program;
  await terminal.waitForText('5 watched');
  leave(program);
  const { status, settings } = await terminal.waitForReturn();
  expect(status).toBe(code);
  expect(settings).toBe(terminal.settingsBefore);
  expect(terminal.modes()).toMatchObject({ alternateScreen: false, cursorHidden: false, bracketedPaste: false });
  expect(terminal.screen().join('\n')).toContain('earlier output');
});

test('keys glued together, an arrow and a filter pasted into the line move and filter as if typed one by one', async () => {
  await using program = await startProgram({ simulator: { users: 30 } });
  const { terminal } = program;
  await terminal.waitForText('30 watched');
  terminal.type('jjj');
  terminal.press('down', 'down', 'up');
  terminal.press('enter');
  await terminal.waitForText('login or logout the server saw');
  const fifth = terminal.screen()[2]?.trim().split(/\s/)[0] ?? '';
  terminal.press('esc');
  terminal.type('/');
  await terminal.waitForText('filter:');
  terminal.paste(fifth);
  await terminal.waitForText(/\d+ of 30 shown/);
  expect(row(program, fifth)).toContain('▌');
  terminal.press('esc');
  await terminal.waitForText('30 watched');
  terminal.paste('q');
  await terminal.waitForText('pasted text is not taken as keys');
});

test('sorting, inverting, marking and freezing answer to their keys', async () => {
  await using program = await startProgram({ config: QUICK });
  const { terminal, simulator } = program;
  await terminal.waitForText(/oldest/);
  terminal.type('s');
  await terminal.waitForText('sort by');
  terminal.type('j');
  terminal.press('enter');
  await terminal.waitForText('STATUS ▲');
  terminal.type('I');
  await terminal.waitForText('STATUS ▼');
  terminal.type('>');
  await terminal.waitForText('DEVICES ▲');
  terminal.type('<');
  await terminal.waitForText('STATUS ▲');
  terminal.press('space');
  await terminal.waitForText('1 marked');
  terminal.type('p');
  await terminal.waitForText(/FROZEN .* \+0 changes/);
  const before = row(program, 'alice');
  simulator.world.set('alice', 'linux_9', '1');
  await terminal.waitForText(/\+1 change/);
  expect(row(program, 'alice')).toBe(before);
  terminal.type('p');
  await terminal.waitFor(() => row(program, 'alice').includes('linux_9'), { what: 'the view to go on' });
});

test('r asks for the selected user at once, and R for everybody, long before they are due', async () => {
  await using program = await startProgram({ config: { refresh: '1h' } });
  const { terminal, simulator } = program;
  await terminal.waitForText(/oldest/);
  simulator.world.set('alice', 'linux_9', '1');
  terminal.type('r');
  await terminal.waitFor(() => row(program, 'alice').includes('linux_9'), { what: 'the row to be read again' });
  simulator.world.set('bob', 'linux_9', '1');
  terminal.type('R');
  await terminal.waitFor(() => row(program, 'bob').includes('linux_9'), { what: 'everybody to be read again' });
});

test('the help lists the keys that work here and can be filtered; esc steps back and never quits', async () => {
  await using program = await startProgram();
  const { terminal } = program;
  await terminal.waitForText('5 watched');
  terminal.type('?');
  await terminal.waitForText('keys that work here');
  terminal.type('inver');
  await terminal.waitUntilGone('unsubscribe from');
  expect(terminal.screen().join('\n')).toContain('invert the order');
  terminal.press('esc', 'esc', 'esc');
  await terminal.waitForText('USER ▲');
});

test.each([
  [100, 30],
  [80, 24],
  [60, 15],
  [40, 10],
])('at %i×%i the frame is never higher than the screen less one row, and every line fits', async (columns, rows) => {
  await using program = await startProgram({ columns, rows, simulator: { users: 200 } });
  const { terminal } = program;
  await terminal.waitForText('q quit');
  const screen = terminal.screen();
  expect(screen[rows - 2]).toContain('/s of 5');
  expect(screen[rows - 1]).toBe('');
  expect(screen[0]).toContain('5101220107132865/test');
  terminal.type('e');
  await terminal.waitForText('Set the status');
  expect(terminal.screen().join('\n')).toContain('Enter');
  terminal.resize(columns + 20, rows + 5);
  await terminal.waitFor(() => terminal.screen()[rows + 3]?.includes('/s of 5') ?? false, { what: 'the frame to grow' });
  expect(terminal.screen().join('\n')).toContain('Set the status');
});

test('without a terminal one table goes to stdout and the exit code is 0', async () => {
  await using program = await startProgram({ args: ['--once'] });
  await program.terminal.waitForText('alice');
  expect((await program.terminal.waitForExit()).exitCode).toBe(0);
  expect(withoutProgress(program.terminal.raw())).not.toContain('\u001b');
});

test('a server that is gone is said with the time of the next attempt, the data stay, and all is well once it is back', async () => {
  await using program = await startProgram({ config: QUICK });
  const { terminal, simulator } = program;
  await terminal.waitForText('all well');
  const before = row(program, 'alice').slice(0, 70);
  simulator.setFault(() => 'reset');
  await terminal.waitForText(/since \d\d:\d\d:\d\d.*again at \d\d:\d\d:\d\d/);
  expect(row(program, 'alice').slice(0, 70)).toBe(before.replace('● online', '●~online'));
  simulator.setFault(null);
  await terminal.waitForText('all well');
});

test('a day on which everything fails at times, in seconds: the screen says so, lives on, and all is well when it is over', async () => {
  await using program = await startProgram({ config: QUICK, simulator: { users: 250 }, columns: 120 });
  const { terminal, simulator } = program;
  await terminal.waitForText('all well');
  const faults = loadScenario('faulty').faults.flatMap((rule) => {
    // What takes its time has its tests elsewhere, where time is virtual.
    const lasting = rule.do === 'status' && [429, 503].includes(rule.status);
    if (lasting || ['hang', 'slow', 'refuse'].includes(rule.do) || rule.when.episodes === undefined) return [];
    const { every, for: length } = rule.when.episodes;
    return [{ ...rule, when: { ...rule.when, from: 0, episodes: { every: every / 50, for: length / 20 } } }];
  });
  const control = `${simulator.url}/_faults`;
  expect((await fetch(control, { method: 'PUT', body: JSON.stringify({ faults }) })).status).toBe(200);
  const answered = [401, 403, 404, 500, 502, 504, null].map((status) => [status, simulator.traffic.answered(status)] as const);
  await terminal.waitForText('trouble');
  await terminal.waitFor(() => answered.filter(([status, before]) => simulator.traffic.answered(status) > before).length >= 3, {
    what: 'three kinds of failures',
  });
  terminal.type('?');
  await terminal.waitForText('keys that work here');
  terminal.press('esc');

  expect((await fetch(control, { method: 'DELETE' })).status).toBe(200);
  await terminal.waitForText(/oldest <\d.* all well/s);
  expect(terminal.screen().join('\n')).not.toContain('trouble');
  terminal.type('q');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
});

test('escape sequences, controls and bidi overrides from the server never reach the terminal', async () => {
  await using program = await startProgram({ config: QUICK, columns: 160 });
  const { terminal, simulator } = program;
  await terminal.waitForText('all well');
  const hostile = '\u001b]0;owned\u0007\u001b[31mred\u009b2J\u0090q\u001b\\\r\n\t\u202etfel\u200b';
  simulator.world.set('alice', `ios_${hostile}`, '1', `${hostile}END`);
  await terminal.waitForText('␛]0;owned␇');
  for (const forbidden of ['\u001b]0;', '\u001b[31mred', '\u009b', '\u0090', '\u0007', '\u202e', '\u200b']) {
    expect(terminal.raw()).not.toContain(forbidden);
  }
});
