import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { type Commands, commandLine } from '../src/command-line.ts';

/** What a command line is refused with; throws when it is not. */
async function refusal(...args: string[]): Promise<string> {
  let said = '';
  const ran = () => Promise.reject(new Error('it ran'));
  const program = commandLine('0', { watch: ran, simulate: ran } as Commands, () => {});
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeErr: (text) => {
        said += text;
      },
    });
  }
  await expect(program.parseAsync(['node', 'presence-monitor', ...args])).rejects.toThrow(CommanderError);
  return said;
}

test('--csv without --once is refused with what to do', async () => {
  expect(await refusal('--csv')).toContain('--csv is the format of one sweep: add --once');
});

test('--csv and --json together are refused', async () => {
  expect(await refusal('--once', '--csv', '--json')).toContain('--json');
});

test('an argument that acts on a terminal is harmless in the refusal', async () => {
  expect(await refusal('--\u{1b}[2J')).toContain('--␛[2J');
});
