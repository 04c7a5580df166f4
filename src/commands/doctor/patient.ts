import { baseUrl } from '../../api/base-url.ts';
import { isApiError } from '../../api/errors.ts';
import type { LoadResult } from '../../config/load.ts';
import { LOOK_DEFAULTS, type Look } from '../../config/look-fields.ts';
import type { Origin } from '../../config/origin.ts';
import type { Config } from '../../config/schema.ts';
import type { Plan } from '../../monitor/promise.ts';
import { groupsOf, whereOf } from '../connect.ts';

type Call = 'token' | 'retrieve' | 'sublist';

/** What a configuration comes to, as far as it is right: the same whether all of it is or not. */
export interface Patient {
  /** Whether all of it is right: nothing is sent before. */
  readonly sound: boolean;
  readonly config: Partial<Config>;
  readonly users: readonly string[];
  readonly look: Look;
  readonly themeOrigin: Origin | null;
  /** Where calls go; null when that is not said, or wrong. */
  readonly base: URL | null;
  readonly place: string | null;
  /** What is promised to the watch list; null when a part of that is wrong. */
  readonly plan: Plan | null;
  /** What the server will be asked, once each. */
  readonly calls: readonly Call[];
}

/** Reads what there is to look at from a configuration that was loaded, or could not be. */
export function patientOf(result: LoadResult): Patient {
  const sound = 'ok' in result;
  const config: Partial<Config> = sound ? result.ok.config : result.sound.config;
  const users = (sound ? result.ok.watch : result.sound.watch).names;
  const { ascii, ambiguousWidth, theme, lowBandwidth, orgName, appName, appId, token } = config;
  const read: readonly Call[] = ['retrieve', 'sublist'];
  return {
    sound,
    config,
    users,
    look: { ...LOOK_DEFAULTS, ...defined({ ascii, ambiguousWidth, theme, lowBandwidth }) },
    themeOrigin: sound ? (result.ok.values.find(({ field }) => field === 'theme')?.origin ?? null) : null,
    base: baseOf(config),
    place: appId ?? (orgName !== undefined && appName !== undefined ? `${orgName}/${appName}` : null),
    plan: planOf(config, users),
    calls: !sound ? [] : token && 'clientId' in token ? ['token', ...read] : read,
  };
}

function baseOf({ host, orgName, appName, appId }: Partial<Config>): URL | null {
  if (host === undefined || (appId === undefined && (orgName === undefined || appName === undefined))) return null;
  try {
    return baseUrl(whereOf({ host, orgName, appName, appId }));
  } catch (error) {
    if (isApiError(error)) return null;
    throw error;
  }
}

function planOf({ groups, refresh, callsPerSecond }: Partial<Config>, users: readonly string[]): Plan | null {
  if (groups === undefined || refresh === undefined || callsPerSecond === undefined) return null;
  return { users, groups: groupsOf({ groups, refresh }), refresh: refresh.default, callsPerSecond };
}

function defined(look: { readonly [Field in keyof Look]: Look[Field] | undefined }): Partial<Look> {
  return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));
}
