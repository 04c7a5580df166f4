import type { CallName } from './contract.ts';

/** What was asked of the server: one of the five calls, or a token. */
export type Asked = CallName | 'token';

/**
 * Why a call did not do what it was asked to do.
 *
 * | code | when |
 * |---|---|
 * | `refused` | a limit was broken and nothing was sent |
 * | `read-only` | the run must not change anything, and nothing was sent |
 * | `no-token` | the token source, or the server when it was asked for one, gave nothing usable; the call was not sent |
 * | `unauthorized` | 401, after the token was rebuilt once |
 * | `forbidden` | 403 |
 * | `not-activated` | 400 "the app not open presence" |
 * | `not-found` | 404: organisation, app or user path |
 * | `rejected` | any other 4xx |
 * | `throttled` | 429, 503, or a 400 that says "too many queries" |
 * | `server` | any other 5xx |
 * | `redirected` | 3xx: redirects are not followed |
 * | `failed-result` | a 200 whose `result` says that it failed |
 * | `unreadable` | a 200 that cannot be read: no JSON, cut, too large, the wrong type |
 * | `network` | no connection, or one that broke |
 * | `timeout` | no answer in time, or a 408: the call may or may not have been carried out |
 * | `aborted` | the program stopped waiting |
 */
export type FailureCode =
  | 'refused'
  | 'read-only'
  | 'no-token'
  | 'unauthorized'
  | 'forbidden'
  | 'not-activated'
  | 'not-found'
  | 'rejected'
  | 'throttled'
  | 'server'
  | 'redirected'
  | 'failed-result'
  | 'unreadable'
  | 'network'
  | 'timeout'
  | 'aborted';

/** A failure as a value: what happened and what to do, ready for a screen once its text has been made safe. */
export interface Failure {
  readonly code: FailureCode;
  /** What happened, in one line. May hold text from the server. */
  readonly message: string;
  /** What to do next, in one line; never text from the server. */
  readonly hint: string;
  readonly call: Asked | null;
  /** HTTP status, or null when there was no answer. */
  readonly status: number | null;
  /** What the server asked to wait, in milliseconds, or null. */
  readonly retryAfter: number | null;
  /** Set when the request surely never reached the server, so that even a write may be sent again. */
  readonly unsent?: true;
}

/** What every method of the client rejects with. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.failure = failure;
  }
}

/** Whether a caught value is what the client rejects with. */
export function isApiError(value: unknown): value is ApiError {
  return value instanceof ApiError;
}

/** A failure that never met an answer: no HTTP status, nothing the server asked for. */
export function localFailure(code: FailureCode, call: Asked | null, message: string, hint: string): ApiError {
  return new ApiError({ code, message, hint, call, status: null, retryAfter: null });
}

/** A broken limit: nothing was sent. `message` says what was found and what is allowed, `hint` what to do. */
export function refused(call: CallName | null, message: string, hint: string): ApiError {
  return localFailure('refused', call, message, hint);
}

/** The program stopped waiting. */
export function aborted(call: Asked, unsent = false): ApiError {
  const when = unsent ? 'before it was sent' : 'before it was answered';
  const { failure } = localFailure(
    'aborted',
    call,
    `${call} was given up ${when}`,
    'Nothing to do; call again when it is wanted.',
  );
  return new ApiError({ ...failure, ...(unsent && { unsent }) });
}

/** A 200 that cannot be understood; `why` completes "the answer …". */
export function unreadable(call: Asked, why: string): ApiError {
  return new ApiError({
    code: 'unreadable',
    message: `${call}: the answer ${why}`,
    hint: 'Check that the host is the REST host of your app and that no proxy answers in its place.',
    call,
    status: 200,
    retryAfter: null,
  });
}
