import { onTestFinished } from 'vitest';
import { type ClientOptions, createPresenceClient, type PresenceClient } from '../../src/api/client.ts';
import { ApiError, type Failure } from '../../src/api/errors.ts';
import { retryDelay } from '../../src/api/retry.ts';
import type { TokenSource } from '../../src/api/tokens.ts';
import { type CountingServer, type Responder, startCountingServer } from '../helpers/counting-server.ts';

/** The client's own policy, with every wait cut to a millisecond. */
export const impatient: NonNullable<ClientOptions['retryDelay']> = (...failed) => (retryDelay(...failed) === null ? null : 1);

export const fixedToken = (token = 'YWMt-secret'): TokenSource => ({
  name: 'the test',
  get: async () => token,
  renew: async () => token,
});

/** A server with the given behaviour and a client that calls it; both end with the test. */
export async function connect(
  respond: Responder,
  options: Partial<ClientOptions> = {},
): Promise<{ server: CountingServer; client: PresenceClient }> {
  const server = await startCountingServer(respond);
  const client = createPresenceClient({
    base: new URL('/org/app', server.origin),
    uid: 'wzy',
    token: fixedToken(),
    callsPerSecond: 50,
    extMaxBytes: 64,
    retryDelay: impatient,
    ...options,
  });
  onTestFinished(async () => {
    client.close();
    await server.close();
  });
  return { server, client };
}

/** The failure a call rejects with; fails the test when it succeeds or rejects with anything but an `ApiError`. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiError) return error.failure;
    throw error;
  }
  throw new Error('the call succeeded');
}

/** The same for what throws at once. */
export const thrownBy = (act: () => unknown): Promise<Failure> => failureOf((async () => act())());
