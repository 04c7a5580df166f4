#!/usr/bin/env node
import './with-resolvers.ts';
import { CommanderError } from 'commander';
import { version } from '../package.json';
import { commandFirst } from './command-line/command-first.ts';
import { commandLine } from './command-line/program.ts';
import { crashReport } from './commands/crash-report.ts';
import { EXIT } from './commands/exit-codes.ts';
import { leave } from './commands/leave.ts';
import { leaveWithoutOutput } from './commands/output-lost.ts';
import { safeLines } from './text/safe.ts';

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done.code : EXIT.usage.code;
  if (error instanceof Error && 'hint' in error) {
    console.error(safeLines(`presence-monitor: ${error.message}\n${error.hint}`));
    return 'exitCode' in error ? Number(error.exitCode) : EXIT.usage.code;
  }
  console.error(crashReport(error, version));
  return EXIT.unexpected.code;
}

leaveWithoutOutput();
// A limit on the size of files must fail the write, which is told, and not end the program.
process.on('SIGXFSZ', () => {});

const program = commandLine(
  version,
  {
    watch: async (options) => (await import('./commands/watch.ts')).watch(options),
    write: async (options) => (await import('./commands/write.ts')).write(options),
    subscriptions: async (options) => (await import('./commands/subscriptions.ts')).subscriptions(options),
    config: async (options) => (await import('./commands/config.ts')).config(options),
    completion: async (shell) => (await import('./commands/completion.ts')).completion(shell),
    complete: async (options) => (await import('./commands/complete.ts')).complete(options),
    replay: async (options) => (await import('./commands/replay.ts')).replay(options),
    doctor: async (options) => (await import('./commands/doctor.ts')).doctor(options),
    simulate: async (options) => (await import('./commands/simulate.ts')).simulate(options),
  },
  leave,
);
for (const command of [program, ...program.commands]) command.exitOverride();
program.parseAsync(commandFirst(program, process.argv.slice(2)), { from: 'user' }).catch((error) => leave(explain(error)));
