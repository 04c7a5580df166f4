import type { Command } from 'commander';
import { type Run, scenarioOption, seedOption, wholeNumber } from './options.ts';

/** What the simulator is started with; its own defaults stand for what is missing. */
export interface SimulateOptions {
  readonly port?: number;
  readonly users?: number;
  readonly scenario?: string;
  readonly seed?: number;
}

/** The simulator by itself. */
export function addSimulate(program: Command, run: Run<SimulateOptions>): void {
  program
    .command('simulate')
    .description('the presence API of a made-up app on loopback, with a configuration ready to use')
    .option('--port <N>', 'port on 127.0.0.1; 0 is any free one', wholeNumber(0, 65_535), 8089)
    .option('--users <N>', 'how many users live there', wholeNumber(0, 1_000_000))
    .addOption(scenarioOption())
    .addOption(seedOption())
    .action(async (options) => run(options));
}
