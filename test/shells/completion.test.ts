import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { programCommand } from '../e2e/program.ts';
import { privateFolder } from '../helpers/private-file.ts';
import { openTerminal } from '../helpers/terminal.ts';

/** How each shell is started without anybody's settings, and how it gets the completion. */
const SHELLS = {
  bash: { start: ['bash', '--norc', '--noprofile', '-i'], install: 'eval "$(presence-monitor completion bash)"' },
  zsh: {
    start: ['zsh', '-f', '-i'],
    install: 'autoload -Uz compinit; compinit -u; eval "$(presence-monitor completion zsh)"',
  },
  fish: { start: ['fish', '--no-config', '-i'], install: 'presence-monitor completion fish | source' },
} as const;

const USERS = ['alice wonder', "o'brien", 'x:y:z', '名前', '$(touch pwned)', 'a/b', 'qu"ote', 'semi;touch pwned'];

/** A shell that completes: the program answers it, and all else that is run only says what its arguments were. */
async function openShell(name: keyof typeof SHELLS) {
  const folder = await privateFolder();
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const real = programCommand([])
    .map((part) => `'${part}'`)
    .join(' ');
  const stub = `#!/bin/sh
case $1 in complete|completion) exec ${real} "$@";; esac
echo "$(printf '[%s]' "$@")"
`;
  await writeFile(join(bin, 'presence-monitor'), stub);
  await chmod(join(bin, 'presence-monitor'), 0o755);
  const config = { users: USERS, groups: { vip: ['bob'] }, profiles: { production: {}, staging: { users: ['zoe'] } } };
  await writeFile(join(folder, 'presence-monitor.config.json'), JSON.stringify(config));
  const terminal = openTerminal({
    command: [...SHELLS[name].start] as [string, ...string[]],
    // What is typed before a shell is ready is echoed before its prompt too, and no word may be broken by the edge.
    columns: 200,
    rows: 40,
    cwd: folder,
    env: { PATH: `${bin}:${process.env.PATH}`, HOME: folder, PS1: 'ready> ', SHELL: undefined, LANG: 'C.UTF-8' },
  });
  onTestFinished(() => terminal.close());
  terminal.type(`${SHELLS[name].install}; echo inst''alled\r`);
  await terminal.waitForText(/^installed/m);
  let lines = 0;
  return {
    folder,
    /** Types the beginning of a command line and Tab, waits for what that comes to, and gives the words that the shell then runs. */
    async completed(typed: string, expected: string | RegExp): Promise<string> {
      terminal.type(`${typed}\t`);
      await terminal.waitForText(expected);
      terminal.type('\r');
      lines += 1;
      await terminal.waitFor(() => terminal.screen().filter((row) => row.startsWith('[')).length === lines, {
        what: 'the words',
      });
      return terminal.screen().findLast((row) => row.startsWith('[')) ?? '';
    },
  };
}

describe.each(Object.keys(SHELLS) as (keyof typeof SHELLS)[])('in %s', (name) => {
  test('commands, options, profiles, groups and users are completed', async () => {
    const shell = await openShell(name);
    expect(await shell.completed('presence-monitor unsu', 'presence-monitor unsubscribe')).toBe('[unsubscribe]');
    expect(await shell.completed('presence-monitor --on', 'presence-monitor --once')).toBe('[--once]');
    expect(await shell.completed('presence-monitor -p prod', '-p production')).toBe('[-p][production]');
    expect(await shell.completed('presence-monitor --group v', '--group vip')).toBe('[--group][vip]');
    expect(await shell.completed('presence-monitor --group=v', '--group=vip')).toBe('[--group=vip]');
    expect(await shell.completed('presence-monitor --profile=prod', '--profile=production')).toBe('[--profile=production]');
    expect(await shell.completed('presence-monitor subscribe -p staging z', '-p staging zoe')).toBe(
      '[subscribe][-p][staging][zoe]',
    );
    expect(await shell.completed('presence-monitor -c presence-mon', 'presence-monitor.config.json')).toBe(
      '[-c][presence-monitor.config.json]',
    );
  });

  test('names that mean something to a shell arrive as they are, and nothing in them is run', async () => {
    const shell = await openShell(name);
    expect(await shell.completed('presence-monitor -u ali', /ali.*wonder/)).toBe('[-u][alice wonder]');
    expect(await shell.completed('presence-monitor -u o', /-u .*brien/)).toBe("[-u][o'brien]");
    expect(await shell.completed('presence-monitor -u x', /-u x.*y.*z/)).toBe('[-u][x:y:z]');
    expect(await shell.completed('presence-monitor -u 名', '名前')).toBe('[-u][名前]');
    expect(await shell.completed('presence-monitor -u a/', 'a/b')).toBe('[-u][a/b]');
    expect(await shell.completed('presence-monitor -u qu', /-u .*ote/)).toBe('[-u][qu"ote]');
    expect(await shell.completed('presence-monitor -u sem', /-u .*touch.*pwned/)).toBe('[-u][semi;touch pwned]');
    expect(existsSync(join(shell.folder, 'pwned'))).toBe(false);
  });
});

test('in bash a name is completed within quotes, and behind a colon', async () => {
  const shell = await openShell('bash');
  expect(await shell.completed('presence-monitor -u "ali', /"alice wonder"/)).toBe('[-u][alice wonder]');
  expect(await shell.completed('presence-monitor -u x:y', /x:y:z/)).toBe('[-u][x:y:z]');
  expect(await shell.completed("presence-monitor -u '$(t", /touch pwned/)).toBe('[-u][$(touch pwned)]');
  expect(existsSync(join(shell.folder, 'pwned'))).toBe(false);
});
