import { version } from '../../package.json';
import { NO_HISTORY } from '../monitor/history.ts';
import type { State } from '../monitor/state.ts';
import { openAlerting } from '../runtime/alerts/alerting.ts';
import { systemClock } from '../runtime/clock.ts';
import type { TerminalEffect } from '../runtime/effects.ts';
import { type Engine, openEngine } from '../runtime/engine.ts';
import type { FileTrouble } from '../runtime/files/file-trouble.ts';
import { LineFile } from '../runtime/files/line-file.ts';
import { type LineOutput, LineReporter } from '../runtime/lines/line-reporter.ts';
import { LineStream } from '../runtime/lines/line-stream.ts';
import { endLine } from '../runtime/lines/make-lines.ts';
import { Recorder } from '../runtime/lines/recorder.ts';
import { DATA_FRAME, SLOW_LINK_FRAME } from '../runtime/store.ts';
import { jsonLine } from '../text/json-line.ts';
import { safeLines } from '../text/safe.ts';
import type { Connection } from './connect.ts';
import { EXIT } from './exit-codes.ts';
import { expectInterruption } from './interruption.ts';
import type { Leaving } from './leaving.ts';
import { ProgramError } from './program-error.ts';
import type { Recording } from './recording.ts';
import type { Reloading } from './reloading.ts';
import { awaited, type Until } from './until.ts';
import type { Said } from './warnings.ts';

/** What a run writes beside what it shows, and when it stops by itself. */
export interface RunOptions {
  /** Whether the lines go to standard output. */
  readonly json: boolean;
  readonly recording: Recording | null;
  /** Milliseconds, or undefined. */
  readonly duration: number | undefined;
  /** What ends it with success, or null. */
  readonly until: Until | null;
  /** Whether the terminal is at the far end of a slow link. */
  readonly lowBandwidth: boolean;
  /** How the watch list is read again while the monitor runs; missing or null when it is not. */
  readonly reloading?: Reloading | null;
  /** What went wrong before the run and was told on standard error, where a screen may hide it; null for nothing. */
  readonly trouble: FileTrouble | null;
}

/** What a run needs of a screen, when there is one. */
export interface Surface {
  /** Says what goes wrong with a file; on standard error unless given. */
  readonly tell?: (trouble: FileTrouble, engine: Engine) => void;
  /** What only a terminal can do; without one there are no keys, so nobody goes back in time. */
  readonly onTerminal?: (effect: TerminalEffect) => void;
  /** Hands a sequence of alerts to the terminal; to standard error, where that is one, unless given. */
  readonly ring?: (sequence: string) => void;
}

/**
 * Runs a monitor until `work` says why it is over, and gives the exit code. The lines asked for begin before anything is sent
 * and are complete when this is done, whatever the way out.
 */
export async function run(
  { settings, client, programEnv = {} }: Connection,
  { json, recording, lowBandwidth, reloading }: RunOptions,
  work: (engine: Engine) => Promise<Leaving>,
  { tell = tellOnStderr, onTerminal, ring = ringOnStderr }: Surface = {},
): Promise<number> {
  const kept = {
    ...settings,
    ...(recording && { recording: recording.path }),
    ...(onTerminal === undefined && { history: NO_HISTORY }),
  };
  const alerting = openAlerting(settings, {
    ring,
    insideTmux: process.env.TMUX !== undefined,
    env: programEnv,
    tell: (trouble) => tell(trouble, engine),
  });
  const frame = lowBandwidth ? SLOW_LINK_FRAME : DATA_FRAME;
  const engine = openEngine(kept, client, onTerminal, frame, alerting.carryOut);
  const file = recording && lineFile(recording, (trouble) => tell(trouble, engine));
  const outputs: LineOutput[] = [...(json ? [standardOutput(engine)] : []), ...(file ? [file] : [])];
  // A screen that is started in the background is stopped when it takes the terminal, and must then still end by a signal.
  if (outputs.length > 0 && onTerminal === undefined) expectInterruption();
  const lines = outputs.length === 0 ? null : new LineReporter(engine.store, outputs, version, systemClock);
  // After the lines that everybody gets, to which it adds.
  const recorder = file && new Recorder(engine.store, file);
  const files = reloading?.((message) => {
    engine.store.dispatch(message);
    if (json) noticeOnStderr(engine.store.getLatest());
  });
  try {
    const { reason, exitCode, matched, words } = await work(engine);
    recorder?.close();
    lines?.end(reason, exitCode, matched);
    if (words !== undefined) tellOnStderr({ message: words.text, hint: words.hint });
    return exitCode;
  } catch (error) {
    lines?.end('failed', error instanceof ProgramError ? error.exitCode : EXIT.unexpected.code);
    throw error;
  } finally {
    files?.close();
    engine.close();
    await Promise.all([alerting.close(), file?.close()]);
  }
}

/** Resolves with what `until` says, when the run waits for anything. */
export function awaitedBy(engine: Engine, { until }: Pick<RunOptions, 'until'>): Promise<Leaving> | null {
  return until && awaited(engine, until);
}

function ringOnStderr(sequence: string): void {
  if (process.stderr.isTTY) process.stderr.write(sequence);
}

/** Says on standard error what happened, and what to do unless that is plain. */
export function tellOnStderr({ message, hint }: Said): void {
  console.error(safeLines(`presence-monitor: ${message}${hint === null ? '' : `\n${hint}`}`));
}

/** Says what the monitor has to say where no screen shows it. */
function noticeOnStderr({ notice }: State): void {
  if (notice !== null) tellOnStderr({ message: notice.text, hint: notice.hint });
}

function lineFile({ path, file, most }: Recording, onStop: (trouble: FileTrouble) => void): LineFile {
  const lastWhenFull = () => jsonLine(endLine('full', null, systemClock.now().wall));
  return new LineFile(file, { path, most, lastWhenFull, onStop });
}

/** The lines on standard output. While nobody reads them nothing is asked, and the lines then say so. */
function standardOutput({ store }: Engine): LineStream {
  return new LineStream(process.stdout, {
    hold: () => store.dispatch({ type: 'hold' }),
    goOn: () => store.dispatch({ type: 'go-on' }),
  });
}
