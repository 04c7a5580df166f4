import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import got, { HTTPError, RequestError, type Response, TimeoutError } from 'got';
import type { Call, CallName } from './contract.ts';
import { type ApiError, aborted, unreadable } from './errors.ts';
import { httpFailure } from './http-failure.ts';
import type { Limiter } from './limiter.ts';
import { networkFailure, timedOut } from './network-failure.ts';
import type { RetryPolicy } from './retry.ts';

/** Bytes of one answer, decompressed. A full answer of 100 users has some 50 KB. */
const MAX_ANSWER = 16 * 1024 * 1024;

export interface TransportOptions {
  /** The only origin that is ever sent anything. */
  readonly origin: string;
  readonly limiter: Limiter;
  /** Milliseconds one attempt may take, from leaving the limiter to the last byte of the answer. */
  readonly timeout: number;
  readonly retryDelay: RetryPolicy;
  /** Fires when the client is closed: every call on its way is given up. */
  readonly closed: AbortSignal;
  readonly onRequest: (call: CallName) => void;
}

/** One call, ready for the wire. */
export interface Outgoing {
  readonly call: Call;
  /** Raw path and query. */
  readonly path: string;
  readonly body: string | undefined;
  readonly token: string;
  readonly retry: boolean;
  readonly signal: AbortSignal | undefined;
}

/** The body of a 200, and when its last attempt was sent and complete, in milliseconds since the epoch. */
export interface Incoming {
  readonly text: string;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** Sends calls and gives back the bodies of 200s; rejects with `ApiError` and with nothing else. */
export interface Transport {
  send(outgoing: Outgoing): Promise<Incoming>;
  close(): void;
}

/** HTTP with connections that are kept, limits on rate, time and size, and retries as `retryDelay` decides. */
export function createTransport(options: TransportOptions): Transport {
  const { origin, limiter, timeout, retryDelay, closed, onRequest } = options;
  // No bound on sockets: a request queued in an agent has left the limiter already, and a queue that drains is a burst.
  const agent = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const client = got.extend({
    agent,
    timeout: { request: timeout },
    followRedirect: false,
    throwHttpErrors: false,
    headers: { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'agora-presence-monitor' },
  });

  async function send({ call, path, body, token, retry, signal }: Outgoing): Promise<Incoming> {
    const stop = new AbortController();
    const giveUp = () => stop.abort();
    let tooLarge = false;
    let sentAt = 0;

    const failure = (error: unknown): ApiError => {
      if (tooLarge) return unreadable(call.name, `is larger than ${MAX_ANSWER / 1024 / 1024} MB`);
      if (stop.signal.aborted) return aborted(call.name);
      return toApiError(error, { call: call.name, origin, timeout, token });
    };

    if (signal?.aborted || closed.aborted) throw aborted(call.name);
    const stoppers = [signal, closed];
    for (const stopper of stoppers) {
      // One signal may stop any number of calls; node warns from the eleventh listener on.
      if (stopper) setMaxListeners(0, stopper);
      stopper?.addEventListener('abort', giveUp);
    }
    try {
      const pending = client(origin, {
        method: call.method,
        ...(body !== undefined && { body }),
        headers: { authorization: `Bearer ${token}` },
        signal: stop.signal,
        // A `URL` resolves `..` and `%2E%2E` away, so the path goes to node's client as text. Redirects, which would come
        // through here too, are off.
        request: (url, native, callback) =>
          (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { ...native, path } as object, callback as never),
        hooks: {
          beforeRequest: [
            // got runs this for each retry as well, and starts its clock for the time-out only afterwards.
            async () => {
              await limiter.turn(call.name, stop.signal);
              sentAt = Date.now();
              onRequest(call.name);
            },
          ],
        },
        retry: {
          enforceRetryRules: false,
          calculateDelay: ({ attemptCount, error }) => {
            const delay = retry ? retryDelay(attemptCount, failure(error).failure, call.name, Math.random) : null;
            // got takes 0 for "no retry".
            return delay === null ? 0 : Math.max(1, delay);
          },
        },
      }).on('downloadProgress', ({ transferred }) => {
        if (transferred <= MAX_ANSWER) return;
        tooLarge = true;
        stop.abort();
      });
      const response = await pending;
      if (response.statusCode !== 200) throw new HTTPError(response);
      return { text: response.body, sentAt, receivedAt: Date.now() };
    } catch (error) {
      throw failure(error);
    } finally {
      for (const stopper of stoppers) stopper?.removeEventListener('abort', giveUp);
    }
  }

  return {
    send,
    close() {
      agent.http.destroy();
      agent.https.destroy();
    },
  };
}

function toApiError(error: unknown, sent: { call: CallName; origin: string; timeout: number; token: string }): ApiError {
  const { call, origin, timeout, token } = sent;
  if (error instanceof HTTPError) return answerToApiError(error.response, call, token);
  if (error instanceof TimeoutError) return timedOut(call, timeout);
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  // Only the system's own error goes on as cause: got's carries the request, and with it the token.
  const cause = error instanceof RequestError ? error.cause : error;
  return networkFailure(call, origin, code, cause instanceof Error ? cause : undefined);
}

function answerToApiError({ statusCode, statusMessage, body, headers }: Response, call: CallName, token: string): ApiError {
  return httpFailure({
    call,
    status: statusCode,
    statusText: statusMessage ?? '',
    body: String(body),
    retryAfter: headers['retry-after'],
    token,
    now: Date.now(),
  });
}
