#!/usr/bin/env node
import './with-resolvers.ts';
import { CommanderError } from 'commander';
import { version } from '../package.json';
import { commandLine } from './command-line.ts';
import { crashReport } from './commands/crash-report.ts';
import { EXIT } from './commands/exit-codes.ts';
import { leave } from './commands/leave.ts';
import { whyNotWritten } from './runtime/files/file-trouble.ts';
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

/** The terminal went away, or whoever read the output has read enough; anything else is told. */
function outputFailed(error: NodeJS.ErrnoException): number {
  if (process.stdout.isTTY) return EXIT.hangup.code;
  if (error.code === 'EPIPE') return EXIT.done.code;
  console.error(`presence-monitor: standard output ends here: ${whyNotWritten(error)}\nMake room, or print elsewhere.`);
  return EXIT.unexpected.code;
}

process.stdout.on('error', () => {});
process.stdout.once('error', (error) => {
  const exitCode = outputFailed(error);
  // A command that listens itself has something to finish.
  if (process.stdout.listenerCount('error') > 1) process.exitCode ||= exitCode;
  else leave(exitCode);
});
// When nobody hears what goes wrong, there is nobody to tell that either.
process.stderr.on('error', () => {});

// A limit on the size of files must fail the write, which is told, and not end the program.
process.on('SIGXFSZ', () => {});

const program = commandLine(
  version,
  {
    watch: async (options) => (await import('./commands/watch.ts')).watch(options),
    write: async (options) => (await import('./commands/write.ts')).write(options),
    simulate: async (options) => (await import('./commands/simulate.ts')).simulate(options),
  },
  leave,
);
for (const command of [program, ...program.commands]) command.exitOverride();
program.parseAsync().catch((error) => leave(explain(error)));
