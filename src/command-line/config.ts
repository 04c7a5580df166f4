import { Argument, type Command } from 'commander';
import type { ConfigOptions } from '../commands/config.ts';
import { connectionOptions, type Run } from './options.ts';

/** What there is to know about the configuration. */
export function addConfig(program: Command, run: Run<ConfigOptions>): void {
  const config = program
    .command('config')
    .description('checks the configuration, prints it, or prints its JSON Schema; sends nothing');
  config.addArgument(
    new Argument('<what>', 'check: whether it is right; print: every value and where it comes from; schema').choices([
      'check',
      'print',
      'schema',
    ]),
  );
  connectionOptions(config)
    .option('--json', 'one JSON object')
    .option('--origin', 'print where each value comes from, as it does unless told otherwise')
    .option('--no-origin', 'print the values alone, as one file would hold them')
    .action(async (what, { json = false, origin = true, ...flags }) => run({ what, json, origin, flags }));
}
