import { tokenFrom } from '../../api/tokens.ts';
import type { LoadResult } from '../../config/load.ts';
import { lookAtBuffers } from './buffers.ts';
import { lookAtCalls, noCalls } from './calls.ts';
import { lookAtConfiguration } from './configuration.ts';
import { type Finding, skipped } from './finding.ts';
import type { Machine } from './machine.ts';
import { lookAtHost, lookAtProxy } from './network.ts';
import type { Patient } from './patient.ts';
import { lookAtMemory, lookAtProgram, lookAtState } from './program.ts';
import { lookAtQuota, lookAtSubscription } from './quota.ts';
import { lookAtColours, lookAtLocale, lookAtSession, lookAtSize, lookAtStreams } from './terminal.ts';
import { lookAtToken } from './token.ts';
import { lookAtWidths } from './widths.ts';

const MISTAKES = 'the configuration has mistakes';

/** Where the examination takes place. `begin` is told what may take a while; `stop` ends what is under way. */
export interface Examination {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly stop: AbortSignal;
  readonly begin: (what: string) => void;
}

/**
 * Every check, in the order of `CHECKS`; one that needs another to have gone well is told as skipped.
 */
export async function* examine(
  result: LoadResult,
  patient: Patient,
  machine: Machine,
  { env, cwd, stop, begin }: Examination,
): AsyncGenerator<Finding> {
  yield lookAtProgram(machine);
  yield lookAtMemory(machine);
  yield await lookAtState(env);
  yield lookAtBuffers();
  yield* lookAtTerminal(patient, machine, env, stop);
  yield* lookAtConfiguration(result, cwd);
  yield* lookAtServer(patient, env, stop, begin);
  yield* lookAtPlan(patient);
}

async function* lookAtServer(
  { sound, config, users, base }: Patient,
  env: NodeJS.ProcessEnv,
  stop: AbortSignal,
  begin: (what: string) => void,
): AsyncGenerator<Finding> {
  if (base === null) {
    for (const check of ['proxy', 'dns', 'connection', 'tls'] as const)
      yield skipped(check, 'it is not known which app on which host');
    yield skipped('token', MISTAKES);
    yield* noCalls(MISTAKES);
    return;
  }
  const { proxy, finding } = lookAtProxy(base);
  yield finding;
  const passable = finding.verdict !== 'problem';
  if (!passable) for (const check of ['dns', 'connection', 'tls'] as const) yield skipped(check, 'the proxy is not usable');
  begin(`reaching ${base.host}`);
  const { findings, reachable } = passable ? await lookAtHost(base, proxy, env, Date.now()) : { findings: [], reachable: false };
  yield* findings;

  const { token, uid } = config;
  const needsServer = token !== undefined && 'clientId' in token;
  const because = !sound ? MISTAKES : reachable ? null : `${base.host} cannot be reached`;
  if (token === undefined || (needsServer && because !== null)) {
    yield skipped('token', because ?? MISTAKES);
    yield* noCalls(because ?? MISTAKES);
    return;
  }
  const source = tokenFrom(token, { env, base, proxy });
  try {
    begin('getting the token');
    const had = await lookAtToken(source, config, Date.now());
    yield had;
    if (because !== null || uid === undefined) yield* noCalls(because ?? MISTAKES);
    // One that is there but looks useless is tried all the same: the server knows better.
    else if (had.verdict === 'problem' && had.facts.kind === undefined) yield* noCalls('there is no token');
    else {
      begin('calling');
      const { callsPerSecond = 1, extMaxBytes = 1 } = config;
      yield* lookAtCalls({ base, proxy, uid, token: source, callsPerSecond, extMaxBytes }, users[0] ?? uid, stop);
    }
  } finally {
    source.close?.();
  }
}

function* lookAtPlan({ plan, users, config }: Patient): Generator<Finding> {
  yield plan === null ? skipped('quota', MISTAKES) : lookAtQuota(plan);
  const { subscription } = config;
  yield subscription === undefined ? skipped('subscription', MISTAKES) : lookAtSubscription(users, subscription);
}

async function* lookAtTerminal(
  { look, themeOrigin }: Patient,
  machine: Machine,
  env: NodeJS.ProcessEnv,
  stop: AbortSignal,
): AsyncGenerator<Finding> {
  yield lookAtStreams(machine);
  yield lookAtSize(machine);
  yield lookAtColours(env, look, themeOrigin, machine);
  yield lookAtSession(env);
  yield lookAtLocale(env, look);
  yield await lookAtWidths(machine, env, look, stop);
}
