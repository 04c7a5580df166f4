import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ReplayOptions } from '../commands/replay.ts';
import { lookOptions, type Run, wholeNumber } from './options.ts';

/** The fastest that a replay may go: a day in less than a second. */
const FASTEST = 100_000;

/** A recording, shown again. */
export function addReplay(program: Command, run: Run<ReplayOptions>): void {
  const replay = program
    .command('replay <file>')
    .description('shows a recording as it was live, with time travel; sends nothing and needs no configuration')
    .option('--at <TIME>', 'the moment to show: 2026-11-25T14:03:10Z, 14:03:10, or -5m from the end; the end unless given')
    .option('--speed <N>', 'play on from there, or from the beginning, so many times as fast', speed)
    .addOption(
      new Option('--json', 'the lines of the recording on standard output, from --at on')
        .default(false)
        .conflicts(['filter', 'select', 'sort', 'tab', 'top']),
    )
    .option('--filter <EXPR>', 'filter as in the screen, such as "status:online ext:busy"')
    .option('--select <UID>', 'the user who is selected')
    .option('--sort <COLUMN>', 'sort by a column, such as status, or -age for the other way around')
    .option('--tab <GROUP>', 'show one group')
    .option('--top <N>', 'how many rows are scrolled away', wholeNumber(0, 10_000_000), 0)
    .option(
      '--mask',
      'pseudonyms in place of user and device ids, those of a masked run on this machine; what users say is hidden',
    )
    .option('--low-bandwidth', 'for a slow link: at most 2 frames of data a second, and no colours');
  lookOptions(replay).action(async (file, { at, speed, json, mask, filter, select, sort, tab, top, ...flags }) =>
    run({ file, at, speed, json, mask, filter, select, sort, tab, top, flags }),
  );
}

function speed(text: string): number {
  const value = Number(text.replace(/x$/i, ''));
  if (/^\d+(\.\d+)?x?$/i.test(text) && value > 0 && value <= FASTEST) return value;
  throw new InvalidArgumentError(`Expected how many times as fast, such as 10 or 0.5, at most ${FASTEST}.`);
}
