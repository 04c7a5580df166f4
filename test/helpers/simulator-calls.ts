import { request } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';

/** A simulator that closes with the test. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ scenario: 'still', ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as it is, without any normalisation: after the app, or from the root when `app` is "". */
  readonly path: string;
  readonly app?: string;
  /** An object is sent as JSON, a string as it is. */
  readonly body?: unknown;
  /** Over the usual ones; undefined leaves one out. */
  readonly headers?: Record<string, string | undefined>;
  /** Told of each piece of the body as it comes, even if the answer is never whole. */
  readonly hear?: (status: number, text: string) => void;
  readonly signal?: AbortSignal;
}

export interface Got {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  /** The body read as JSON. */
  readonly json: unknown;
}

/** One request over a real connection, its path exactly as given. */
export function ask(simulator: Simulator, { method = 'POST', path, app, body, headers = {}, hear, signal }: Asked): Promise<Got> {
  const prefix = app ?? `/${simulator.orgName}/${simulator.appName}`;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  // Node announces the length of a body by itself only where a method usually has one, and DELETE is not among these.
  const length = { 'Content-Length': String(Buffer.byteLength(text)) };
  const sent = { Authorization: `Bearer ${simulator.token}`, 'Content-Type': 'application/json', ...length, ...headers };
  const kept = Object.fromEntries(Object.entries(sent).filter((pair): pair is [string, string] => pair[1] !== undefined));
  return new Promise((resolve, reject) => {
    const outgoing = request(simulator.url, { method, path: prefix + path, headers: kept, signal }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        hear?.(answer.statusCode ?? 0, chunk.toString());
      });
      answer.on('error', reject);
      answer.on('end', () => {
        const answered = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: answered,
          get json() {
            return JSON.parse(answered);
          },
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

const path = (uid: string) => `/users/${encodeURIComponent(uid)}/presence`;

/** The five calls as their rows in the contract document them, made by `wzy` unless another user is named. */
export const calls = {
  set: (simulator: Simulator, uid: string, resource: string, status: string, ext = 'x') =>
    ask(simulator, { path: `${path(uid)}/${encodeURIComponent(resource)}/${encodeURIComponent(status)}`, body: { ext } }),
  subscribe: (simulator: Simulator, usernames: readonly string[], seconds = 1000, as = 'wzy') =>
    ask(simulator, { path: `${path(as)}/${seconds}`, body: { usernames } }),
  retrieve: (simulator: Simulator, usernames: readonly string[], as = 'wzy') =>
    ask(simulator, { path: path(as), body: { usernames } }),
  unsubscribe: (simulator: Simulator, body: unknown, as = 'wzy') => ask(simulator, { method: 'DELETE', path: path(as), body }),
  sublist: (simulator: Simulator, query = '?pageNum=1&pageSize=100', as = 'wzy') =>
    ask(simulator, { method: 'GET', path: `${path(as)}/sublist${query}` }),
};

/** Whether a new connection is accepted: null, or the code of the error when it is not. */
export function knock({ url }: Simulator): Promise<string | null> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => resolve(null));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'unknown error'));
    socket.once('connect', () => socket.destroy());
  });
}

/** Resolves once the simulator has dealt with so many requests, whether it answered them or not. */
export async function dealtWith(simulator: Simulator, requests: number): Promise<void> {
  while (simulator.traffic.recent.length < requests) await new Promise(setImmediate);
}

/** A clock that stands still until it is moved, beginning at a whole second. */
export function stoppedClock(): { now: () => number; move: (milliseconds: number) => void } {
  let at = 1_700_000_000_000;
  return {
    now: () => at,
    move: (milliseconds) => {
      at += milliseconds;
    },
  };
}
