#!/usr/bin/env node
import './with-resolvers.ts';
import { CommanderError } from 'commander';
import { version } from '../package.json';
import { commandLine } from './command-line.ts';
import { EXIT } from './commands/exit-codes.ts';
import { safeLines } from './text/safe.ts';

/** Leaves with a code once everything written has gone out; timers and sockets that still stand do not hold the program back. */
function leave(exitCode: number): void {
  process.exitCode = exitCode;
  process.stdout.write('', () => process.exit());
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done.code : EXIT.usage.code;
  if (error instanceof Error && 'hint' in error) {
    console.error(safeLines(`presence-monitor: ${error.message}\n${error.hint}`));
    return 'exitCode' in error ? Number(error.exitCode) : EXIT.usage.code;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(safeLines(`presence-monitor: a mistake in the program: ${text}\nPlease report it with these lines.`));
  return EXIT.unexpected.code;
}

process.stdout.on('error', () => leave(EXIT.done.code));

const program = commandLine(
  version,
  {
    watch: async (options) => (await import('./commands/watch.ts')).watch(options),
    simulate: async (options) => (await import('./commands/simulate.ts')).simulate(options),
  },
  leave,
);
for (const command of [program, ...program.commands]) command.exitOverride();
program.parseAsync().catch((error) => leave(explain(error)));
