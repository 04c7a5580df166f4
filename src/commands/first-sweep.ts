import type { FailureCode } from '../api/errors.ts';
import type { State } from '../monitor/state.ts';
import type { Engine } from '../runtime/engine.ts';
import { programErrorOf } from './program-error.ts';

/** Failures that waiting may mend. */
const MAY_PASS: ReadonlySet<FailureCode> = new Set(['throttled', 'server', 'network', 'timeout']);

/**
 * Starts the monitor and resolves once everybody was asked about and the subscriptions are read. Rejects with what is wrong
 * when nobody could be asked about for a reason that waiting does not mend, or after `attempts` failures in a row.
 */
export function firstSweep({ store, ended }: Engine, attempts: number): Promise<State> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const state = store.getLatest();
      const { planner, subscriptions, troubles } = state;
      const trouble = troubles.retrieve;
      if (trouble !== null && planner.sweeps === 0 && (planner.failures >= attempts || !MAY_PASS.has(trouble.failure.code))) {
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
