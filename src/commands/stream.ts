import type { Connection } from './connect.ts';
import { firstSweep } from './first-sweep.ts';
import { byKey, UNREAD, untilLeaving } from './leaving.ts';
import { awaitedBy, type RunOptions, run } from './run.ts';

/**
 * Writes lines until it is stopped, and gives the exit code. What no waiting mends, such as a token that the server refuses,
 * ends it as long as nobody was ever asked about; an outage does not.
 */
export function stream(connection: Connection, options: RunOptions): Promise<number> {
  return run(connection, options, (engine) => {
    const left = untilLeaving({ duration: options.duration, closed: UNREAD, awaited: awaitedBy(engine, options) });
    const failed = firstSweep(engine, Number.POSITIVE_INFINITY).then(() => left);
    return Promise.race([failed, left, engine.ended.then(byKey)]);
  });
}
