import type { FailureCode } from '../api/errors.ts';
import type { State } from '../monitor/state.ts';
import { openEngine } from '../runtime/engine.ts';
import { plainTable } from '../ui/plain-table.ts';
import type { Connection } from './connect.ts';
import { EXIT } from './exit-codes.ts';
import { interruption } from './interruption.ts';
import { programErrorOf } from './program-error.ts';

/** Failures that waiting may mend: the sweep goes on, a few times. */
const MAY_PASS: ReadonlySet<FailureCode> = new Set(['throttled', 'server', 'network', 'timeout']);
const ATTEMPTS = 4;

/** Makes one sweep, prints what `format` makes of it and gives the exit code. */
export async function once({ settings, client }: Connection, format: (state: State) => string = plainTable): Promise<number> {
  const engine = openEngine(settings, client);
  try {
    return await Promise.race([interruption(), firstSweep(engine).then((state) => print(state, format))]);
  } finally {
    engine.close();
  }
}

function print(state: State, format: (state: State) => string): number {
  process.stdout.write(format(state));
  const { counts, failingCount, size } = state.roster;
  if (counts.unknown + failingCount === 0) return EXIT.done.code;
  console.error(`presence-monitor: of ${size} users ${counts.unknown} are unknown and ${failingCount} failed`);
  return EXIT.partial.code;
}

function firstSweep({ store, ended }: ReturnType<typeof openEngine>): Promise<State> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const state = store.getLatest();
      const { planner, subscriptions, troubles } = state;
      const trouble = troubles.retrieve;
      if (trouble !== null && planner.sweeps === 0 && (planner.failures >= ATTEMPTS || !MAY_PASS.has(trouble.failure.code))) {
        reject(programErrorOf(trouble.failure));
      }
      const swept = planner.sweeps > 0 || planner.size === 0;
      if (swept && (subscriptions.total !== null || troubles.sublist !== null)) resolve(state);
    };
    ended.catch(reject);
    store.subscribe(look);
    store.start();
  });
}
