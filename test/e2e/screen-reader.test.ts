import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { HOSTILE } from '../helpers/hostile-strings.ts';
import { waitUntilGone } from '../helpers/process-state.ts';
import { openTerminal } from '../helpers/terminal.ts';
import { foreignOutput } from '../helpers/terminal-output.ts';
import { type Program, programCommand, startProgram, startProgramInShell, TOKEN_VARIABLE } from './program.ts';

const QUICK = { refresh: '1s' };
const LONG_SCREEN = { columns: 160, rows: 90 };

/** What went to the terminal, lines by what the program and the terminal's own echo ended them with. */
function isPlain({ terminal }: Program): boolean {
  const raw = terminal.raw();
  return !raw.includes('\u{1b}') && !raw.replaceAll('\r\n', '').includes('\r') && foreignOutput(terminal.rawBytes()) === null;
}

/** Types a line and waits for what comes of it, below that line. */
async function say({ terminal }: Program, line: string, expected: string | RegExp): Promise<void> {
  const before = terminal.raw().length;
  terminal.type(`${line}\r`);
  const found = () => terminal.raw().slice(before).replaceAll('\r\n', '\n');
  const holds = () => (typeof expected === 'string' ? found().includes(expected) : expected.test(found()));
  await terminal.waitFor(holds, { what: `${expected} after the line "${line}"` });
}

test('a day by lines: hear changes, filter, open, set, subscribe, leave; nothing but text is written', async () => {
  await using program = await startProgram({ args: ['--screen-reader'], config: QUICK, ...LONG_SCREEN });
  const { terminal, simulator } = program;
  simulator.world.set('alice', 'ios_12', '0', 'quiet');
  await terminal.waitForText('presence-monitor speaks in lines: type a key or its name, then Enter');
  await terminal.waitForText(/5 users watched: \d online/);
  simulator.world.set('alice', 'ios_12', '1');
  await terminal.waitForText(/alice, device ios_12: offline, now online; between \d\d:\d\d:\d\d and \d\d:\d\d:\d\d\./);

  await say(program, 'j', /^2 of 5: bob, /m);
  await say(program, '/', 'Filter, such as bob');
  await say(program, 'alice', /Filter alice: 1 of 5 shown\.\n1 of 1: alice, /);
  await say(program, '', /^alice, online\.\n(.*\n)*Device ios_12: online, for less than 1 minute\.\n/m);
  await say(program, 'e', 'Device, now ');
  await say(program, 'ios_12', 'Status, ');
  await say(program, '101', 'Ext, 5 of 64 bytes, now quiet: ');
  await say(program, 'In a call', /Device ios_12 of alice: online, now custom 101, ext "In a call".* 1 call\. Type yes/);
  expect(simulator.world.read('alice')?.ext).toBe('quiet');
  await say(program, 'yes', 'Set alice ios_12 to 101.');
  expect(simulator.world.read('alice')?.ext).toBe('In a call');
  expect(simulator.world.read('alice')?.devices.find(({ device }) => device === 'ios_12')?.status).toBe('101');

  await say(program, 'esc', 'List, 1 of 1: alice.');
  await say(program, 'a', 'For how long');
  await say(program, '', 'Subscribe to alice for 7 days; 1 call.');
  await say(program, 'yes', 'Subscribed to alice for 7 days.');
  expect(simulator.subscriptions.heldBy('wzy', Date.now())('alice')).toBe(true);
  await say(program, '?', /Keys that work here: \d+\.\n1: /);
  await say(program, '', 'List, 1 of 1: alice.');
  terminal.type('q\r');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
  expect(isPlain(program)).toBe(true);
});

test('a terminal that cannot move its cursor gets lines by itself, and its first sentence says so', async () => {
  await using program = await startProgram({ env: { TERM: 'dumb' }, ...LONG_SCREEN });
  const { terminal } = program;
  await terminal.waitForText('5 users watched');
  expect(terminal.raw()).toMatch(/^This terminal cannot move its cursor \(TERM is dumb\)/);
  terminal.press('ctrl-d');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
  expect(isPlain(program)).toBe(true);
});

test('fifty changes a second do not drown whoever listens', async () => {
  const users = Array.from({ length: 50 }, (_, at) => `user${at}`);
  const simulator = { users };
  await using program = await startProgram({ args: ['--screen-reader'], config: QUICK, simulator, ...LONG_SCREEN });
  const { terminal } = program;
  await terminal.waitForText('50 users watched');
  const { bytes } = terminal;
  let turn = 0;
  const changing = setInterval(() => {
    turn++;
    for (const uid of users) program.simulator.world.set(uid, 'ios_12', String(turn % 2));
  }, 300);
  await terminal.waitForText(/\d+ changes in the last .*\n.*\d+ changes in the last \d+ seconds/, { timeout: 30_000 });
  clearInterval(changing);
  expect(terminal.bytes - bytes).toBeLessThan(600);
});

test('names, devices and texts of strangers never act', async () => {
  const texts = HOSTILE.map(({ text }) => text).filter((text) => text !== '');
  await using program = await startProgram({
    args: ['--screen-reader'],
    config: QUICK,
    simulator: { users: 20 },
    ...LONG_SCREEN,
  });
  const { terminal, simulator } = program;
  for (const [at, text] of texts.entries()) {
    simulator.world.set(simulator.world.names[at % 20] as string, text, text, text);
  }
  await terminal.waitForText('20 users watched');
  for (let row = 1; row <= 20; row++) {
    await say(program, 'enter', /^Observed /m);
    await say(program, 'esc', `List, ${row} of 20: `);
    if (row < 20) await say(program, 'j', `${row + 1} of 20: `);
  }
  terminal.type('q\r');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
  expect(isPlain(program)).toBe(true);
});

test('ctrl-c asks while a change is on its way and then leaves; the line of the shell is as it was', async () => {
  await using program = await startProgramInShell({ args: ['--screen-reader'], ...LONG_SCREEN });
  const { terminal, simulator } = program;
  await terminal.waitForText('5 users watched');
  const held = Promise.withResolvers<undefined>();
  simulator.setFault((call) => (call === 'subscribe' ? held.promise : undefined));
  await say(program, 'a', 'For how long');
  await say(program, '', 'Type yes to do it');
  await say(program, 'yes', 'Subscribing to alice for 7 days.');
  terminal.press('ctrl-c');
  await terminal.waitForText('Quit all the same? Type yes to quit, no to stay:');
  terminal.press('ctrl-c');
  const { status, settings } = await terminal.waitForReturn();
  held.resolve(undefined);
  expect(status).toBe(130);
  expect(settings).toBe(terminal.settingsBefore);
  expect(terminal.screen().join('\n')).toContain('left while subscribing to alice for 7d');
});

test('a shell suspends it and goes on with it, and it says where one is', async () => {
  await using program = await startProgramInShell({ args: ['--screen-reader'], ...LONG_SCREEN });
  const { terminal } = program;
  await terminal.waitForText('5 users watched');
  terminal.press('ctrl-z');
  expect((await terminal.waitForStop()).settings).toBe(terminal.settingsBefore);
  terminal.resume();
  await terminal.waitForText(/Watching 5 users(.*\n)+1 of 5: alice/);
  await say(program, 'q', '');
  expect((await terminal.waitForReturn()).status).toBe(0);
});

test('what does not work is said: no shell to go on with it, nowhere to remember; a terminal that vanishes ends it', async () => {
  const env = { XDG_STATE_HOME: '/dev/null' };
  await using program = await startProgram({ args: ['--screen-reader'], config: QUICK, env });
  const { terminal } = program;
  await terminal.waitForText('5 users watched');
  await say(program, 'ctrl-z', 'Not suspended: no shell is there to go on with it.');
  await say(program, 's 2', 'Sorted by status, ascending.');
  await terminal.waitForText('Sorting and filters are not remembered');
  terminal.closeMaster();
  await waitUntilGone(terminal.pid);
});

test('users can come from a pipe, and lines then from the terminal', async () => {
  await using program = await startProgram({ args: ['--help'] });
  const { folder, simulator } = program;
  const command = programCommand(['--screen-reader', '--users-file', '-']);
  await using terminal = openTerminal({
    command: ['/bin/sh', '-c', 'printf "bob\\nalice\\n" | "$@"', 'sh', ...command],
    cwd: folder,
    env: { HOME: folder, [TOKEN_VARIABLE]: simulator.token },
    ...LONG_SCREEN,
  });
  await terminal.waitForText('2 users watched');
  terminal.type('j\r');
  await terminal.waitForText('2 of 2: bob');
  terminal.type('q\r');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
});

test('lines can come from a pipe, where no terminal is; the end of them quits', async () => {
  await using program = await startProgram({ args: ['--help'] });
  const { folder, simulator } = program;
  const [file, ...args] = programCommand(['--screen-reader']);
  const env = { PATH: process.env.PATH, HOME: folder, XDG_STATE_HOME: folder, TZ: 'UTC', [TOKEN_VARIABLE]: simulator.token };
  const piped = spawn(file, args, { cwd: folder, env, stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void piped.kill('SIGKILL'));
  piped.stdin.end('j\n/bob\n');
  const left = once(piped, 'close');
  const said = await text(piped.stdout);
  expect(said).toMatch(/\n2 of 5: bob, .*\nFilter bob: 1 of 5 shown\.\nList, 1 of 1: bob\.\n$/);
  expect(foreignOutput(Buffer.from(said))).toBeNull();
  expect(await left).toEqual([0, null]);
});
