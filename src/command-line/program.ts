import { Command } from 'commander';
import type { CompleteOptions, Shell } from '../commands/complete.ts';
import type { ConfigOptions } from '../commands/config.ts';
import type { DoctorOptions } from '../commands/doctor.ts';
import type { ReplayOptions } from '../commands/replay.ts';
import type { SubscriptionsOptions } from '../commands/subscriptions.ts';
import type { WatchOptions } from '../commands/watch.ts';
import type { WriteOptions } from '../commands/write.ts';
import { safeLines } from '../text/safe.ts';
import { addCompletion } from './completion.ts';
import { addConfig } from './config.ts';
import { addDoctor } from './doctor.ts';
import { addReplay } from './replay.ts';
import { addSimulate, type SimulateOptions } from './simulate.ts';
import { addSubscriptions } from './subscriptions.ts';
import { addWatch } from './watch.ts';
import { addWrites } from './write.ts';

/** What the command line does, handed in so that reading it loads nothing. Each gives the exit code. */
export interface Commands {
  watch(options: WatchOptions): Promise<number>;
  simulate(options: SimulateOptions): Promise<number>;
  write(options: WriteOptions): Promise<number>;
  subscriptions(options: SubscriptionsOptions): Promise<number>;
  completion(shell: Shell): Promise<number>;
  complete(options: CompleteOptions): Promise<number>;
  config(options: ConfigOptions): Promise<number>;
  replay(options: ReplayOptions): Promise<number>;
  doctor(options: DoctorOptions): Promise<number>;
}

/** The command line as data: usage, options, suggestions for mistakes. `leave` gets the exit code of the command that ran. */
export function commandLine(version: string, commands: Commands, leave: (exitCode: number) => void): Command {
  const program = new Command('presence-monitor')
    .description('A live monitor of user presence for Agora Chat.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('(--help shows every option)')
    .configureOutput({ outputError: (text, write) => write(safeLines(withoutValue(text))) });

  const watch = addWatch(program, async (options) => leave(await commands.watch(options)));
  addWrites(program, async (options) => leave(await commands.write(options)));
  addSubscriptions(program, async (options) => leave(await commands.subscriptions(options)));
  addConfig(program, async (options) => leave(await commands.config(options)));
  addCompletion(
    program,
    async (shell) => leave(await commands.completion(shell)),
    async (options) => leave(await commands.complete(options)),
  );
  addReplay(program, async (options) => leave(await commands.replay(options)));
  addDoctor(program, async (options) => leave(await commands.doctor(options)));
  addSimulate(program, async (options) => leave(await commands.simulate(options)));

  // Whoever asks for help without naming a command wants to read about the monitor.
  const { visibleOptions } = program.createHelp();
  program.usage('[watch] [options]').configureHelp({
    visibleOptions: (command) =>
      command === program
        ? [...watch.options.filter(({ hidden }) => !hidden), ...visibleOptions.call(program.createHelp(), program)]
        : visibleOptions.call(program.createHelp(), command),
  });
  return program;
}

/** What was given to an option that does not exist may be a secret. */
function withoutValue(text: string): string {
  const told = text.replace(/unknown option '(--[^=']*|-.).*'/s, "unknown option '$1'");
  // Options of the monitor are known to every command, though not taken.
  return told.replace(
    /(unknown option '(--[a-z-]+)')\n\(Did you mean \2\?\)/,
    '$1\n(it is an option of presence-monitor itself)',
  );
}
