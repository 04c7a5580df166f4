import type { Engine } from '../runtime/engine.ts';
import { safe } from '../text/safe.ts';
import type { Connection } from './connect.ts';
import { exitCodeOf } from './exit-codes.ts';
import { firstSweep } from './first-sweep.ts';
import { byKey, type Leaving, UNREAD, untilLeaving } from './leaving.ts';
import { awaitedBy, type RunOptions, run } from './run.ts';

/**
 * Writes lines until it is stopped, and gives the exit code. What no waiting mends, such as a token that the server refuses,
 * ends it as long as nobody was ever asked about; an outage does not.
 */
export function stream(connection: Connection, options: RunOptions): Promise<number> {
  return run(connection, options, async (engine) => {
    const left = untilLeaving({ duration: options.duration, closed: UNREAD, awaited: awaitedBy(engine, options) });
    const failed = firstSweep(engine, Number.POSITIVE_INFINITY).then(() => left);
    const leaving = await Promise.race([failed, left, engine.ended.then(byKey)]);
    return leaving.reason === 'duration' ? unlessUnanswered(leaving, engine) : leaving;
  });
}

/** A time in which nobody was ever asked about with success is no success. */
function unlessUnanswered(leaving: Leaving, { store }: Engine): Leaving {
  const { roster, troubles } = store.getLatest();
  const failure = (troubles.retrieve ?? roster.longestFailing)?.failure;
  const isAnswered = Array.from({ length: roster.size }, (_, index) => roster.receivedAt(index)).some((at) => at !== 0);
  if (failure === undefined || isAnswered) return leaving;
  const { code, message, hint } = failure;
  return { ...leaving, exitCode: exitCodeOf(code), words: { text: `nobody was answered about: ${safe(message)}`, hint } };
}
