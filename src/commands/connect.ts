import { baseUrl } from '../api/base-url.ts';
import { CALLS } from '../api/contract.ts';
import { isApiError } from '../api/errors.ts';
import { callPath } from '../api/path.ts';
import { proxyFor } from '../api/proxy.ts';
import { tokenFrom } from '../api/tokens.ts';
import { type ConfigSources, type LoadedConfig, loadConfig } from '../config/load.ts';
import { formatProblems, type Problem } from '../config/problem.ts';
import type { Config } from '../config/schema.ts';
import { secretVariables } from '../config/token-source.ts';
import type { AlertRule } from '../monitor/alerts/rule.ts';
import { parseFilter } from '../monitor/filter/parse.ts';
import type { Settings } from '../monitor/state.ts';
import type { GateOptions } from '../runtime/gate.ts';
import { formatDuration } from '../text/duration.ts';
import { EXIT } from './exit-codes.ts';
import { wear } from './looks.ts';
import { ProgramError, programErrorOf } from './program-error.ts';

/** Everything an engine is opened with. */
export interface Connection {
  readonly settings: Settings;
  readonly client: Omit<GateOptions, 'onRequest'>;
  /** The environment of programs that alerts run; missing where there are no alerts. */
  readonly programEnv?: NodeJS.ProcessEnv;
}

/** Reads the configuration, and has all that is written from then on look as it says. Every mistake is told at once, to `onProblems` as data, and nothing is sent. */
export async function configured(
  sources: ConfigSources,
  onProblems: (problems: readonly Problem[]) => void = () => {},
): Promise<LoadedConfig> {
  const loaded = await loadConfig(sources);
  if ('problems' in loaded) {
    onProblems(loaded.problems);
    throw new ProgramError(
      `the configuration is not complete or not right:\n${formatProblems(loaded.problems)}`,
      'Correct this and start again; nothing was sent. No account at hand? presence-monitor --demo',
      EXIT.usage.code,
    );
  }
  wear(loaded.ok.config, sources.env);
  return loaded.ok;
}

/** What an engine needs, made from a configuration. */
export function connection(loaded: LoadedConfig, env: NodeJS.ProcessEnv): Connection {
  const { config, profile, readOnly } = loaded;
  const base = baseUrl(whereOf(config));
  const proxy = proxyTo(base);
  return {
    settings: {
      place: config.appId ?? `${config.orgName}/${config.appName}`,
      profile,
      readOnly,
      uid: config.uid,
      retrieveUrl: retrieveUrl(base, config.uid),
      tokenFile: 'file' in config.token ? config.token.file : null,
      ...watched(loaded),
      callsPerSecond: config.callsPerSecond,
      subscriptionFor: formatDuration(config.subscription.for),
      extMaxBytes: config.extMaxBytes,
      columns: config.columns,
      ...(config.sort === undefined ? {} : { sorting: config.sort }),
      alerts: config.alerts.map(ruleOf),
    },
    programEnv: withoutVariables(env, secretVariables(config)),
    client: {
      base,
      proxy,
      uid: config.uid,
      token: tokenFrom(config.token, { env, base, proxy }),
      callsPerSecond: config.callsPerSecond,
      extMaxBytes: config.extMaxBytes,
    },
  };
}

function ruleOf({ name, when, edge, for: holdFor, atMostEvery, do: action }: Config['alerts'][number]): AlertRule {
  return { name, terms: parseFilter(when).terms, edge, holdFor, atMostEvery, action };
}

function withoutVariables(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

/** Where the acting user retrieves others. */
export function retrieveUrl(base: URL, uid: string): string {
  return `${base.origin}${callPath(base, uid, CALLS.retrieve, {})}`;
}

/** Who is watched, in which groups, and how old their data may get. */
export function watched({ config, watch }: LoadedConfig): Pick<Settings, 'users' | 'groups' | 'refresh'> {
  return { users: watch.names, groups: groupsOf(config), refresh: config.refresh.default };
}

/** The groups of a configuration, each with how old its data may get. */
export function groupsOf({ groups, refresh }: Pick<Config, 'groups' | 'refresh'>): Settings['groups'] {
  const times = new Map(Object.entries(refresh));
  return Object.entries(groups).map(([name, users]) => ({ name, users, refresh: times.get(name) ?? null }));
}

function proxyTo(base: URL): ReturnType<typeof proxyFor> {
  try {
    return proxyFor(base);
  } catch (error) {
    if (!isApiError(error)) throw error;
    throw programErrorOf(error.failure);
  }
}

/** Which app on which host a configuration names. */
export function whereOf({
  host,
  orgName,
  appName,
  appId,
}: Pick<Config, 'host' | 'orgName' | 'appName' | 'appId'>): Parameters<typeof baseUrl>[0] {
  return appId === undefined ? { host, orgName: orgName as string, appName: appName as string } : { host, appId };
}
