import type { CallTrace } from '../runtime/traced-client.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';

/** A line for people on how a call went, safe for a terminal. `at` in milliseconds since the epoch. */
export function callLine({ call, names, took, failure }: CallTrace, at: number): string {
  const about = names === null ? '' : ` of ${number(names)} ${names === 1 ? 'user' : 'users'}`;
  const outcome = failure === null ? `answered in ${number(took)} ms` : `failed after ${number(took)} ms: ${safe(failure)}`;
  return `${new Date(at).toISOString()} ${call}${about}: ${outcome}`;
}

/** Says on standard error how each call went, where that was asked for. */
export function tellingCalls(verbose: boolean | undefined): { readonly onCall?: (trace: CallTrace) => void } {
  if (!verbose) return {};
  // What stands there of a progress would have the line behind it.
  const start = process.stderr.isTTY ? '\r\u001b[K' : '';
  return { onCall: (trace) => void process.stderr.write(`${start}${callLine(trace, Date.now())}\n`) };
}
