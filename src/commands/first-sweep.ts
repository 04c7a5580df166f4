import type { Failure, FailureCode } from '../api/errors.ts';
import type { State } from '../monitor/state.ts';
import type { Engine } from '../runtime/engine.ts';
import { programErrorOf } from './program-error.ts';

/** Failures that waiting may mend. */
const MAY_PASS: ReadonlySet<FailureCode> = new Set(['throttled', 'server', 'network', 'timeout']);
/** Failures that may lie in one user, for whom the monitor then searches. */
const MAY_BE_OF_ONE: ReadonlySet<FailureCode> = new Set(['rejected', 'refused']);
/** Calls refused without one answer, after which it is not one user: enough to halve a full batch down to one, and to begin with the next. */
const REFUSALS = 16;

/**
 * Starts the monitor and resolves once everybody was asked about and the subscriptions are read. Rejects with what is wrong
 * when nobody could be asked about for a reason that waiting does not mend, or after `attempts` failures in a row.
 */
export function firstSweep({ store, ended }: Engine, attempts: number): Promise<State> {
  return new Promise((resolve, reject) => {
    let answered = false;
    let refusals = 0;
    store.getLatest().roster.follow(() => {
      answered = true;
    });
    store.follow(({ type }) => {
      if (type === 'retrieve-failed') refusals++;
    });
    const isHopeless = ({ code }: Failure) => {
      if (MAY_BE_OF_ONE.has(code)) return !answered && refusals >= REFUSALS;
      return !MAY_PASS.has(code);
    };
    const look = () => {
      const state = store.getLatest();
      const { planner, subscriptions, troubles } = state;
      const trouble = troubles.retrieve;
      if (trouble !== null && planner.sweeps === 0 && (planner.failures >= attempts || isHopeless(trouble.failure))) {
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
