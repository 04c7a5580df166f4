import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/simulator/server.ts';
import { privateFolder } from '../helpers/private-file.ts';
import { descendantsOf } from '../helpers/process-arguments.ts';
import { waitUntilGone } from '../helpers/process-state.ts';
import { openTerminal } from '../helpers/terminal.ts';
import { programCommand, startProgram, startProgramInShell } from './program.ts';

/**
 * The program in a session of its own: its terminal is not its controlling terminal, so that no signal tells when that goes
 * away. What it says on stderr and its exit code go into files.
 */
const DETACHED = `trap '' HUP; setsid --wait sh -c 'exec "$@" 2> errors' sh "$@"; echo $? > status.new; mv status.new status`;

async function startDetached() {
  const folder = await privateFolder();
  await mkdir(join(folder, 'home'));
  const simulator = await startSimulator({ scenario: 'still', users: 5 });
  onTestFinished(() => simulator.close());
  const { url, orgName, appName, token } = simulator;
  const where = ['--host', url, '--org-name', orgName, '--app-name', appName, '--as', 'wzy', '--user', 'alice'];
  const terminal = openTerminal({
    command: ['/bin/sh', '-c', DETACHED, 'sh', ...programCommand([...where, '--refresh', '1h'])],
    cwd: folder,
    env: { HOME: join(folder, 'home'), PRESENCE_MONITOR_TOKEN: token },
  });
  await terminal.waitForText('all well');
  return {
    terminal,
    /** The program is the innermost of the processes that were started. */
    pid: descendantsOf(terminal.pid).at(-1) as number,
    async ended() {
      await expect.poll(() => readFile(join(folder, 'status'), 'utf8').catch(() => ''), { timeout: 10_000 }).not.toBe('');
      const read = (name: string) => readFile(join(folder, name), 'utf8');
      return { status: Number(await read('status')), errors: await read('errors') };
    },
  };
}

test('a terminal that hangs up ends the program as every other, by SIGHUP', async () => {
  await using program = await startProgram();
  const { terminal } = program;
  await terminal.waitForText('all well');
  terminal.closeMaster();
  expect(await terminal.waitForExit()).toEqual({ exitCode: null, signal: 'SIGHUP' });
});

describe('a terminal that vanishes without a signal ends the program, quietly', () => {
  test('while nothing is written: the keyboard is at its end', async () => {
    const { terminal, pid, ended } = await startDetached();
    terminal.closeMaster();
    await waitUntilGone(pid);
    expect(await ended()).toEqual({ status: 129, errors: '' });
  });

  test('in a dialog', async () => {
    const { terminal, pid, ended } = await startDetached();
    terminal.type('e');
    await terminal.waitForText('Set the status of alice');
    terminal.closeMaster();
    await waitUntilGone(pid);
    expect(await ended()).toEqual({ status: 129, errors: '' });
  });
});

describe('a signal gives the terminal back as it was and leaves without a word', () => {
  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const)('%s in a dialog', async (signal, code) => {
    await using program = await startProgramInShell();
    const { terminal } = program;
    await terminal.waitForText('all well');
    terminal.type('a');
    await terminal.waitForText('Subscribe to alice');
    terminal.signalProgram(signal);
    const { status, settings } = await terminal.waitForReturn();
    expect(status).toBe(code);
    expect(settings).toBe(terminal.settingsBefore);
    expect(terminal.modes()).toMatchObject({ alternateScreen: false, cursorHidden: false, bracketedPaste: false });
    expect(terminal.screen().slice(0, 3)).toEqual(['earlier output', `EXIT ${code}`, '']);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s as soon as it is started', async (signal, code) => {
    await using program = await startProgramInShell();
    const { terminal } = program;
    await terminal.waitFor(() => terminal.started, { what: 'the program to be started' });
    terminal.signalProgram(signal);
    const { status, settings } = await terminal.waitForReturn();
    expect(status).toBe(code);
    expect(settings).toBe(terminal.settingsBefore);
    expect(terminal.screen().join('\n')).not.toMatch(/^\s+at /m);
  });
});

test('without any terminal to read keys from it says so and starts nothing', async () => {
  await using terminal = openTerminal({
    command: ['/bin/sh', '-c', 'setsid --wait "$@" < /dev/null', 'sh', ...programCommand(['--demo'])],
  });
  expect((await terminal.waitForExit()).exitCode).toBe(2);
  expect(terminal.screen().join('')).toContain('there is no keyboard: standard input is no terminal');
  expect(terminal.modes()).toMatchObject({ alternateScreen: false });
});
