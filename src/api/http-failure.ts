import { STATUS_CODES } from 'node:http';
import { ApiError, type Asked, type FailureCode } from './errors.ts';
import { readRetryAfter } from './retry.ts';
import { failureText, oneLine } from './server-text.ts';

/** An answer that is no 200, its texts without secrets. */
export interface FailedAnswer {
  readonly call: Asked;
  readonly status: number;
  /** The reason phrase; the usual one for the status is used when it is empty. */
  readonly statusText: string;
  readonly body: string;
  /** The `Retry-After` header. */
  readonly retryAfter: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Turns an answer that is no 200 into the error it stands for; texts are matched trimmed and case-insensitively. */
export function httpFailure(answer: FailedAnswer): ApiError {
  const { call, status } = answer;
  const usual = STATUS_CODES[status] ?? '';
  const text = oneLine(failureText(answer.body) ?? (answer.statusText || usual));
  const code = classify(status, text.toLowerCase());
  return new ApiError({
    code,
    message: answeredWith(call, status, text),
    hint: (call === 'token' && tokenHint(code)) || hintFor(code, status, text.toLowerCase()),
    call,
    status,
    retryAfter: readRetryAfter(answer.retryAfter, answer.now),
  });
}

/** That an answer was no success: `text` is what it says of itself, "" for nothing. */
export function answeredWith(call: Asked | null, status: number, text: string): string {
  return `${call}: the server answered ${status}${text === '' ? '' : `: ${text}`}`;
}

function classify(status: number, text: string): FailureCode {
  if (status < 300) return 'unreadable';
  if (status < 400) return 'redirected';
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 408) return 'timeout';
  if (status === 429 || status === 503) return 'throttled';
  if (status >= 500) return 'server';
  if (text.includes('too many queries')) return 'throttled';
  if (text.includes('app not open presence')) return 'not-activated';
  return 'rejected';
}

function hintFor(code: FailureCode, status: number, text: string): string {
  switch (code) {
    case 'unauthorized':
      return 'The token has expired, is damaged or belongs to another app: make a new app token and put it where this one came from.';
    case 'forbidden':
      return 'Use an app token, or the token of the acting user; check that the app may use this call.';
    case 'not-activated':
      return 'Activate presence for this app in the Agora Console; it takes effect after a few minutes.';
    case 'not-found':
      return text.includes('application')
        ? 'Check host, orgName and appName (or appId): together they name no app on this host.'
        : 'Check that the acting user (uid) exists in this app, and that host, orgName and appName are right.';
    case 'throttled':
      return text.includes('plan limit') || text.includes('resource_limited')
        ? 'The quota of the plan is used up: raise it in the Agora Console or wait for the next period.'
        : 'Call less often: lower callsPerSecond. The quota is shared with everything else that uses this app.';
    case 'server':
      return 'The service is in trouble: try again later; if it lasts, look at its status page.';
    case 'timeout':
      return 'Try again; if it lasts, check the network between here and the host.';
    case 'redirected':
      return 'Set host to the REST host shown in the Agora Console; redirects are not followed because they would take the token along.';
    case 'unreadable':
      return 'Only 200 is a success here: check that no proxy answers in place of the host.';
    default:
      return rejectedHint(status, text);
  }
}

/** What to do when the token endpoint refuses; null where the advice for calls is right for it too. */
function tokenHint(code: FailureCode): string | null {
  switch (code) {
    case 'unauthorized':
    case 'forbidden':
    case 'rejected':
      return 'Check clientId and the secret that clientSecret names: they are those of the app in the Agora Console.';
    case 'not-found':
      return 'Check host, orgName and appName (or appId): together they name no app on this host.';
    case 'throttled':
      return 'Nothing to do: tokens are asked for less and less often until the server gives one.';
    default:
      return null;
  }
}

function rejectedHint(status: number, text: string): string {
  if (text.includes('ext is too big')) return 'Shorten ext; this server takes fewer bytes than extMaxBytes says.';
  if (text.includes('ext cannot be null')) return 'Give an ext: the server demands one with every status.';
  if (text.includes("can't sub yourself")) return 'Take the acting user out of the list: nobody can subscribe to themselves.';
  if (text.includes('too many sub presence'))
    return 'Unsubscribe from users no longer needed: a user can hold 3,000 subscriptions.';
  if (status === 413 || text.includes('too many')) return 'Send fewer names or a shorter ext in one call.';
  return 'Correct what the message names; repeating the same call will fail again.';
}
