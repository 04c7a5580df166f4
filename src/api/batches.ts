import type { Answered } from './client.ts';
import { LIMITS } from './contract.ts';
import { type ApiError, isApiError } from './errors.ts';

/** What became of one batch: its answer or its error, and how many batches there are. */
export type BatchOutcome<T> = { readonly names: readonly string[]; readonly index: number; readonly of: number } & (
  | { readonly answer: Answered<T>; readonly error: null }
  | { readonly answer: null; readonly error: ApiError }
);

/**
 * Makes a call for any number of names, in batches that one call may hold, one after the other. A batch that fails does not
 * stop the next: each outcome is yielded as it comes, and a caller who has seen enough leaves the loop.
 */
export async function* inBatches<T>(
  names: readonly string[],
  call: (batch: readonly string[]) => Promise<Answered<T>>,
): AsyncGenerator<BatchOutcome<T>, void, void> {
  const of = Math.ceil(names.length / LIMITS.namesPerCall);
  for (let index = 0; index < of; index++) {
    const batch = names.slice(index * LIMITS.namesPerCall, (index + 1) * LIMITS.namesPerCall);
    try {
      yield { names: batch, index, of, answer: await call(batch), error: null };
    } catch (error) {
      if (!isApiError(error)) throw error;
      yield { names: batch, index, of, answer: null, error };
    }
  }
}
