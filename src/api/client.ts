import { readOk, readPresence, readSublistPage, type SublistPage } from './answers.ts';
import { assertSafeBase } from './base-url.ts';
import { CALLS, type Call, type CallName, type PresenceAnswer, type Subscription } from './contract.ts';
import { createLimiter } from './limiter.ts';
import { checkRate, checkText } from './limits.ts';
import type { HttpProxy } from './proxy.ts';
import {
  onWire,
  type PresenceRequest,
  retrieveRequest,
  type StatusChange,
  setRequest,
  sublistRequest,
  subscribeRequest,
  unsubscribeRequest,
} from './requests.ts';
import { type RetryPolicy, retryDelay } from './retry.ts';
import { readAllPages } from './sublist.ts';
import type { TokenTrouble } from './tokens/renewal.ts';
import { type TokenSource, withToken } from './tokens.ts';
import { type AnswerHead, createTransport } from './transport.ts';

/** Milliseconds one attempt may take unless the options say otherwise. */
const TIMEOUT = 10_000;

/** Where and as whom to call. */
export interface ClientOptions {
  /** Origin and base path up to before `/users`, for example `https://a1.example.com/org/app`; see `baseUrl`. */
  readonly base: URL;
  /** The way there, see `proxyFor`; none unless given. */
  readonly proxy?: HttpProxy | null;
  /** The acting user: the `{uid}` of every path. */
  readonly uid: string;
  readonly token: TokenSource;
  /** Calls a second for each of the five methods; at most the documented 50. */
  readonly callsPerSecond: number;
  /** UTF-8 bytes that `ext` may have. */
  readonly extMaxBytes: number;
  /** Milliseconds one attempt may take. */
  readonly timeout?: number;
  /** Called with every call before anything is done for it; when it throws, the call rejects with that and nothing is sent. */
  readonly permit?: (call: Call) => void;
  /** Called as each request leaves, retries included: what the footer counts. */
  readonly onRequest?: (call: CallName) => void;
  /** Called with the head of every answer that is not retried, whatever its status, a 401 before a new token included. */
  readonly onAnswer?: (head: AnswerHead) => void;
  /** Called when renewing the token fails though the present one may still work, and with null once it succeeds again. */
  readonly onTokenTrouble?: (trouble: TokenTrouble | null) => void;
  /** What follows a failed attempt; the client's own policy unless given. */
  readonly retryDelay?: RetryPolicy;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Whether failures are retried here (default) or left to a caller who plans its own next attempt. A 401 always gets its one new token. */
  readonly retry?: boolean;
}

/** When a call was on its way, in milliseconds since the epoch: sent (last attempt) and answered. */
export interface Timing {
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** A call as it went over the wire, its last attempt: what an answer is proved by. Text of the server is not safe for a terminal. */
export interface Exchange {
  readonly method: string;
  /** Raw path and query. */
  readonly path: string;
  readonly status: number;
  /** The `Date` header as the server wrote it; null when it sent none. */
  readonly date: string | null;
}

export interface Answered<T> extends Timing {
  readonly value: T;
  /** By how many milliseconds the server's clock is ahead of ours, as far as the answer, or the last of several, shows. */
  readonly clockError?: number;
  /** The body as the server sent it but for secrets, for the raw view; missing where an answer took several calls. Not safe for a terminal. */
  readonly raw?: string;
  /** Missing where an answer took several calls. */
  readonly exchange?: Exchange;
}

/** Typed methods for the five calls. Each rejects with `ApiError` and with nothing else. */
export interface PresenceClient {
  /** Sets the status of one device of `uid` (default: the acting user) and that user's `ext`. */
  set(change: StatusChange, options?: CallOptions): Promise<Answered<'ok'>>;
  /** Subscribes the acting user to 1…100 names for `seconds`; the answer is also a read of their presence. */
  subscribe(names: readonly string[], seconds: number, options?: CallOptions): Promise<Answered<PresenceAnswer>>;
  /** Reads the presence of 1…100 names. */
  retrieve(names: readonly string[], options?: CallOptions): Promise<Answered<PresenceAnswer>>;
  /** Ends the acting user's subscriptions to 1…100 names. */
  unsubscribe(names: readonly string[], options?: CallOptions): Promise<Answered<'ok'>>;
  /** Every subscription of the acting user, page by page; sent is when the first page was, answered when the last was. */
  sublist(options?: CallOptions): Promise<Answered<readonly Subscription[]>>;
  /** The first subscription of the acting user and how many there are: the cheapest look at the list. */
  firstSubscription(options?: CallOptions): Promise<Answered<SublistPage>>;
  /** Another limit of calls a second for each method; throws `refused` for one the server does not document. */
  setLimit(callsPerSecond: number): void;
  /** Gives up the calls that are on their way (they reject with `aborted`) and closes the connections that are kept alive. */
  close(): void;
}

/** A client made from the rows of the contract. Throws an `ApiError` of code `refused` for options that cannot be right. */
export function createPresenceClient(options: ClientOptions): PresenceClient {
  const { token, callsPerSecond, extMaxBytes } = options;
  const base = assertSafeBase(options.base);
  checkText(null, 'the acting user', options.uid);
  checkRate(callsPerSecond);
  const closing = new AbortController();
  if (options.onTokenTrouble) token.onTrouble?.(options.onTokenTrouble);
  const limiter = createLimiter(callsPerSecond, closing.signal);
  const transport = createTransport({
    origin: base.origin,
    proxy: options.proxy ?? null,
    timeout: options.timeout ?? TIMEOUT,
    retryDelay: options.retryDelay ?? retryDelay,
    closed: closing.signal,
    ...(options.onAnswer && { onAnswer: options.onAnswer }),
  });

  /** Sends one request; `read` turns the body of a 200 into its value. */
  async function exchange<T>(
    request: PresenceRequest,
    read: (call: CallName, text: string) => T,
    { retry = true, signal }: CallOptions = {},
  ): Promise<Answered<T> & { raw: string }> {
    const { name } = request;
    const call = CALLS[name];
    options.permit?.(call);
    const { path, body } = onWire(request, base, options.uid);
    const leave = async (stop: AbortSignal) => {
      await limiter.turn(name, stop);
      options.onRequest?.(name);
    };
    const answer = await withToken(token, async (bearer) => {
      const incoming = await transport.send({ call, path, body, token: bearer, retry, signal, leave });
      return { value: read(name, incoming.text), incoming };
    });
    const { text, status, date, ...timing } = answer.incoming;
    return { value: answer.value, ...timing, raw: text, exchange: { method: call.method, path, status, date } };
  }

  const presenceOf = (names: readonly string[]) => (call: CallName, text: string) => readPresence(call, text, names);

  return {
    async set(change, call) {
      return exchange(setRequest(change, extMaxBytes), readOk, call);
    },
    async subscribe(names, seconds, call) {
      return exchange(subscribeRequest(names, seconds), presenceOf(names), call);
    },
    async retrieve(names, call) {
      return exchange(retrieveRequest(names), presenceOf(names), call);
    },
    async unsubscribe(names, call) {
      return exchange(unsubscribeRequest(names), readOk, call);
    },
    async sublist(call) {
      let first: number | null = null;
      let receivedAt = 0;
      let clockError = 0;
      const value = await readAllPages(async (number) => {
        const page = await exchange(sublistRequest(number), (_, text) => readSublistPage(text), call);
        first ??= page.sentAt;
        ({ receivedAt, clockError = 0 } = page);
        return page.value;
      });
      return { value, sentAt: first ?? receivedAt, receivedAt, clockError };
    },
    async firstSubscription(call) {
      return exchange(sublistRequest(1, 1), (_, text) => readSublistPage(text), call);
    },
    setLimit(next) {
      checkRate(next);
      limiter.setLimit(next);
    },
    close() {
      closing.abort();
      token.close?.();
      transport.close();
    },
  };
}
