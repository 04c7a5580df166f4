import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SimulatorError } from './errors.ts';
import { type Backstage, exchange } from './exchange.ts';
import { type Fault, type FaultSource, Faults } from './faults.ts';
import { userNames } from './names.ts';
import { DEFAULTS, type SimulatorOptions } from './options.ts';
import { Quota } from './quota.ts';
import { loadScenario } from './scenario.ts';
import { Subscriptions } from './subscriptions.ts';
import { type Credentials, Tokens } from './tokens.ts';
import { type RequestKind, Traffic } from './traffic.ts';
import { World } from './world.ts';
import { startWorldClock } from './world-clock.ts';

/** The presence API on loopback, running. */
export interface Simulator extends Credentials {
  /** Origin without a path, for example `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly orgName: string;
  readonly appName: string;
  /** An app token that works. */
  readonly token: string;
  /** Accounts that may act, the one to use first; empty when any name may. */
  readonly accounts: readonly string[];
  readonly world: World;
  readonly subscriptions: Subscriptions;
  /** Issues tokens and lets them expire. */
  readonly tokens: Tokens;
  /** What was asked, how often and how fast. */
  readonly traffic: Traffic;
  /** Asks `source` what becomes of each request from now on; null: no faults. */
  setFault(source: FaultSource | null): void;
  /** Lets the next request fail, or the next `times` requests of one `call`. */
  failNext(fault: Fault, which?: { times?: number; call?: RequestKind | null }): void;
  /** Stops at once; open connections are cut. */
  close(): Promise<void>;
}

/** Starts the simulator on 127.0.0.1. Rejects with a `SimulatorError` when the scenario is not valid or the port cannot be had. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { orgName, appName, appId, appCertificate, clientId, clientSecret, accounts, sublistLag, bodyBytes } = {
    ...DEFAULTS,
    ...options,
  };
  const { seed = 1, now = Date.now, monotonic = () => performance.now(), callsPerSecond, tokenSeconds } = options;
  const credentials = { appId, appCertificate, clientId, clientSecret };
  const scenario = typeof options.scenario === 'object' ? options.scenario : loadScenario(options.scenario ?? 'calm');
  const users = options.users ?? scenario.users;
  const names = typeof users === 'number' ? userNames(users) : users;
  const world = new World({ seed, names, scenario, clock: startWorldClock(now, options.speed ?? scenario.speed) });
  const subscriptions = new Subscriptions(sublistLag);
  const tokens = new Tokens(credentials, now);
  const traffic = new Traffic();
  const faults = new Faults();
  const acting = new Set(accounts === 'any' ? [] : accounts.map((name) => name.toLowerCase()));
  const knows = (uid: string) => accounts === 'any' || acting.has(uid.toLowerCase()) || world.has(uid);

  const { token } = tokens.issue(tokenSeconds ?? Number.POSITIVE_INFINITY);
  const server = await listen(options.port ?? 0, {
    service: { world, subscriptions, knows, retrieves: scenario.retrieves },
    tokens,
    credentials,
    quota: new Quota(callsPerSecond ?? 50),
    traffic,
    faults,
    quirks: scenario.quirks,
    seed,
    app: { orgName, appName, appId },
    presenceActivated: options.presenceActivated ?? true,
    bodyBytes,
    now,
    monotonic,
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...credentials,
    url: `http://127.0.0.1:${port}`,
    orgName,
    appName,
    token,
    accounts: accounts === 'any' ? [] : accounts,
    world,
    subscriptions,
    tokens,
    traffic,
    setFault: (source) => faults.set(source),
    failNext: (fault, which) => faults.failNext(fault, which),
    close: () => close(server),
  };
}

async function listen(port: number, backstage: Backstage): Promise<Server> {
  const server = createServer((request, response) => {
    exchange(request, backstage).then(
      (reply) => send(response, reply, backstage.now()),
      () => response.destroy(),
    );
  });
  // Longer than any pause between calls, so that a connection is never closed just as a client takes it up again.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(port, cause)));
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

function cannotListen(port: number, cause: NodeJS.ErrnoException): SimulatorError {
  const why = cause.code === 'EADDRINUSE' ? 'another program uses it' : cause.message;
  return new SimulatorError(
    `The simulator cannot listen on 127.0.0.1:${port}: ${why}.`,
    'Choose another port, or 0 for any free one.',
    { cause },
  );
}

function send(response: ServerResponse, reply: Fault, now: number): void {
  if (reply === 'hang') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, body = '', headers } = reply;
  response.writeHead(status, { Date: new Date(now).toUTCString(), 'Content-Type': 'application/json;charset=UTF-8', ...headers });
  response.end(body);
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
