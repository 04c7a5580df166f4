import type { Answered, PresenceClient } from '../api/client.ts';
import type { CallName } from '../api/contract.ts';
import { isApiError } from '../api/errors.ts';

/** How one call went, its retries included. */
export interface CallTrace {
  readonly call: CallName;
  /** Users whom it was about; null for one about all subscriptions. */
  readonly names: number | null;
  /** Milliseconds: of an answer, of the attempt that brought it; of a failure, from the call to the end, waiting for its turn included. */
  readonly took: number;
  /** What went wrong, not safe for a terminal; null when it was answered. */
  readonly failure: string | null;
}

/** The same client, which says of each call how it went once that is known. */
export function tracedClient(client: PresenceClient, onCall: (trace: CallTrace) => void): PresenceClient {
  async function traced<T>(call: CallName, names: number | null, answer: () => Promise<Answered<T>>): Promise<Answered<T>> {
    const begun = performance.now();
    try {
      const answered = await answer();
      onCall({ call, names, took: answered.receivedAt - answered.sentAt, failure: null });
      return answered;
    } catch (error) {
      const failure = isApiError(error) ? error.failure.message : String(error);
      onCall({ call, names, took: Math.round(performance.now() - begun), failure });
      throw error;
    }
  }
  return {
    set: (change, options) => traced('set', 1, () => client.set(change, options)),
    subscribe: (names, seconds, options) => traced('subscribe', names.length, () => client.subscribe(names, seconds, options)),
    retrieve: (names, options) => traced('retrieve', names.length, () => client.retrieve(names, options)),
    unsubscribe: (names, options) => traced('unsubscribe', names.length, () => client.unsubscribe(names, options)),
    sublist: (options) => traced('sublist', null, () => client.sublist(options)),
    firstSubscription: (options) => traced('sublist', null, () => client.firstSubscription(options)),
    setLimit: client.setLimit,
    close: client.close,
  };
}
