import { Command, InvalidArgumentError, Option } from 'commander';
import type { Flags } from './config/settings.ts';
import { safeLines } from './text/safe.ts';

/** What the command line does, handed in so that reading it loads nothing. Each gives the exit code. */
export interface Commands {
  watch(options: { demo: boolean; once: boolean; csv: boolean; flags: Flags; seed?: number; scenario?: string }): Promise<number>;
  simulate(options: { port?: number; users?: number; scenario?: string; seed?: number }): Promise<number>;
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

  const watch = program
    .command('watch', { isDefault: true })
    .description('the live monitor; when stdout is no terminal, one table')
    .option(
      '-c, --config <FILE>',
      'configuration; default ./presence-monitor.config.json, then $XDG_CONFIG_HOME/presence-monitor/config.json',
    )
    .option('-p, --profile <NAME>', 'the set of fields under "profiles" in the configuration that replaces those at its top')
    .option(
      '-u, --user <UID>',
      'whom to watch, instead of the configuration’s list; repeatable',
      (uid, all: string[]) => [...all, uid],
      [],
    )
    .option('--users-file <FILE>', 'whom to watch, one name a line; - reads standard input')
    .option('--as <UID>', 'the acting user: whose subscriptions they are, and as whom calls are made')
    .option('--host <HOST>', 'host of the REST API')
    .option('--org-name <NAME>', 'organisation, the part of the App Key before the #')
    .option('--app-name <NAME>', 'app, the part of the App Key after the #')
    .option('--app-id <ID>', 'App ID, instead of organisation and app')
    .option('--token-file <FILE>', 'file that holds the token; others must not be able to read it')
    .option('--calls-per-second <N>', 'calls a second, at most 50')
    .option('--refresh <TIME>', 'how old what is shown may get, such as 30s')
    .option('--for <TIME>', 'how long a subscription lasts unless the dialog says otherwise, such as 7d')
    .option('--ext-max-bytes <N>', 'bytes of UTF-8 that ext may have')
    .addOption(new Option('--write', 'allow changes although the app is marked production').conflicts('readOnly'))
    .option('--read-only', 'allow no changes, whatever the app')
    .option('--demo', 'watch the users of an embedded simulator: no account, no configuration, real HTTP', false)
    .option('--once', 'one sweep and one table, then exit', false)
    .addOption(
      new Option('--csv', 'with --once: the table as CSV, safe to open in a spreadsheet').default(false).conflicts('json'),
    )
    .addOption(scenarioOption().helpGroup('Options for --demo:'))
    .addOption(seedOption().helpGroup('Options for --demo:'))
    .action(async ({ demo, once, csv, scenario, seed, user, ...flags }) => {
      if (csv && !once) watch.error('error: --csv is the format of one sweep: add --once, or leave --csv out for the monitor');
      leave(await commands.watch({ demo, once, csv, scenario, seed, flags: { ...flags, users: user } }));
    });
  refuseToken(watch);
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

/** What was given to an option that does not exist may be a secret. */
function withoutValue(text: string): string {
  return text.replace(/unknown option '(--[^=']*|-.).*'/s, "unknown option '$1'");
}

function scenarioOption(): Option {
  return new Option(
    '--scenario <NAME|FILE>',
    'what happens there: calm, busy, flapping, never-seen, quirks, still, faulty, outage, throttled, or a file',
  );
}

function seedOption(): Option {
  return new Option('--seed <N>', 'the same seed tells the same story').argParser(wholeNumber(0, 0xffff_ffff));
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}
