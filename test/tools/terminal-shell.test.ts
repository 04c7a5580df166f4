import { expect, it, vi } from 'vitest';
import { openShell } from '../helpers/terminal-shell.ts';

vi.setConfig({ testTimeout: 60_000 });

const node = (script: string): [string, ...string[]] => [process.execPath, '--input-type=module', '-e', script];

/** Takes the terminal over; `q` gives it back and exits with 7, `z` suspends. */
const PROGRAM = `
const enter = () => { process.stdin.setRawMode(true); process.stdout.write('\\u001b[?1049h\\u001b[?25l\\u001b[Htaken over'); };
const leave = () => { process.stdin.setRawMode(false); process.stdout.write('\\u001b[?25h\\u001b[?1049l'); };
process.on('SIGCONT', enter);
process.stdin.on('data', (data) => {
  if (String(data) === 'q') { leave(); process.exit(7); }
  if (String(data) === 'z') { leave(); process.kill(process.pid, 'SIGTSTP'); }
});
enter();`;

it('a program that gives the terminal back leaves settings, cursor and screen as they were', async () => {
  await using shell = openShell({ command: node(PROGRAM), earlier: 'what was typed before', rows: 6 });
  await shell.waitForText('taken over');
  expect(shell.screen()).not.toContain('what was typed before');
  expect(shell.modes()).toMatchObject({ alternateScreen: true, cursorHidden: true });
  shell.type('q');
  const { status, settings } = await shell.waitForReturn();
  expect(status).toBe(7);
  expect(shell.settingsBefore).toMatch(/ icanon .* echo /);
  expect(settings).toBe(shell.settingsBefore);
  expect(shell.modes()).toMatchObject({ alternateScreen: false, cursorHidden: false });
  expect(shell.screen().slice(0, 2)).toEqual(['what was typed before', 'EXIT 7']);
});

it('a program that leaves the keyboard raw is found out', async () => {
  await using shell = openShell({ command: ['/bin/sh', '-c', 'stty -icanon -echo; echo done'] });
  const { status, settings } = await shell.waitForReturn();
  expect(status).toBe(0);
  expect(settings).toMatch(/ -icanon .* -echo /);
  expect(settings).not.toBe(shell.settingsBefore);
});

it('a signal reaches the program, and the shell reports it as 128 and its number', async () => {
  await using shell = openShell({ command: node(PROGRAM) });
  await shell.waitForText('taken over');
  shell.signalProgram('SIGTERM');
  expect((await shell.waitForReturn()).status).toBe(143);
});

it('a suspended program comes back with fg', async () => {
  await using shell = openShell({ command: node(PROGRAM) });
  await shell.waitForText('taken over');
  shell.type('z');
  expect((await shell.waitForStop()).settings).toBe(shell.settingsBefore);
  expect(shell.modes().alternateScreen).toBe(false);
  shell.resume();
  await shell.waitForText('taken over');
  shell.type('q');
  expect((await shell.waitForReturn()).status).toBe(7);
});
