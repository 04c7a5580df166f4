import { version } from '../../package.json';
import { systemClock } from '../runtime/clock.ts';
import type { TerminalEffect } from '../runtime/effects.ts';
import { type Engine, openEngine } from '../runtime/engine.ts';
import type { FileTrouble } from '../runtime/files/file-trouble.ts';
import { LineFile } from '../runtime/files/line-file.ts';
import { type LineOutput, LineReporter } from '../runtime/lines/line-reporter.ts';
import { LineStream } from '../runtime/lines/line-stream.ts';
import { endLine } from '../runtime/lines/make-lines.ts';
import { DATA_FRAME, SLOW_LINK_FRAME } from '../runtime/store.ts';
import { jsonLine } from '../text/json-line.ts';
import { safeLines } from '../text/safe.ts';
import type { Connection } from './connect.ts';
import { EXIT } from './exit-codes.ts';
import type { Leaving } from './leaving.ts';
import { ProgramError } from './program-error.ts';
import type { Recording } from './recording.ts';

/** What a run writes beside what it shows, and when it stops by itself. */
export interface RunOptions {
  /** Whether the lines go to standard output. */
  readonly json: boolean;
  readonly recording: Recording | null;
  /** Milliseconds, or undefined. */
  readonly duration: number | undefined;
  /** Whether the terminal is at the far end of a slow link. */
  readonly lowBandwidth: boolean;
  /** What went wrong before the run and was told on standard error, where a screen may hide it; null for nothing. */
  readonly trouble: FileTrouble | null;
}

/** What a run needs of a screen, when there is one. */
export interface Surface {
  /** Says what goes wrong with a file; on standard error unless given. */
  readonly tell?: (trouble: FileTrouble, engine: Engine) => void;
  readonly onTerminal?: (effect: TerminalEffect) => void;
}

/**
 * Runs a monitor until `work` says why it is over, and gives the exit code. The lines asked for begin before anything is sent
 * and are complete when this is done, whatever the way out.
 */
export async function run(
  { settings, client }: Connection,
  { json, recording, lowBandwidth }: RunOptions,
  work: (engine: Engine) => Promise<Leaving>,
  { tell = tellOnStderr, onTerminal }: Surface = {},
): Promise<number> {
  const engine = openEngine(settings, client, onTerminal, lowBandwidth ? SLOW_LINK_FRAME : DATA_FRAME);
  const file = recording && lineFile(recording, (trouble) => tell(trouble, engine));
  const outputs: LineOutput[] = [...(json ? [standardOutput(engine)] : []), ...(file ? [file] : [])];
  const lines = outputs.length === 0 ? null : new LineReporter(engine.store, outputs, version, systemClock);
  try {
    const { reason, exitCode } = await work(engine);
    lines?.end(reason, exitCode);
    return exitCode;
  } catch (error) {
    lines?.end('failed', error instanceof ProgramError ? error.exitCode : EXIT.unexpected.code);
    throw error;
  } finally {
    engine.close();
    await file?.close();
  }
}

/** Says on standard error what went wrong with a file. */
export function tellOnStderr({ message, hint }: FileTrouble): void {
  console.error(safeLines(`presence-monitor: ${message}\n${hint}`));
}

function lineFile({ path, file, most }: Recording, onStop: (trouble: FileTrouble) => void): LineFile {
  const lastWhenFull = () => jsonLine(endLine('full', null, systemClock.now().wall));
  return new LineFile(file, { path, most, lastWhenFull, onStop });
}

/** The lines on standard output. While nobody reads them nothing is asked, and the lines then say so. */
function standardOutput({ store }: Engine): LineStream {
  return new LineStream(process.stdout, {
    hold: () => store.dispatch({ type: 'stop' }),
    goOn: () => store.dispatch({ type: 'stop' }),
  });
}
