import { type Command, InvalidArgumentError, Option } from 'commander';
import type { WatchOptions } from '../commands/watch.ts';
import { parseDuration } from '../text/duration.ts';
import { nearest } from '../text/nearest.ts';
import { parseSize } from '../text/size.ts';
import {
  connectionOptions,
  extMaxBytesOption,
  groupOption,
  type Run,
  scenarioOption,
  seedOption,
  verboseOption,
} from './options.ts';

const SECOND = 1000;
/** The longest whole number of days that a timer holds, in milliseconds. */
const LONGEST_DURATION = 24 * 86_400 * SECOND;

/** What a demonstration has of its own. */
const OF_A_CONFIGURATION = [
  ...(['config', 'profile', 'as', 'host', 'orgName', 'appName', 'appId', 'tokenFile'] as const),
  ...(['user', 'group', 'usersFile', 'refresh', 'for', 'callsPerSecond', 'extMaxBytes'] as const),
];
/** A recording holds its first and its last line at least. */
const LEAST_RECORDING = 10_000;

/** The monitor: what runs unless another command is named. */
export function addWatch(program: Command, run: Run<WatchOptions>): Command {
  const watch = connectionOptions(program.command('watch [uid...]', { isDefault: true }))
    .description('the live monitor; when stdout is no terminal, one table')
    .option(
      '-u, --user <UID>',
      "whom to watch, instead of the configuration's list; repeatable",
      (uid, all: string[]) => [...all, uid],
      [],
    )
    .addOption(groupOption())
    .option('--users-file <FILE>', 'whom to watch, one name a line; - reads standard input')
    .option('--refresh <TIME>', 'how old what is shown may get, such as 30s')
    .option('--for <TIME>', 'how long a subscription lasts unless the dialog says otherwise, such as 7d')
    .addOption(extMaxBytesOption())
    .addOption(
      new Option('--demo', 'watch the users of an embedded simulator: no account, no configuration, real HTTP')
        .default(false)
        .conflicts([...OF_A_CONFIGURATION]),
    )
    .option('--once', 'one sweep and one table, then exit', false)
    .addOption(
      new Option('--csv', 'with --once: the table as CSV, safe to open in a spreadsheet').default(false).conflicts('json'),
    )
    .option('--json', 'JSON lines on standard output instead of a screen or table, until interrupted', false)
    .option(
      '--mask',
      'pseudonyms in place of user and device ids, whatever is shown, copied or written; what users say is hidden',
    )
    .addOption(verboseOption())
    .option('--low-bandwidth', 'for a slow link: at most 2 frames of data a second, and no colours')
    .addOption(
      new Option('--screen-reader', 'plain sentences, a line each, for speech and braille; also when TERM is dumb')
        .default(false)
        .conflicts(['json', 'once']),
    )
    .addOption(time('--duration <TIME>', 'stop by itself after a time, such as 30s').conflicts('once'))
    .addOption(
      new Option('--until <EXPR>', "stop when somebody meets a filter, such as 'alice device:ios status:online'").conflicts(
        'duration',
      ),
    )
    .addOption(time('--timeout <TIME>', 'with --until: give up after a time, such as 60s, and leave with 7'))
    .option('--record <FILE>', 'write the same lines into a file, whatever is shown; goes on with an earlier recording')
    .option('--record-max <SIZE>', 'how large the recording may get, such as 2GB; 100MB unless told', size)
    .addOption(scenarioOption().helpGroup('Options for --demo:'))
    .addOption(seedOption().helpGroup('Options for --demo:'))
    .allowExcessArguments()
    .action(
      async (
        args: string[],
        {
          demo,
          once,
          csv,
          json,
          screenReader,
          mask,
          duration,
          until,
          timeout,
          record,
          recordMax,
          scenario,
          seed,
          user,
          group,
          ...flags
        },
      ) => {
        // Only behind its own name does the monitor take users: anywhere else a word may be a mistyped command.
        const named = program.args[0] === 'watch' ? args : [];
        if (args[0] !== undefined && named.length === 0) refuseArgument(program, args[0]);
        if (csv && !once) watch.error('error: --csv is the format of one sweep: add --once, or leave --csv out for the monitor');
        if (demo && named.length > 0)
          watch.error('error: --demo watches the users of its own simulator: name nobody, or leave it out');
        const needless = [
          ['--scenario', scenario],
          ['--seed', seed],
        ].find(([, value]) => value !== undefined && !demo);
        if (needless !== undefined) watch.error(`error: ${needless[0]} is for the demonstration: add --demo`);
        if (recordMax !== undefined && record === undefined)
          watch.error('error: --record-max is how large a recording may get: say where with --record FILE');
        if (timeout !== undefined && until === undefined)
          watch.error('error: --timeout is how long --until waits: say what for with --until EXPR');
        const asked = { demo, once, csv, json, screenReader, mask, duration, until, timeout, record, recordMax, scenario, seed };
        await run({ ...asked, flags: { ...flags, users: [...user, ...named], groups: group } });
      },
    );
  return watch;
}

/** An argument without a command is most likely meant as one. It is repeated only where it looks like one: it may be a secret. */
function refuseArgument(program: Command, argument: string): never {
  const known = program
    .createHelp()
    .visibleCommands(program)
    .map((command) => command.name());
  if (known.includes(argument)) {
    return program.error(`error: the command comes first: presence-monitor ${argument} ...`);
  }
  if (!/^[a-z-]{1,16}$/i.test(argument)) {
    return program.error(`error: an argument that is no command; there are ${known.join(', ')}`);
  }
  const near = nearest(argument, known);
  const instead =
    near === null
      ? `(whom to watch is said with --user, or behind the command: presence-monitor watch ${argument})`
      : `(Did you mean ${near}?)`;
  return program.error(`error: unknown command '${argument}'\n${instead}`);
}

function time(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    const read = parseDuration(text);
    if ('error' in read) throw new InvalidArgumentError(`Expected ${read.error}.`);
    if (read.milliseconds >= SECOND && read.milliseconds <= LONGEST_DURATION) return read.milliseconds;
    throw new InvalidArgumentError('Expected a time from 1s to 24d.');
  });
}

function size(text: string): number {
  const bytes = parseSize(text);
  if (bytes !== null && bytes >= LEAST_RECORDING) return bytes;
  throw new InvalidArgumentError('Expected a size such as "500KB", "100MB" or "2GB", of at least 10KB.');
}
