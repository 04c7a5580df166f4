import type { Command } from 'commander';
import { expect, it, test } from 'vitest';
import { COMPLETED, complete, FREE_TEXT } from '../../src/command-line/complete.ts';
import { type Commands, commandLine } from '../../src/command-line/program.ts';
import { COLUMNS } from '../../src/monitor/sort.ts';

const program = commandLine('1', {} as Commands, () => {});

/** What is offered behind the words of a line; words by their text. */
function offered(line: string): unknown {
  const { candidates } = complete(program, line.split(' '));
  return candidates.kind === 'words' ? candidates.words.map(({ text }) => text) : candidates.kind;
}

test.each([
  ['-p ', 'profiles'],
  ['--once --profile pr', 'profiles'],
  ['-u ', 'users'],
  ['--as ', 'users'],
  ['--group ', 'groups'],
  ['watch al', 'users'],
  ['watch -p prod alice b', 'users'],
  ['subscribe ', 'users'],
  ['subscribe --for 7d al', 'users'],
  ['unsubscribe alice ', 'users'],
  ['set ', 'users'],
  ['-c ', 'files'],
  ['--users-file ', 'files'],
  ['--record ', 'files'],
  ['set alice ', 'nothing'],
  ['--host ', 'nothing'],
  ['subscribe -- -', 'users'],
])('%s is completed with %s', (line, kind) => {
  expect(offered(line)).toBe(kind);
});

it('offers the commands first, but none that is hidden', () => {
  const commands = offered('') as string[];
  expect(commands).toEqual(expect.arrayContaining(['watch', 'set', 'subscribe', 'config', 'completion', 'simulate']));
  expect(commands).not.toContain('complete');
  expect(offered('-p prod ')).toEqual(commands);
});

it('offers the choices of arguments and options', () => {
  expect(offered('config ')).toEqual(['check', 'print', 'schema']);
  expect(offered('completion b')).toEqual(['bash', 'zsh', 'fish']);
  expect(offered('set alice web_1 ')).toEqual(['0', '1']);
  expect(offered('--theme ')).toEqual(['auto', 'dark', 'light', 'mono']);
  expect(offered('--theme=d')).toEqual(['--theme=auto', '--theme=dark', '--theme=light', '--theme=mono']);
});

it('offers every option of the command, and none that is hidden', () => {
  expect(offered('subscribe --')).toEqual(expect.arrayContaining(['--for', '--users-file', '--yes', '--config', '--help']));
  expect(offered('-')).toEqual(expect.arrayContaining(['--once', '--until', '--version', '--help']));
  expect(offered('--')).not.toContain('--token');
});

it('offers every column to sort a replay by', () => {
  expect(offered('replay rec.ndjson --sort ')).toEqual(COLUMNS);
});

it('knows names behind an equals sign as well', () => {
  const at = (line: string) => complete(program, line.split(' ')).candidates;
  expect(at('--group=v')).toEqual({ kind: 'groups', prefix: '--group=' });
  expect(at('subscribe --profile=')).toEqual({ kind: 'profiles', prefix: '--profile=' });
  expect(at('--config=')).toEqual({ kind: 'nothing' });
});

it('says which configuration counts', () => {
  expect(complete(program, ['-c', 'x.json', '--profile=prod', 'subscribe', ''])).toMatchObject({
    config: 'x.json',
    profile: 'prod',
  });
});

it('knows of every option that takes a value what that may be', () => {
  const taking = (command: Command) =>
    command.options.filter(({ required, hidden, argChoices }) => required && !hidden && !argChoices);
  const names = program.commands.flatMap((command) => taking(command).map(({ long }) => long));
  expect([...new Set(names)].filter((name) => ![...COMPLETED, ...FREE_TEXT].includes(name ?? ''))).toEqual([]);
});
