import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Flags } from '../config/settings.ts';
import type { Replaying } from '../monitor/replaying.ts';
import { whyNotRead } from '../runtime/files/file-trouble.ts';
import { Mask } from '../runtime/mask/mask.ts';
import { isMasked, openRun } from '../runtime/replay/open-run.ts';
import { openReplay, type ReplayEngine } from '../runtime/replay/replay-engine.ts';
import { findRuns, type RecordedRun, type RecordedRuns } from '../runtime/replay/runs.ts';
import { DATA_FRAME, SLOW_LINK_FRAME } from '../runtime/store.ts';
import { safe, safeLines } from '../text/safe.ts';
import { plainTable } from '../ui/plain-table.ts';
import { EXIT } from './exit-codes.ts';
import { endBySignal } from './interruption.ts';
import { wearGiven } from './looks.ts';
import { hidesIds, openMaskKey } from './masked.ts';
import { patience } from './patience.ts';
import { ProgramError } from './program-error.ts';
import { replayLines } from './replay-lines.ts';
import { type AskedLook, type LookOptions, lookAt, readLook } from './replay-look.ts';
import { covered, readMoment } from './replay-time.ts';
import { tellOnStderr } from './run.ts';
import { processStreams } from './streams.ts';

export interface ReplayOptions extends LookOptions {
  readonly file: string;
  readonly at?: string | undefined;
  readonly speed?: number | undefined;
  readonly json: boolean;
  /** Pseudonyms in place of ids; undefined unless given. */
  readonly mask?: boolean | undefined;
  readonly flags: Flags;
}

/** What is replayed: a run, where from, and why it is not all there. */
export interface Replay {
  readonly path: string;
  readonly run: RecordedRun;
  /** Where it begins to be shown, in milliseconds since the epoch. */
  readonly at: number;
  readonly replaying: Replaying;
  /** What its pseudonyms are made with; null where it is shown as it was recorded. */
  readonly maskKey: Uint8Array | null;
}

/** Shows a recording as it was live; as lines or as one table where no screen is wanted. Nothing is asked, and no configuration read. Gives the exit code. */
export async function replay(options: ReplayOptions): Promise<number> {
  const { flags, json, speed, file } = options;
  const { lowBandwidth } = wearGiven(flags, process.env);
  const asked = readLook(options);
  // A terminal that cannot move its cursor gets what any other reader gets.
  const hasScreen = process.stdout.isTTY && process.env.TERM !== 'dumb';
  if (speed !== undefined && !json && !hasScreen) throw nothingPlays(speed);
  const path = resolve(file);
  const recording = await runsIn(path, file);
  const unmasked = chosenReplay(recording, options);
  const { key: maskKey, trouble } = await keyFor(unmasked, options.mask);
  const replaying: Replaying = { ...unmasked.replaying, ...(maskKey !== null && { masked: true }) };
  const chosen: Replay = { ...unmasked, replaying, maskKey };
  if (trouble !== null) tellOnStderr(trouble);
  const { run, runs } = replaying;
  const tells = options.at === undefined && runs > 1 && (json || !process.stdout.isTTY);
  if (tells) console.error(`presence-monitor: this is run ${run} of ${runs} in the recording; --at shows another`);
  if (json) return replayLines(chosen, { speed, from: options.at === undefined ? null : chosen.at });
  const { settings, moments } = await openRun(path, chosen.run, maskKey);
  const shown = { ...settings, recording: path, replay: replaying };
  if (!hasScreen) return table(openReplay(shown, moments), chosen, asked);
  const { openStage } = await import('./stage.ts');
  const stage = openStage({ duration: undefined, until: null, lowBandwidth });
  const engine = openReplay(shown, moments, stage.onTerminal, lowBandwidth ? SLOW_LINK_FRAME : DATA_FRAME);
  await reached(engine, chosen, asked);
  const { exitCode } = await stage.show(engine, () => {
    if (trouble !== null) stage.tell(trouble, engine);
    if (speed !== undefined) engine.player.play();
    return { close: async () => {} };
  });
  if (stage.suspended) endBySignal(exitCode);
  return exitCode;
}

/** Goes to the moment before anything is shown. Rejects when the file cannot be read any more, or nothing can look as asked then. */
async function reached(engine: ReplayEngine, { path, run, at, maskKey }: Replay, asked: AskedLook): Promise<void> {
  const { store, player, ended } = engine;
  const going = patience(`replaying ${safe(basename(path))}`, processStreams);
  const whole = Math.max(1, at - run.from);
  const mask = maskKey && new Mask(maskKey, []);
  try {
    await Promise.race([player.goTo(at, (way) => going.tell((way - run.from) / whole)), ended]);
    store.replay({ type: 'look', look: lookAt(asked, store.getLatest().settings, (uid) => mask?.user(uid) ?? uid) });
  } catch (error) {
    engine.close();
    throw error;
  } finally {
    going.end();
  }
}

/** One table of the moment. A recording that is damaged is told, and is no success. */
async function table(engine: ReplayEngine, replay: Replay, asked: AskedLook): Promise<number> {
  await reached(engine, replay, asked);
  const { at, replaying } = replay;
  process.stdout.write(plainTable(engine.store.getLatest()));
  engine.close();
  if (replaying.damage === null || at < replaying.to) return EXIT.done.code;
  console.error(safeLines(`presence-monitor: ${replaying.damage}\nThe table shows the last moment before that.`));
  return EXIT.partial.code;
}

async function runsIn(path: string, name: string): Promise<RecordedRuns> {
  const recording = await readable(path, name);
  if (recording.runs.length > 0) return recording;
  const { damage } = recording;
  const why = damage === null ? 'the file is empty' : `line ${damage.line}: ${damage.why}`;
  throw unusable(name, why, 'Name a file that --record wrote, or a newer presence-monitor if it is one.');
}

async function readable(path: string, name: string): Promise<RecordedRuns> {
  const reading = patience(`reading ${safe(basename(path))}`, processStreams);
  try {
    const found = await stat(path);
    if (!found.isFile()) throw unusable(name, 'it is no file', 'Name a file that --record wrote.');
    return await findRuns(path, found.size, (bytes) => reading.tell(bytes / found.size));
  } catch (error) {
    if (error instanceof ProgramError) throw error;
    throw unusable(name, whyNotRead(error), 'Name a file that --record wrote, and make it readable for yourself.', error);
  } finally {
    reading.end();
  }
}

/** The key that a run has to be masked with: none when it is shown as it is, or was recorded masked. */
async function keyFor({ path, run }: Pick<Replay, 'path' | 'run'>, mask: boolean | undefined) {
  if (!hidesIds(mask, process.env) || (await isMasked(path, run))) return { key: null, trouble: null };
  return openMaskKey(process.env);
}

function chosenReplay({ path, runs }: RecordedRuns, { at, speed, json }: ReplayOptions): Omit<Replay, 'maskKey'> {
  const moment = at === undefined ? null : readMoment(at, runs);
  if (moment !== null && 'error' in moment) {
    throw new ProgramError(`--at ${safe(at ?? '')}: ${moment.error}`, `The recording covers ${covered(runs)}.`, EXIT.usage.code);
  }
  const place = moment?.run ?? runs.length - 1;
  const run = runs[place] as RecordedRun;
  const { from, to, damage } = run;
  const replaying: Replaying = {
    ...{ from, to, run: place + 1, runs: runs.length, speed: speed ?? 1, playing: false, ended: false },
    damage: damage === null ? null : `the recording ends at line ${damage.line}: ${damage.why}`,
  };
  return { path, run, replaying, at: moment?.at ?? (speed === undefined && !json ? to : from) };
}

function nothingPlays(speed: number): ProgramError {
  return new ProgramError(
    `--speed ${speed}: there is no screen on which anything could play`,
    'Leave it out for one table, or add --json for the lines.',
    EXIT.usage.code,
  );
}

function unusable(name: string, why: string, hint: string, cause?: unknown): ProgramError {
  return new ProgramError(`replay ${safe(name)}: ${safe(why)}`, hint, EXIT.usage.code, { cause });
}
