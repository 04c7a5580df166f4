import type { FailureCode } from '../api/errors.ts';
import type { State } from '../monitor/state.ts';
import { openEngine } from '../runtime/engine.ts';
import { plainTable } from '../ui/plain-table.ts';
import type { Connection } from './connect.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { ProgramError } from './program-error.ts';

/** Failures that waiting may mend: the sweep goes on, a few times. */
const MAY_PASS: ReadonlySet<FailureCode> = new Set(['throttled', 'server', 'network', 'timeout']);
const ATTEMPTS = 4;

/** Makes one sweep, prints what `format` makes of it and gives the exit code. */
export async function once({ settings, client }: Connection, format: (state: State) => string = plainTable): Promise<number> {
  const engine = openEngine(settings, client);
  try {
    const state = await firstSweep(engine);
    process.stdout.write(format(state));
    const { counts, failingCount, size } = state.roster;
    if (counts.unknown + failingCount > 0) {
      console.error(`presence-monitor: of ${size} users ${counts.unknown} are unknown and ${failingCount} failed`);
      return EXIT.partial.code;
    }
    return EXIT.done.code;
  } finally {
    engine.close();
  }
}

function firstSweep({ store, ended }: ReturnType<typeof openEngine>): Promise<State> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const state = store.getLatest();
      const { planner, subscriptions, troubles } = state;
      const trouble = troubles.retrieve;
      if (trouble !== null && planner.sweeps === 0 && (planner.failures >= ATTEMPTS || !MAY_PASS.has(trouble.failure.code))) {
        const { code, message, hint } = trouble.failure;
        reject(new ProgramError(message, hint, exitCodeOf(code)));
      }
      const swept = planner.sweeps > 0 || planner.size === 0;
      if (swept && (subscriptions.total !== null || troubles.sublist !== null)) resolve(state);
    };
    ended.catch(reject);
    store.subscribe(look);
    store.start();
  });
}
