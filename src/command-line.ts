import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import {
  connectionOptions,
  extMaxBytesOption,
  scenarioOption,
  seedOption,
  wholeNumber,
  writeOptions,
} from './command-options.ts';
import type { ConfigOptions } from './commands/config.ts';
import type { WatchOptions } from './commands/watch.ts';
import type { WriteOptions } from './commands/write.ts';
import { parseDuration } from './text/duration.ts';
import { nearest } from './text/nearest.ts';
import { safeLines } from './text/safe.ts';
import { parseSize } from './text/size.ts';

const SECOND = 1000;
/** The longest whole number of days that a timer holds, in milliseconds. */
const LONGEST_DURATION = 24 * 86_400 * SECOND;

/** What the command line does, handed in so that reading it loads nothing. Each gives the exit code. */
export interface Commands {
  watch(options: WatchOptions): Promise<number>;
  simulate(options: { port?: number; users?: number; scenario?: string; seed?: number }): Promise<number>;
  write(options: WriteOptions): Promise<number>;
  config(options: ConfigOptions): Promise<number>;
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

  const watch = connectionOptions(program.command('watch', { isDefault: true }))
    .description('the live monitor; when stdout is no terminal, one table')
    .option(
      '-u, --user <UID>',
      "whom to watch, instead of the configuration's list; repeatable",
      (uid, all: string[]) => [...all, uid],
      [],
    )
    .option('--users-file <FILE>', 'whom to watch, one name a line; - reads standard input')
    .option('--refresh <TIME>', 'how old what is shown may get, such as 30s')
    .option('--for <TIME>', 'how long a subscription lasts unless the dialog says otherwise, such as 7d')
    .addOption(extMaxBytesOption())
    .option('--demo', 'watch the users of an embedded simulator: no account, no configuration, real HTTP', false)
    .option('--once', 'one sweep and one table, then exit', false)
    .addOption(
      new Option('--csv', 'with --once: the table as CSV, safe to open in a spreadsheet').default(false).conflicts('json'),
    )
    .option('--json', 'JSON lines on standard output instead of a screen or table, until interrupted', false)
    .option('--low-bandwidth', 'for a slow link: at most 2 frames of data a second, and no colours')
    .addOption(
      new Option('--screen-reader', 'plain sentences, a line each, for speech and braille; also when TERM is dumb')
        .default(false)
        .conflicts(['json', 'once']),
    )
    .addOption(durationOption())
    .option('--record <FILE>', 'write the same lines into a file, whatever is shown; goes on with an earlier recording')
    .option('--record-max <SIZE>', 'how large the recording may get, such as 2GB; 100MB unless told', size)
    .addOption(scenarioOption().helpGroup('Options for --demo:'))
    .addOption(seedOption().helpGroup('Options for --demo:'))
    .allowExcessArguments()
    .action(
      async (
        { demo, once, csv, json, screenReader, lowBandwidth, duration, record, recordMax, scenario, seed, user, ...flags },
        { args }: Command,
      ) => {
        if (args[0] !== undefined) refuseArgument(program, args[0]);
        if (csv && !once) watch.error('error: --csv is the format of one sweep: add --once, or leave --csv out for the monitor');
        const asked = { demo, once, csv, json, screenReader, lowBandwidth, duration, record, recordMax, scenario, seed };
        leave(await commands.watch({ ...asked, flags: { ...flags, users: user } }));
      },
    );

  const set = program
    .command('set <uid> <resource> <status>')
    .description('sets the status of one device of a user: 1 online, 0 offline, anything else custom')
    .requiredOption('--ext <TEXT>', 'what the user says beside the status; one for all devices')
    .addOption(extMaxBytesOption());
  writeOptions(set).action(async (uid, resource, status, { ext, yes = false, dryRun = false, json = false, ...flags }) => {
    const wanted = { call: 'set', resource, status, ext } as const;
    leave(await commands.write({ wanted, yes, dryRun, json, flags: { ...flags, uids: [uid] } }));
  });
  const subscribe = program
    .command('subscribe [uid...]')
    .description('subscribes the acting user to users')
    .option('--for <TIME>', 'how long, from 1s to 30d; as configured unless given');
  const unsubscribe = program.command('unsubscribe [uid...]').description('ends subscriptions of the acting user');
  for (const [call, command] of Object.entries({ subscribe, unsubscribe }) as ['subscribe' | 'unsubscribe', Command][]) {
    command.option('--users-file <FILE>', 'users beside those named, one a line; - reads standard input');
    writeOptions(command).action(async (uids: string[], { yes = false, dryRun = false, json = false, ...flags }) => {
      if (uids.length === 0 && flags.usersFile === undefined) command.error("error: missing required argument 'uid'");
      leave(await commands.write({ wanted: { call }, yes, dryRun, json, flags: { ...flags, uids } }));
    });
  }

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
    .action(async (what, { json = false, ...flags }) => leave(await commands.config({ what, json, flags })));

  program
    .command('simulate')
    .description('the presence API of a made-up app on loopback, with a configuration ready to use')
    .option('--port <N>', 'port on 127.0.0.1; 0 is any free one', wholeNumber(0, 65_535), 8089)
    .option('--users <N>', 'how many users live there', wholeNumber(0, 1_000_000))
    .addOption(scenarioOption())
    .addOption(seedOption())
    .action(async (options) => leave(await commands.simulate(options)));

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

/** The monitor takes no arguments, so one is most likely meant as a command. It is repeated only where it looks like one: it may be a secret. */
function refuseArgument(program: Command, argument: string): never {
  const known = program.commands.map((command) => command.name());
  if (known.includes(argument)) {
    return program.error(`error: the command comes first: presence-monitor ${argument} ...`);
  }
  if (!/^[a-z-]{1,16}$/i.test(argument)) {
    return program.error(`error: an argument that is no command; there are ${known.join(', ')}`);
  }
  const near = nearest(argument, known);
  const instead = near === null ? '(whom to watch is said with --user)' : `(Did you mean ${near}?)`;
  return program.error(`error: unknown command '${argument}'\n${instead}`);
}

/** What was given to an option that does not exist may be a secret. */
function withoutValue(text: string): string {
  return text.replace(/unknown option '(--[^=']*|-.).*'/s, "unknown option '$1'");
}

function durationOption(): Option {
  return new Option('--duration <TIME>', 'stop by itself after a time, such as 30s').conflicts('once').argParser((text) => {
    const read = parseDuration(text);
    if ('error' in read) throw new InvalidArgumentError(`Expected ${read.error}.`);
    if (read.milliseconds >= SECOND && read.milliseconds <= LONGEST_DURATION) return read.milliseconds;
    throw new InvalidArgumentError('Expected a time from 1s to 24d.');
  });
}

function size(text: string): number {
  const bytes = parseSize(text);
  if (bytes !== null) return bytes;
  throw new InvalidArgumentError('Expected a size such as "500KB", "100MB" or "2GB".');
}
