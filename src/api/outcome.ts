import type { Failure, FailureCode } from './errors.ts';

/** What a failed call leaves behind: `none`, it surely changed nothing, or `perhaps`, it may have been carried out all the same. */
export type Trace = 'none' | 'perhaps';

/**
 * A call leaves no trace when it never left, or when the service itself refused it. Whatever else came back, or nothing at
 * all, says only that the answer is missing: a gateway's 5xx, a broken connection and a 200 that cannot be read may all stand
 * behind a call that was carried out.
 */
const TRACES: Readonly<Record<FailureCode, Trace>> = {
  refused: 'none',
  'read-only': 'none',
  'no-token': 'none',
  unauthorized: 'none',
  forbidden: 'none',
  'not-activated': 'none',
  'not-found': 'none',
  rejected: 'none',
  throttled: 'none',
  server: 'perhaps',
  redirected: 'perhaps',
  'failed-result': 'perhaps',
  unreadable: 'perhaps',
  network: 'perhaps',
  timeout: 'perhaps',
  aborted: 'perhaps',
};

/** Failures that every further call would meet as well. */
const ENDS_ALL: ReadonlySet<FailureCode> = new Set([
  ...(['read-only', 'no-token', 'unauthorized', 'forbidden', 'not-activated', 'not-found', 'redirected', 'network'] as const),
]);

/** Whether there is no use in sending the batches that are left. */
export function endsAll({ code }: Failure): boolean {
  return ENDS_ALL.has(code);
}

/**
 * What the request that failed left behind. A 503 asks to call less often, as a 429 does, but proxies answer it too when the
 * connection behind them breaks after the request went through.
 */
export function traceOf({ code, status, unsent }: Failure): Trace {
  if (unsent) return 'none';
  return status === 503 ? 'perhaps' : TRACES[code];
}

/** The same for a call as a whole: when no token could be had for it, the call itself never left. */
export function traceOfCall(failure: Failure): Trace {
  return failure.call === 'token' ? 'none' : traceOf(failure);
}
