import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { privateFolder, shellScript } from '../helpers/private-file.ts';
import { descendantsOf } from '../helpers/process-arguments.ts';
import { waitUntilGone } from '../helpers/process-state.ts';
import { programCommand } from './program.ts';

/** Starts a line for `sh`, in which `"$@"` is the program making one sweep of the demonstration. */
function start(line: string, args: readonly string[] = ['--demo', '--scenario', 'still', '--once'], env: NodeJS.ProcessEnv = {}) {
  let [stdout, stderr] = ['', ''];
  const child = execFile('/bin/sh', ['-c', line, 'sh', ...programCommand(args)], { env: { PATH: process.env.PATH, ...env } });
  child.stdout?.on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { pid: child.pid as number, ended };
}

describe('one table, whatever its streams are', () => {
  test.each([
    [
      'a reader that has read enough',
      '{ "$@"; echo "code $?" >&2; } | head -n 1',
      { stdout: /^USER.*\n$/, stderr: /^code 0\n$/ },
    ],
    ['stdout closed', '"$@" >&-; echo "code $?"', { stdout: /^code 0\n$/, stderr: /^$/ }],
    ['stdin and stderr closed', '"$@" <&- 2>&-; echo "code $?"', { stdout: /^USER[\s\S]*\ncode 0\n$/, stderr: /^$/ }],
    [
      'a full disk',
      '"$@" > /dev/full; echo "code $?"',
      { stdout: /^code 1\n$/, stderr: /^presence-monitor: standard output ends here: no space left on the device\n.*\n$/ },
    ],
  ])('%s', async (_, line, expected) => {
    const { stdout, stderr } = await start(line).ended;
    expect(stdout).toMatch(expected.stdout);
    expect(stderr).toMatch(expected.stderr);
  });

  test.each([
    ['closed', '"$@" 2>&-; echo "code $?"'],
    ['heard by nobody', '{ { "$@"; echo "code $?" >&3; } 2>&1 | true; } 3>&1'],
  ])('a mistake in the command line while stderr is %s', async (_, line) => {
    expect(await start(line, ['--nope']).ended).toEqual({ code: 0, stdout: 'code 2\n', stderr: '' });
  });
});

describe('the program that prints the token ends with the monitor', () => {
  const crash = 'process.on("SIGUSR2", () => { throw new Error("out of luck"); })';

  test.each([
    ['SIGTERM', 143, /^$/],
    ['SIGINT', 130, /^$/],
    ['SIGHUP', 129, /^$/],
    ['SIGUSR2', 1, /^presence-monitor: a mistake in the program: Error: out of luck\. Start it again/],
  ] as const)('after %s', async (signal, code, said) => {
    const folder = await privateFolder();
    const wait = await shellScript(`touch ${folder}/runs; sleep 1000`);
    const config = {
      host: 'http://127.0.0.1:9',
      orgName: 'o',
      appName: 'a',
      uid: 'wzy',
      users: ['alice'],
      token: { command: [wait] },
    };
    await writeFile(join(folder, 'config.json'), JSON.stringify(config));
    const { pid, ended } = start('exec "$@"', ['--once', '--config', join(folder, 'config.json')], {
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(crash)}`,
    });
    await expect.poll(() => existsSync(join(folder, 'runs')), { timeout: 10_000 }).toBe(true);
    const started = descendantsOf(pid);
    expect(started.length).toBeGreaterThan(0);
    process.kill(pid, signal);
    const { code: left, stdout, stderr } = await ended;
    expect({ left, stdout }).toEqual({ left: code, stdout: '' });
    expect(stderr).toMatch(said);
    for (const each of started) await waitUntilGone(each);
  });
});
