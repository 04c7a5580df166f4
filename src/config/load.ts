import { colourlessEnvironment, colourlessFlag } from './colours.ts';
import { type ConfigFile, openConfigFile } from './config-file.ts';
import { type ConfigIo, nodeIo, resolvePath } from './files.ts';
import { NOTHING } from './found.ts';
import { problemsOf } from './issues.ts';
import { isFields, type Layered, layer, valueAt } from './layers.ts';
import type { Origin } from './origin.ts';
import type { Problem } from './problem.ts';
import { asWritten, chooseProfile } from './profiles.ts';
import { type ReadOnly, readOnlyOf } from './read-only.ts';
import { type Config, configSchema, DEFAULTS } from './schema.ts';
import { type Environment, environmentOverrides, environmentProblems, type Flags, flagOverrides, SETTINGS } from './settings.ts';
import { secretOf, tokenProblems, withSecretAt } from './token-source.ts';
import type { WatchList } from './watch-list.ts';
import { readWatchList } from './watch-sources.ts';

/** Everything that a configuration is made from. */
export interface ConfigSources {
  readonly flags: Flags;
  readonly env: Environment;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute path of the file that an earlier loading found, or null when there was none: no other one is looked for. */
  readonly found?: string | null;
  /** Replaces parts of the real file system and standard input. */
  readonly io?: Partial<ConfigIo>;
}

/** A value as it was written, and where; for `config print`. */
export interface SettingValue {
  /** Dotted path of the field. */
  readonly field: string;
  readonly value: unknown;
  readonly origin: Origin;
}

/** A configuration that is valid as a whole. */
export interface LoadedConfig {
  /** The token's file and `users.file` are absolute paths here, `users.file` "-" for standard input. */
  readonly config: Config;
  /** Who is watched: the flags' users, else the configuration's. */
  readonly watch: WatchList;
  /** Every setting that has a value, defaults included. Tokens are never among them, only where they come from. */
  readonly values: readonly SettingValue[];
  /** The profile that was chosen, or null. */
  readonly profile: string | null;
  /** Why nothing may be changed in this run, or null when it may. */
  readonly readOnly: ReadOnly | null;
  /** Absolute path of the configuration file, or null when there is none. */
  readonly file: string | null;
}

/** What can be used of a configuration with mistakes, by whoever looks further all the same. */
export interface SoundParts {
  /** The fields that are right by themselves; the token only when nothing is known to be wrong with its source. */
  readonly config: Partial<Config>;
  readonly watch: WatchList;
  readonly file: string | null;
}

/** Either a whole configuration, or every mistake in it. */
export type LoadResult = { readonly ok: LoadedConfig } | { readonly problems: readonly Problem[]; readonly sound: SoundParts };

/** Loads the configuration: flags over environment over the chosen profile over the top of the file over defaults. Never rejects for a mistake of the user. */
export async function loadConfig({ flags, env, cwd, found, io: given }: ConfigSources): Promise<LoadResult> {
  const io = { ...nodeIo, ...given };
  const file = await openConfigFile({ asked: flags.config, found, env, cwd }, io);
  const profile = chooseProfile(flags, env, file);
  const layered = layer(file.fields, [
    profile.overrides,
    colourlessEnvironment(env),
    environmentOverrides(env),
    flagOverrides(flags),
    colourlessFlag(flags),
  ]);
  const locate = locator(file, layered);
  const { fields } = layered;

  const parsed = configSchema.safeParse(fields);
  const refused = parsed.success ? [] : problemsOf({ issues: parsed.error.issues, fields, locate, origin: file.origin });

  const absolute = <T>(value: T, path: readonly PropertyKey[]): T | { file: string } => {
    if (!isFields(value) || typeof value.file !== 'string') return value;
    const { kind } = locate(path);
    if (kind === 'flag' && value.file === '-') return value;
    return { file: resolvePath(value.file, kind === 'file' ? file.folder : cwd, env) };
  };
  const written = configSchema.shape.token.safeParse(fields.token).data ?? null;
  const secret = written && secretOf(written);
  const place = secret && absolute(secret.place, secret.path);
  const token = written && place && withSecretAt(written, place);
  const users = absolute(configSchema.shape.users.safeParse(fields.users).data ?? null, ['users']);
  const groups = configSchema.shape.groups.safeParse(fields.groups).data ?? null;
  const watched = await readWatchList({ flags, users, groups, env, cwd, locate }, io);

  const unusable = token ? await tokenProblems(token, locate, env, io) : [];
  const problems = [
    ...file.problems,
    ...environmentProblems(env, place && 'env' in place ? place.env : null),
    ...refused.filter(({ found }) => !(file.broken && found === NOTHING)),
    ...unusable,
    ...watched.problems,
    ...profile.problems,
  ];
  if (!parsed.success || !token || !users || problems.length > 0) {
    const { token: _, ...others } = rightFields(fields);
    const usable = token && unusable.length === 0 ? { token } : {};
    const sound: SoundParts = { config: { ...others, ...usable }, watch: watched.list, file: file.path };
    return { problems: asWritten(problems), sound };
  }
  const config = { ...parsed.data, token, users };
  const values = settingValues(layered, locate);
  const readOnly = readOnlyOf(flags, env, config.production ? locate(['production']) : null);
  return { ok: { config, watch: watched.list, values, profile: profile.name, readOnly, file: file.path } };
}

/** Each field that its own part of the schema accepts. */
function rightFields(fields: Layered['fields']): SoundParts['config'] {
  const right = Object.entries(configSchema.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(fields[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(right);
}

/** Where the value at a path was set: by the override that covers it most closely, else in the file; where it was looked for when nobody set it. */
function locator(file: ConfigFile, { overridden }: Layered): (path: readonly PropertyKey[]) => Origin {
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const override = overridden.get(path.slice(0, length).join('.'));
      if (override) return override.locate(path.slice(length));
    }
    return file.locate(path);
  };
}

/** Fields of the file that set nothing by themselves. */
const NO_SETTINGS: ReadonlySet<string> = new Set(['$schema', 'profiles']);

function settingValues({ fields }: Layered, locate: (path: readonly PropertyKey[]) => Origin): SettingValue[] {
  const names = SETTINGS.map(({ field }) => field);
  const others = Object.keys(configSchema.shape).filter(
    (field) => !NO_SETTINGS.has(field) && !names.some((name) => name.split('.')[0] === field),
  );
  return [...new Set([...names, ...others])].flatMap((field): SettingValue[] => {
    const path = field.split('.');
    const written = valueAt(fields, path);
    if (written !== undefined) return [{ field, value: written, origin: locate(path) }];
    const standard = valueAt(DEFAULTS, path);
    return standard === undefined ? [] : [{ field, value: standard, origin: { kind: 'default' } }];
  });
}
