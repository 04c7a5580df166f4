import { setMaxListeners } from 'node:events';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import got, { HTTPError, RequestError, type Response, TimeoutError } from 'got';
import { createAgents } from './agents.ts';
import { clockError } from './clock-error.ts';
import { type ApiError, type Asked, aborted, unreadable } from './errors.ts';
import { httpFailure } from './http-failure.ts';
import { networkFailure, timedOut } from './network-failure.ts';
import type { HttpProxy } from './proxy.ts';
import { proxyFailure } from './proxy-failure.ts';
import { redactor } from './redaction.ts';
import type { RetryPolicy } from './retry.ts';
import { ProxyError } from './tunnel.ts';

/** Bytes of one answer, decompressed. A full answer of 100 users has some 50 KB. */
export const MAX_ANSWER = 16 * 1024 * 1024;

export interface TransportOptions {
  /** The only origin that is ever sent anything. */
  readonly origin: string;
  /** The way there; null for a direct one. */
  readonly proxy: HttpProxy | null;
  /** Milliseconds one attempt may take, from leaving to the last byte of the answer. */
  readonly timeout: number;
  readonly retryDelay: RetryPolicy;
  /** Fires when the client is closed: every call on its way is given up. */
  readonly closed: AbortSignal;
  readonly onAnswer?: (head: AnswerHead) => void;
}

/** What the head of an answer tells, whatever its status; times in milliseconds since the epoch. */
export interface AnswerHead {
  readonly call: Asked;
  readonly status: number;
  /** Whether there was a `Date` header that can be read. */
  readonly dated: boolean;
  /** See `clockError`. */
  readonly clockError: number;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** One call, ready for the wire. */
export interface Outgoing {
  readonly call: { readonly name: Asked; readonly method: 'GET' | 'POST' | 'DELETE' };
  /** Raw path and query. */
  readonly path: string;
  readonly body: string | undefined;
  /** The bearer token; null for a request that carries none. */
  readonly token: string | null;
  /** Secrets in the body: like the token, they are taken out of whatever the server answers. */
  readonly secrets?: readonly string[];
  readonly retry: boolean;
  readonly signal: AbortSignal | undefined;
  /** Resolves when an attempt may leave; asked before each, retries included. Rejects when the signal fires first. */
  leave(signal: AbortSignal): Promise<void>;
}

/** The body of a 200 without secrets, and when its last attempt was sent and complete, in milliseconds since the epoch. */
export interface Incoming {
  readonly text: string;
  readonly status: number;
  /** The `Date` header as the server wrote it but for secrets; null when it sent none. */
  readonly date: string | null;
  readonly sentAt: number;
  readonly receivedAt: number;
  /** See `clockError`. */
  readonly clockError: number;
}

/** Sends calls and gives back the bodies of 200s; rejects with `ApiError` and with nothing else. */
export interface Transport {
  send(outgoing: Outgoing): Promise<Incoming>;
  close(): void;
}

/** HTTP with connections that are kept, limits on time and size, and retries as `retryDelay` decides. */
export function createTransport(options: TransportOptions): Transport {
  const { origin, proxy, timeout, retryDelay, closed, onAnswer } = options;
  const agent = createAgents(proxy, timeout);
  const client = got.extend({
    agent,
    timeout: { request: timeout },
    followRedirect: false,
    throwHttpErrors: false,
    // Said, for NODE_TLS_REJECT_UNAUTHORIZED must not switch it off.
    https: { rejectUnauthorized: true },
    headers: { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'agora-presence-monitor' },
  });

  async function send({ call, path, body, token, secrets = [], retry, signal, leave }: Outgoing): Promise<Incoming> {
    const redact = redactor(token === null ? secrets : [token, ...secrets]);
    const stop = new AbortController();
    const giveUp = () => stop.abort();
    let tooLarge = false;
    let sentAt = 0;

    const failure = (error: unknown): ApiError => {
      if (tooLarge) return unreadable(call.name, `is larger than ${MAX_ANSWER / 1024 / 1024} MB`);
      if (stop.signal.aborted) return aborted(call.name, sentAt === 0);
      return toApiError(error, { call: call.name, origin, timeout, redact });
    };

    if (signal?.aborted || closed.aborted) throw aborted(call.name, true);
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
        ...(token !== null && { headers: { authorization: `Bearer ${token}` } }),
        signal: stop.signal,
        // A `URL` resolves `..` and `%2E%2E` away, so the path goes to node's client as text. Redirects, which would come
        // through here too, are off.
        request: (url, native, callback) =>
          (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { ...native, path } as object, callback as never),
        hooks: {
          beforeRequest: [
            // got runs this for each retry as well, and starts its clock for the time-out only afterwards.
            async () => {
              await leave(stop.signal);
              sentAt = Date.now();
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
      const receivedAt = Date.now();
      const { date } = response.headers;
      const { statusCode: status } = response;
      const timing = { sentAt, receivedAt, clockError: clockError(date, sentAt, receivedAt) };
      onAnswer?.({ call: call.name, status, dated: !Number.isNaN(Date.parse(date ?? '')), ...timing });
      if (status !== 200) throw new HTTPError(response);
      return { text: redact(response.body), status, date: date === undefined ? null : redact(date), ...timing };
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

interface Sent {
  readonly call: Asked;
  readonly origin: string;
  readonly timeout: number;
  readonly redact: (text: string) => string;
}

function toApiError(error: unknown, { call, origin, timeout, redact }: Sent): ApiError {
  if (error instanceof HTTPError) return answerToApiError(error.response, call, redact);
  if (error instanceof TimeoutError) return timedOut(call, timeout);
  // Only the system's own error goes on as cause: got's carries the request, and with it the token, a parser's the answer.
  const cause = error instanceof RequestError ? error.cause : error;
  if (cause instanceof ProxyError) return proxyFailure(call, origin, cause);
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return networkFailure(call, origin, code, cause instanceof Error && 'syscall' in cause ? cause : undefined);
}

function answerToApiError(response: Response, call: Asked, redact: Sent['redact']): ApiError {
  return httpFailure({
    call,
    status: response.statusCode,
    statusText: redact(response.statusMessage ?? ''),
    body: redact(String(response.body)),
    retryAfter: response.headers['retry-after'],
    now: Date.now(),
  });
}
