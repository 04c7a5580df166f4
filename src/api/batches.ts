import type { Answered } from './client.ts';
import { LIMITS } from './contract.ts';
import { type ApiError, isApiError } from './errors.ts';

/** What became of one batch: its answer or its error, and how many batches there are. */
export type BatchOutcome<T> = { readonly names: readonly string[]; readonly index: number; readonly of: number } & (
  | { readonly answer: Answered<T>; readonly error: null }
  | { readonly answer: null; readonly error: ApiError }
);

/** Names in the batches that one call may hold, in their order. */
export function batchesOf(names: readonly string[]): (readonly string[])[] {
  const count = Math.ceil(names.length / LIMITS.namesPerCall);
  return Array.from({ length: count }, (_, at) => names.slice(at * LIMITS.namesPerCall, (at + 1) * LIMITS.namesPerCall));
}

/**
 * Makes a call for any number of names, in batches that one call may hold, one after the other. A batch that fails does not
 * stop the next: each outcome is yielded as it comes, and a caller who has seen enough leaves the loop.
 */
export async function* inBatches<T>(
  names: readonly string[],
  call: (batch: readonly string[]) => Promise<Answered<T>>,
): AsyncGenerator<BatchOutcome<T>, void, void> {
  const batches = batchesOf(names);
  const of = batches.length;
  for (const [index, batch] of batches.entries()) {
    try {
      yield { names: batch, index, of, answer: await call(batch), error: null };
    } catch (error) {
      if (!isApiError(error)) throw error;
      yield { names: batch, index, of, answer: null, error };
    }
  }
}
