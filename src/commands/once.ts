import type { State } from '../monitor/state.ts';
import { plainTable } from '../ui/plain-table.ts';
import type { Connection } from './connect.ts';
import { EXIT } from './exit-codes.ts';
import { firstSweep } from './first-sweep.ts';
import { type Leaving, UNREAD, untilLeaving } from './leaving.ts';
import { type RunOptions, run } from './run.ts';

/** Failures in a row, such as may pass, after which a single sweep is given up. */
const ATTEMPTS = 4;

/** Makes one sweep, prints what `format` makes of it unless lines are asked for, and gives the exit code. */
export function once(
  connection: Connection,
  options: RunOptions,
  format: (state: State) => string = plainTable,
): Promise<number> {
  return run(connection, options, async (engine) => {
    const left = untilLeaving({ duration: undefined, closed: UNREAD });
    const swept = firstSweep(engine, ATTEMPTS).then((state): Leaving => {
      if (!options.json) process.stdout.write(format(state));
      const { counts, failingCount, size } = state.roster;
      if (counts.unknown + failingCount === 0) return { reason: 'done', exitCode: EXIT.done.code };
      console.error(`presence-monitor: of ${size} users ${counts.unknown} are unknown and ${failingCount} failed`);
      return { reason: 'done', exitCode: EXIT.partial.code };
    });
    return Promise.race([swept, left]);
  });
}
