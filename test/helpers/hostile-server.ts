import type { ServerResponse } from 'node:http';
import { type Arrival, type CountingServer, json, startCountingServer } from './counting-server.ts';

/** What a server says of one user, as raw as it comes: devices as pairs, so that no name is taken for a property. */
export interface SaidOfUser {
  readonly devices: readonly (readonly [device: string, status: string])[];
  readonly ext: string;
}

/** What the server does from now on; may be replaced at any time. */
export interface Behaviour {
  /** What is said of a user who is asked about. */
  says(uid: string): SaidOfUser;
  /** Names that nobody asked about, and that are said to be subscribed to. */
  readonly strangers: readonly string[];
  /** The body with which every call fails, or null. */
  readonly failure: { readonly status: number; readonly body: string } | null;
}

export interface HostileServer extends Pick<CountingServer, 'origin' | 'close'> {
  behaviour: Behaviour;
}

/** A loopback server that speaks the API, keeps to none of its promises about text, and answers at once. */
export async function startHostileServer(behaviour: Behaviour): Promise<HostileServer> {
  const server = await startCountingServer((arrival, response) => answer(hostile.behaviour, arrival, response));
  const hostile: HostileServer = { origin: server.origin, close: server.close, behaviour };
  return hostile;
}

function answer({ says, strangers, failure }: Behaviour, { method, url, body }: Arrival, response: ServerResponse): void {
  if (failure !== null) {
    response.writeHead(failure.status, { 'content-type': 'application/json' }).end(failure.body);
  } else if (method === 'GET') {
    const expiry = String(Math.floor(Date.now() / 1000) + 20 * 86_400);
    const page = Number(new URL(url, 'http://localhost').searchParams.get('pageNum'));
    const sublist = strangers.slice((page - 1) * 100, page * 100).map((uid) => ({ uid, expiry }));
    json(response, 200, { result: { totalnum: String(strangers.length), sublist } });
  } else if (method === 'POST' && url.endsWith('/presence')) {
    const { usernames } = JSON.parse(body) as { usernames: string[] };
    const entry = (uid: string, at: number) => ({ ...said(says(uid), strangers[at] ?? ''), uid });
    const foreign = strangers.map((uid) => ({ uid, last_time: uid, ext: uid, status: uid }));
    json(response, 200, { result: [...usernames.map(entry), ...foreign], extra: strangers });
  } else {
    json(response, 200, { result: 'ok' });
  }
}

function said({ devices, ext }: SaidOfUser, extra: string): object {
  return { [`x${extra}`]: extra, last_time: '1644466063', ext, status: devices.map(([device, status]) => ({ device, status })) };
}
