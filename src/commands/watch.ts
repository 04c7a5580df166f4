import { readOnlyOf } from '../config/read-only.ts';
import type { Flags } from '../config/settings.ts';
import { brokenPromise } from '../monitor/promise.ts';
import { csvTable } from '../ui/csv-table.ts';
import { type Connection, configured, connection } from './connect.ts';
import type { DemoOptions } from './demo.ts';
import { EXIT } from './exit-codes.ts';
import { openKeyboard } from './keyboard.ts';
import { wearGiven } from './looks.ts';
import { hidesIds, maskedConnection, maskedReloading, maskedTerms, openMask } from './masked.ts';
import { once } from './once.ts';
import { ProgramError } from './program-error.ts';
import { DEFAULT_RECORDING_BYTES, openRecording } from './recording.ts';
import { noting, type Reloading, reloading } from './reloading.ts';
import { type RunOptions, tellOnStderr } from './run.ts';
import { stream } from './stream.ts';
import { termsOf, untilMet } from './until.ts';
import { tellingCalls } from './verbose.ts';

export interface WatchOptions extends DemoOptions {
  readonly demo: boolean;
  readonly once: boolean;
  /** One sweep as CSV in place of the table. */
  readonly csv: boolean;
  readonly json: boolean;
  /** The monitor as appended lines, in place of a screen. */
  readonly screenReader: boolean;
  /** Milliseconds. */
  readonly duration?: number | undefined;
  /** The filter whose first match ends the run. */
  readonly until?: string | undefined;
  /** Milliseconds after which the match is no longer waited for. */
  readonly timeout?: number | undefined;
  /** Path of the recording. */
  readonly record?: string | undefined;
  /** Bytes. */
  readonly recordMax?: number | undefined;
  /** Pseudonyms in place of ids; undefined unless given. */
  readonly mask?: boolean | undefined;
  readonly flags: Flags;
}

/** The live monitor; lines when asked for them, one table when asked for one or when nobody sits at a terminal. Gives the exit code. */
export async function watch({
  demo,
  flags,
  csv,
  json,
  screenReader,
  mask,
  duration,
  until,
  timeout,
  ...more
}: WatchOptions): Promise<number> {
  const { once: onlyOnce, record, recordMax = DEFAULT_RECORDING_BYTES, ...world } = more;
  const oneSweep = onlyOnce || !(json || screenReader || process.stdout.isTTY);
  if (oneSweep && duration !== undefined) throw endsByItself();
  if (flags.verbose && !oneSweep && !json && process.stderr.isTTY) throw nowhereToTell();
  const terms = until === undefined ? null : termsOf(until);
  const isMasked = hidesIds(mask, process.env);
  const real = telling(demo ? await openDemo(flags, world) : await openConfigured(flags), flags);
  const { mask: known, trouble } = isMasked ? await openMask(real, process.env) : { mask: null, trouble: null };
  const opened =
    known === null
      ? real
      : { ...real, ...maskedConnection(real, known), reloading: real.reloading && maskedReloading(real.reloading, known) };
  const waiting = terms && untilMet(known === null ? terms : maskedTerms(terms, known), timeout);
  const recording = record === undefined ? null : await openRecording(record, recordMax, isMasked);
  const { lowBandwidth } = real;
  const options: RunOptions = { json, recording, duration, until: waiting, lowBandwidth, trouble };
  if (trouble !== null) tellOnStderr(trouble);
  if (oneSweep) return once(withoutAlerts(opened), options, csv ? csvTable : undefined);
  const live: RunOptions = { ...options, reloading: opened.reloading };
  const broken = brokenPromise(opened.settings);
  if (broken !== null) console.error(`presence-monitor: ${broken}`);
  if (json) return stream(opened, live);
  // Such a terminal cannot move its cursor, so a screen would be garbage in it.
  const dumb = process.env.TERM === 'dumb';
  if (screenReader || dumb) {
    const spoken = await import('./screen-reader.ts');
    const keyboard = flags.usersFile === '-' ? openKeyboard() : process.stdin;
    return spoken.screenReader(opened, { ...live, keyboard, dumb: dumb && !screenReader });
  }
  const { screen } = await import('./screen.ts');
  return screen(opened, live);
}

function telling(opened: Opened, { verbose }: Flags): Opened {
  return { ...opened, client: { ...opened.client, ...tellingCalls(verbose) } };
}

function nowhereToTell(): ProgramError {
  return new ProgramError(
    '--verbose: standard error is the terminal, and the screen is there',
    'Send it to a file, as in presence-monitor -v 2> calls.log, or add --once or --json.',
    EXIT.usage.code,
  );
}

function endsByItself(): ProgramError {
  return new ProgramError(
    '--duration: standard output is no terminal, and one sweep with one table ends by itself',
    'Add --json for lines until the time is over, or leave --duration out.',
    EXIT.usage.code,
  );
}

/** One sweep sees nobody change. Whoever looks at it is told so; a script knows. */
function withoutAlerts(connection: Connection): Connection {
  const { settings } = connection;
  if (settings.alerts?.length && process.stderr.isTTY) {
    console.error('presence-monitor: one sweep sees nobody change, so no alert goes off');
  }
  return { ...connection, settings: { ...settings, alerts: [] } };
}

/** A connection, how its watch list is read again, and whether the terminal is at the far end of a slow link. */
interface Opened extends Connection {
  readonly reloading: Reloading | null;
  readonly lowBandwidth: boolean;
}

async function openConfigured(flags: Flags): Promise<Opened> {
  const sources = { flags, env: process.env, cwd: process.cwd() };
  const read = new Map<string, string>();
  const loaded = await configured({ ...sources, io: { readFile: noting(read) } });
  const { lowBandwidth } = loaded.config;
  return { ...connection(loaded, process.env), reloading: await reloading(sources, loaded, read), lowBandwidth };
}

async function openDemo(flags: Flags, world: DemoOptions): Promise<Opened> {
  const { lowBandwidth } = wearGiven(flags, process.env);
  const { startDemo } = await import('./demo.ts');
  const demo = await startDemo({ ...world, readOnly: readOnlyOf(flags, process.env, null) });
  return { ...demo, reloading: null, lowBandwidth };
}
