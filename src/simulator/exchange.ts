import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { CALLS } from '../api/contract.ts';
import { carryOut, type Service } from './calls.ts';
import type { Sending } from './deliver.ts';
import { type FaultPlan, SPARED } from './fault-plan.ts';
import type { Fault, Faults, Reply } from './faults.ts';
import { Oddness } from './quirks.ts';
import type { Quota } from './quota.ts';
import { Random } from './random.ts';
import { Refusal, refuse } from './refusal.ts';
import { namesIn, parseBody, readBody } from './request-body.ts';
import { type AppPath, parseRoute, type Route } from './route.ts';
import type { Scenario } from './scenario.ts';
import { spoil } from './spoil.ts';
import { grantToken } from './token-endpoint.ts';
import type { Credentials, Tokens } from './tokens.ts';
import type { Traffic } from './traffic.ts';

/** Everything that one answer is made from. */
export interface Backstage {
  readonly service: Service;
  readonly tokens: Tokens;
  readonly credentials: Credentials;
  readonly quota: Quota;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly plan: FaultPlan;
  readonly quirks: Scenario['quirks'];
  readonly seed: number;
  readonly app: { readonly orgName: string; readonly appName: string; readonly appId: string };
  readonly presenceActivated: boolean;
  readonly bodyBytes: number;
  readonly now: () => number;
  readonly monotonic: () => number;
}

/** One request as it came off the wire. */
interface Arrival {
  readonly target: string;
  /** Null for a path that is no call. */
  readonly route: Route | null;
  readonly headers: IncomingHttpHeaders;
  /** Null for a body that was too large. */
  readonly body: string | null;
  /** By the clock that never goes back. */
  readonly at: number;
  /** Milliseconds by which the times in the answer are ahead. */
  readonly clockError: number;
}

/** Answers one request: what is to be sent, or what is to happen instead. Rejects only when the request itself breaks off. */
export async function exchange(request: IncomingMessage, backstage: Backstage): Promise<Sending> {
  const { traffic, faults, plan, now, monotonic, bodyBytes } = backstage;
  const { method = '', url: target = '', headers } = request;
  const route = parseRoute(method, target);
  const [at, since] = [now(), monotonic()];
  if (route !== null) traffic.arrive(route.call, since);
  const body = await readBody(request, bodyBytes);
  const arrival: Arrival = { target, route, headers, body, at: since, clockError: 0 };
  if (route === null) return { ...SPARED, fault: respond(arrival, backstage) };

  const uid = route.call === 'token' ? null : route.uid;
  const names = route.call === 'set' ? [route.uid] : namesIn(body);
  const chosen = await faults.next(route.call, names);
  const { delay, clockError, spoiledBy } = chosen === undefined ? plan.judge(route.call, names) : SPARED;
  const answer = () => respond({ ...arrival, clockError }, backstage);
  const fault = chosen ?? (spoiledBy === null ? answer() : spoil(spoiledBy, answer, now() + clockError));
  traffic.finish({ call: route.call, uid, names, at, status: statusOf(fault) });
  return { fault, delay, clockError };
}

function statusOf(fault: Fault): number | null {
  return typeof fault === 'string' || fault.manner === 'broken-off' ? null : fault.status;
}

function respond(arrival: Arrival, backstage: Backstage): Reply {
  try {
    return { status: 200, body: answer(arrival, backstage) };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refuse.broken(String(error));
    const { now, monotonic } = backstage;
    return { status: refusal.status, body: refusal.body(now() + arrival.clockError, Math.round(monotonic() - arrival.at)) };
  }
}

/** The checks in the order of a gateway: where, who, how fast, whether at all, and only then what. */
function answer({ target, route, headers, body, clockError }: Arrival, backstage: Backstage): string {
  const { service, tokens, credentials, quota, traffic, quirks, seed, presenceActivated, now, monotonic } = backstage;
  if (route === null) throw refuse.unknownPath();
  checkApp(route.app, target, backstage.app);
  const parse = () => parseBody(headers['content-type'], body);
  if (route.call === 'token') return grantToken(parse(), headers.authorization, tokens, credentials);

  tokens.authorise(headers.authorization);
  if (!quota.admit(route.call, monotonic())) throw refuse.tooFast();
  if (!presenceActivated) throw refuse.notActivated();
  const { call, uid, params, query } = route;
  const parsed = CALLS[call].request === null ? undefined : parse();
  return carryOut(
    call,
    { uid, params, query, body: parsed, now: now(), clockError: Math.round(clockError / 1000) },
    service,
    new Oddness(quirks, new Random(seed, traffic.count())),
  );
}

function checkApp(path: AppPath, target: string, app: Backstage['app']): void {
  const found = 'appId' in path ? path.appId === app.appId : path.orgName === app.orgName && path.appName === app.appName;
  const named = 'appId' in path ? path.appId : `${path.orgName}/${path.appName}`;
  if (!found) throw refuse.unknownApp(named, target.slice(1));
}
