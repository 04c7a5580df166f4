import { readOnlyOf } from '../config/read-only.ts';
import { type Flags, isOn, LOW_BANDWIDTH_VARIABLE, MASK_VARIABLE } from '../config/settings.ts';
import { brokenPromise } from '../monitor/promise.ts';
import { csvTable } from '../ui/csv-table.ts';
import { configured, connection } from './connect.ts';
import type { DemoOptions } from './demo.ts';
import { openKeyboard } from './keyboard.ts';
import { wearGiven } from './looks.ts';
import { masked } from './masked.ts';
import { once } from './once.ts';
import { DEFAULT_RECORDING_BYTES, openRecording } from './recording.ts';
import { type RunOptions, tellOnStderr } from './run.ts';
import { stream } from './stream.ts';

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
  /** Path of the recording. */
  readonly record?: string | undefined;
  /** Bytes. */
  readonly recordMax?: number | undefined;
  /** Few frames and no colours, for a slow link; undefined unless given. */
  readonly lowBandwidth?: boolean | undefined;
  /** Pseudonyms in place of ids; undefined unless given. */
  readonly mask?: boolean | undefined;
  readonly flags: Flags;
}

/** The live monitor; lines when asked for them, one table when asked for one or when nobody sits at a terminal. Gives the exit code. */
export async function watch({ demo, flags, csv, json, screenReader, duration, ...more }: WatchOptions): Promise<number> {
  const { once: onlyOnce, record, recordMax = DEFAULT_RECORDING_BYTES, lowBandwidth, mask, ...world } = more;
  const hidesIds = mask ?? isOn(process.env[MASK_VARIABLE]);
  const real = demo ? await openDemo(flags, world) : await openConfigured(flags);
  const { opened, trouble } = hidesIds ? await masked(real, process.env) : { opened: real, trouble: null };
  const recording = record === undefined ? null : await openRecording(record, recordMax, hidesIds);
  const slow = lowBandwidth ?? isOn(process.env[LOW_BANDWIDTH_VARIABLE]);
  const options: RunOptions = { json, recording, duration, lowBandwidth: slow, trouble };
  if (trouble !== null) tellOnStderr(trouble);
  const oneSweep = onlyOnce || !(json || screenReader || process.stdout.isTTY);
  if (oneSweep) return once(opened, options, csv ? csvTable : undefined);
  const broken = brokenPromise(opened.settings);
  if (broken !== null) console.error(`presence-monitor: ${broken}`);
  if (json) return stream(opened, options);
  // Such a terminal cannot move its cursor, so a screen would be garbage in it.
  const dumb = process.env.TERM === 'dumb';
  if (screenReader || dumb) {
    const spoken = await import('./screen-reader.ts');
    const keyboard = flags.usersFile === '-' ? openKeyboard() : process.stdin;
    return spoken.screenReader(opened, { ...options, keyboard, dumb: dumb && !screenReader });
  }
  const { screen } = await import('./screen.tsx');
  return screen(opened, options);
}

async function openConfigured(flags: Flags) {
  return connection(await configured({ flags, env: process.env, cwd: process.cwd() }), process.env);
}

async function openDemo(flags: Flags, world: DemoOptions) {
  wearGiven(flags, process.env);
  const { startDemo } = await import('./demo.ts');
  return startDemo({ ...world, readOnly: readOnlyOf(flags, process.env, null) });
}
