import type { Failure, FailureCode } from '../api/errors.ts';
import { type Concern, concernOf } from '../monitor/polling.ts';
import type { State } from '../monitor/state.ts';
import type { Store } from '../runtime/store.ts';
import { programErrorOf } from './program-error.ts';

/** Failures that waiting may mend. */
const MAY_PASS: ReadonlySet<FailureCode> = new Set(['throttled', 'server', 'network', 'timeout']);

/**
 * Calls that fail in a row without one answer, after which it is not one user whom the server chokes on. A batch that is
 * refused is halved at once: enough to come down to one user, and to begin with the next batch. One that is suspected is
 * asked about twice before, and waits for each: enough for one of its halves, or another batch, to be answered.
 */
const ENOUGH: Readonly<Record<Concern, number>> = { refused: 16, suspected: 4, failed: 1 };

/**
 * Starts the monitor and resolves once everybody was asked about and the subscriptions are read. Rejects with what is wrong
 * when nobody could be asked about for a reason that waiting does not mend, or after `attempts` failures in a row. Mistakes
 * in the program are told by the engine alone.
 */
export function firstSweep(
  { store }: { readonly store: Pick<Store, 'getLatest' | 'follow' | 'subscribe' | 'start'> },
  attempts: number,
): Promise<State> {
  const { promise, resolve, reject } = Promise.withResolvers<State>();
  let answered = false;
  let failed = 0;
  const isHopeless = (failure: Failure) => !MAY_PASS.has(failure.code) && !answered && failed >= ENOUGH[concernOf(failure)];
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
  const unfollow = store.follow(({ type }) => {
    if (type === 'retrieved') answered = true;
    if (type === 'retrieve-failed') failed++;
  });
  const unsubscribe = store.subscribe(look);
  store.start();
  return promise.finally(() => {
    unfollow();
    unsubscribe();
  });
}
