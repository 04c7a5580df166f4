import { Argument, type Command } from 'commander';
import type { CompleteOptions, Shell } from '../commands/complete.ts';
import { complete } from './complete.ts';
import type { Run } from './options.ts';

const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

/** What a shell needs to complete command lines, and what its script asks while one is typed. */
export function addCompletion(program: Command, print: Run<Shell>, answer: Run<CompleteOptions>): void {
  program
    .command('completion')
    .description('prints what a shell runs to complete options, commands, profiles, groups and users')
    .addArgument(new Argument('<shell>', 'which').choices(SHELLS))
    .action(print);
  program
    .command('complete <shell> [words...]', { hidden: true })
    .allowUnknownOption()
    .action(async (shell: Shell, typed: string[]) => answer({ shell, typed, complete: (words) => complete(program, words) }));
}
