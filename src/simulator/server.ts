import { createServer, type Server } from 'node:http';
import { CONTROL_PATH, control } from './control.ts';
import { deliver } from './deliver.ts';
import { type Backstage, exchange } from './exchange.ts';
import { FaultPlan, type FaultReport } from './fault-plan.ts';
import { type FaultRuleInput, parseFaults } from './fault-rules.ts';
import { type Fault, type FaultSource, Faults } from './faults.ts';
import { Listener } from './listener.ts';
import { userNames } from './names.ts';
import { DEFAULTS, type SimulatorOptions } from './options.ts';
import { type After, afterRealTime } from './pause.ts';
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
  /**
   * Puts faults into force in place of those of the scenario or of an earlier call, their time beginning now; none: []. What
   * `setFault` and `failNext` decide goes first. Resolves when the port is open or closed as they want it. Rejects with a
   * `SimulatorError` that names path, found and expected.
   */
  setFaultRules(rules: readonly FaultRuleInput[]): Promise<void>;
  /** The faults in force, the same as `GET /_faults`. */
  faultReport(): FaultReport;
  /** Stops at once; open connections are cut. */
  close(): Promise<void>;
}

/** Starts the simulator on 127.0.0.1. Rejects with a `SimulatorError` when the scenario is not valid or the port cannot be had. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { orgName, appName, appId, appCertificate, clientId, clientSecret, accounts, sublistLag, bodyBytes } = {
    ...DEFAULTS,
    ...options,
  };
  const { seed = 1, now = Date.now, monotonic = () => performance.now(), after = afterRealTime } = options;
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

  const plan = new FaultPlan(seed, monotonic);
  plan.replace(options.faults === undefined ? scenario.faults : parseRules(options.faults));
  const { token } = tokens.issue(options.tokenSeconds ?? Number.POSITIVE_INFINITY);
  const server = serve({
    service: { world, subscriptions, knows, retrieves: scenario.retrieves },
    tokens,
    credentials,
    quota: new Quota(options.callsPerSecond ?? 50),
    traffic,
    faults,
    plan,
    quirks: scenario.quirks,
    seed,
    app: { orgName, appName, appId },
    presenceActivated: options.presenceActivated ?? true,
    bodyBytes,
    now,
    monotonic,
    after,
    follow: () => listener.follow(),
  });
  const listener = new Listener(server, plan, after);
  await listener.open(options.port ?? 0);
  return {
    ...credentials,
    url: `http://127.0.0.1:${listener.port}`,
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
    setFaultRules: async (rules) => {
      plan.replace(parseRules(rules));
      await listener.follow();
    },
    faultReport: () => plan.report(),
    close: () => listener.close(),
  };
}

function parseRules(faults: readonly FaultRuleInput[]): ReturnType<typeof parseFaults> {
  return parseFaults({ faults }, 'The list of faults');
}

/** A server that does not listen yet. `follow` is called after faults were set over HTTP. */
function serve(backstage: Backstage & { after: After; follow: () => void }): Server {
  const server = createServer((request, response) => {
    const handled =
      request.url === CONTROL_PATH
        ? control(request, response, backstage.plan).then(backstage.follow)
        : exchange(request, backstage).then((sending) => deliver(response, sending, backstage));
    handled.catch(() => response.destroy());
  });
  // Longer than any pause between calls, so that a connection is never closed just as a client takes it up again.
  server.keepAliveTimeout = 120_000;
  return server;
}
