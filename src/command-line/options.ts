import { type Command, InvalidArgumentError, Option } from 'commander';
import { SCENARIO_NAMES } from '../text/scenario-names.ts';

/** Runs a command and leaves with its exit code. */
export type Run<Options> = (options: Options) => Promise<void>;

/** What every command takes that speaks to a server: which configuration, and what stands over it. */
export function connectionOptions(command: Command): Command {
  command
    .option(
      '-c, --config <FILE>',
      'configuration; default ./presence-monitor.config.json, then $XDG_CONFIG_HOME/presence-monitor/config.json',
    )
    .option('-p, --profile <NAME>', 'the set of fields under "profiles" in the configuration that replaces those at its top')
    .option('--as <UID>', 'the acting user: whose subscriptions they are, and as whom calls are made')
    .option('--host <HOST>', 'host of the REST API')
    .option('--org-name <NAME>', 'organisation, the part of the App Key before the #')
    .option('--app-name <NAME>', 'app, the part of the App Key after the #')
    .option('--app-id <ID>', 'App ID, instead of organisation and app')
    .option('--token-file <FILE>', 'file that holds the token; others must not be able to read it')
    .option('--calls-per-second <N>', 'calls a second, at most 50')
    .addOption(new Option('--write', 'allow changes although the app is marked production').conflicts('readOnly'))
    .option('--read-only', 'allow no changes, whatever the app');
  lookOptions(command);
  refuseToken(command);
  return command;
}

/** Every call, for whoever wants to know what is asked of the server. */
export function verboseOption(): Option {
  return new Option(
    '-v, --verbose',
    'say on standard error how each call went; beside a screen that has to be a file: 2> calls.log',
  );
}

/** How everything looks that is written for people. */
export function lookOptions(command: Command): Command {
  const noColor = new Option('--no-color', 'no colours, as with NO_COLOR set or the theme mono').conflicts('theme');
  // For commander it takes a `--color` back that is on otherwise, and that nobody gave.
  noColor.negate = false;
  return command
    .option('--ascii', 'draw our own signs in ASCII: + * - ? for the statuses')
    .option('--ambiguous-width <N>', 'columns of East Asian ambiguous characters in this terminal: 1, or 2')
    .option('--theme <NAME>', 'colours: auto, dark, light or mono')
    .addOption(noColor);
}

/** What every command takes that changes something. */
export function writeOptions(command: Command): Command {
  return connectionOptions(command)
    .addOption(verboseOption())
    .option('--yes', 'do not ask; needed where nobody can be asked')
    .option('--dry-run', 'show each request as a line of curl, without the token, and send nothing')
    .option('--json', 'one JSON object a line');
}

/** A token among the arguments is seen by everybody on the machine, so it is not taken even though it was given. */
function refuseToken(command: Command): void {
  command
    .addOption(new Option('--token [TOKEN]').hideHelp())
    .on('option:token', () =>
      command.error(
        'error: --token is not taken: arguments are seen by everybody on this machine and stay in the history of the shell.\n' +
          'Put the token into a file that only you can read and name it with --token-file FILE, or into PRESENCE_MONITOR_TOKEN. ' +
          'Make a new token if this one was real.',
      ),
    );
}

export function groupOption(): Option {
  return new Option('--group <NAME>', 'the members of a group of the configuration; repeatable')
    .argParser((name: string, all: string[]) => [...all, name])
    .default([], '');
}

export function extMaxBytesOption(): Option {
  return new Option('--ext-max-bytes <N>', 'bytes of UTF-8 that ext may have');
}

export function scenarioOption(): Option {
  return new Option('--scenario <NAME|FILE>', `what happens there: ${SCENARIO_NAMES.join(', ')}, or a file`);
}

export function seedOption(): Option {
  return new Option('--seed <N>', 'the same seed tells the same story').argParser(wholeNumber(0, 0xffff_ffff));
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}
