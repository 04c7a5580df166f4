import { ApiError, type FailureCode, isApiError, unreadable } from '../errors.ts';
import { member, parseJson } from '../json.ts';
import type { HttpProxy } from '../proxy.ts';
import { readCount } from '../scalars.ts';
import { createTransport, type Outgoing } from '../transport.ts';
import { noToken } from './bearer.ts';
import type { Made } from './renewal.ts';
import type { Maker } from './renewing.ts';
import type { Secret } from './secret.ts';

/** Seconds that tokens are asked for. */
const DAY = 86_400;
/** Milliseconds until an answer is no longer waited for. */
const TIMEOUT = 10_000;
const OF_THE_REQUEST: ReadonlySet<FailureCode> = new Set(['rejected', 'unreadable', 'not-activated']);

/** Where tokens are asked for, and as which client. */
export interface Client {
  /** As for calls; see `baseUrl`. */
  readonly base: URL;
  readonly proxy: HttpProxy | null;
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/** Tokens that the server gives for client credentials: `POST …/token`. An account that asks too often gets blocked, hence the long pauses. */
export function clientCredentials({ base, proxy, clientId, clientSecret }: Client): Maker {
  return {
    name: 'the token endpoint',
    refusedHint:
      'The server gave this token itself: check that clientId belongs to the app that host, orgName and appName (or appId) name.',
    longestPause: 600_000,
    make: async (stop) => {
      const secret = await clientSecret.read(stop);
      if (secret === '') {
        throw noToken(`${clientSecret.name} holds no client secret`, 'Put the secret there, alone on its first line.');
      }
      const transport = createTransport({ origin: base.origin, proxy, timeout: TIMEOUT, retryDelay: () => null, closed: stop });
      const asked = transport.send(requestFor(base, clientId, secret));
      return asked
        .then(({ text }) => readGrant(text))
        .catch(withoutToken)
        .finally(transport.close);
    },
  };
}

function requestFor(base: URL, clientId: string, secret: string): Outgoing {
  const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret, ttl: DAY };
  return {
    call: { name: 'token', method: 'POST' },
    path: `${base.pathname.replace(/\/+$/, '')}/token`,
    body: JSON.stringify(grant),
    token: null,
    secrets: [secret],
    retry: false,
    signal: undefined,
    leave: async () => {},
  };
}

/** What the server thinks of this request says nothing of the call that waits for the token. */
function withoutToken(error: unknown): never {
  if (!isApiError(error) || !OF_THE_REQUEST.has(error.failure.code)) throw error;
  throw new ApiError({ ...error.failure, code: 'no-token' });
}

function readGrant(text: string): Made {
  let answer: unknown;
  try {
    answer = parseJson(text);
  } catch {
    throw unreadable('token', 'is no valid JSON');
  }
  const token = member(answer, 'access_token');
  if (typeof token !== 'string' || token === '') throw unreadable('token', 'has no access_token');
  const seconds = readCount(member(answer, 'expires_in'));
  return { token, lifetime: seconds === null || seconds === 0 ? null : seconds * 1000 };
}
