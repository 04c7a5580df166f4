import { setTimeout as pause } from 'node:timers/promises';
import { endLine, errorLine } from '../runtime/lines/make-lines.ts';
import type { Line } from '../runtime/lines/schema.ts';
import { linesOfRun } from '../runtime/replay/open-run.ts';
import { timeOf } from '../runtime/replay/read-line.ts';
import { jsonLine } from '../text/json-line.ts';
import { EXIT } from './exit-codes.ts';
import { type Leaving, UNREAD, untilLeaving } from './leaving.ts';
import type { Replay } from './replay.ts';

export interface ReplayLinesOptions {
  /** How many times as fast as it happened; undefined: as fast as can be. */
  readonly speed: number | undefined;
  /** Milliseconds since the epoch from which on lines are written; null: all of them. */
  readonly from: number | null;
}

/** Writes the lines of a run again, without those that only a replay needs. The first and the last frame them whatever the way out. Gives the exit code. */
export async function replayLines(replay: Replay, { speed, from }: ReplayLinesOptions): Promise<number> {
  const left = untilLeaving({ duration: undefined, awaited: null, closed: UNREAD });
  let leaving: Leaving | null = null;
  void left.then((why) => {
    leaving = why;
  });
  const { path, run, maskKey, replaying } = replay;
  let last = from ?? run.from;
  let ended = false;
  for await (const line of linesOfRun(path, run, maskKey)) {
    const at = timeOf(line) ?? last;
    if (line.type === 'setup' || line.type === 'moment') continue;
    if (line.type !== 'hello' && line.type !== 'end' && from !== null && at < from) continue;
    if (speed !== undefined && line.type !== 'hello' && at > last) await Promise.race([pause((at - last) / speed), left]);
    if (leaving !== null) break;
    last = Math.max(last, at);
    ended = line.type === 'end';
    await Promise.race([written(line), left]);
    if (leaving !== null) break;
  }
  if (leaving !== null) return finish(leaving, last);
  if (ended) return EXIT.done.code;
  const message = replaying.damage ?? 'the recording is damaged';
  const failure = { code: 'damaged', message, hint: 'What was before that was replayed.', call: null };
  await written({ ...errorLine({ ...failure, code: 'unreadable', status: null, retryAfter: null }, last), code: 'damaged' });
  return finish({ reason: 'failed', exitCode: EXIT.partial.code }, last);
}

function finish({ reason, exitCode }: Leaving, at: number): number {
  process.stdout.write(`${jsonLine(endLine(reason, exitCode, at))}\n`);
  return exitCode;
}

/** Resolves once a slow reader has room again. */
function written(line: Line): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (process.stdout.write(`${jsonLine(line)}\n`)) resolve();
  else process.stdout.once('drain', resolve);
  return promise;
}
