import { nearest } from '../text/nearest.ts';
import type { ConfigFile } from './config-file.ts';
import { describeFound, quote, showName } from './found.ts';
import { asFields, isFields } from './layers.ts';
import type { Origin } from './origin.ts';
import { formatPath, type Problem } from './problem.ts';
import { type Environment, type Flags, type Override, PROFILE_VARIABLE } from './settings.ts';

/** The profile that a run was started with. */
export interface ChosenProfile {
  /** Null when none was asked for. */
  readonly name: string | null;
  /** What its fields put over those of the file; each field replaces the one of the file as a whole. */
  readonly overrides: readonly Override[];
  readonly problems: readonly Problem[];
}

/** Finds the profile that flag or environment ask for, the flag first. */
export function chooseProfile(flags: Pick<Flags, 'profile'>, env: Environment, file: ConfigFile): ChosenProfile {
  const name = flags.profile ?? (env[PROFILE_VARIABLE] || null);
  if (name === null) return { name, overrides: [], problems: [] };
  const profiles = file.fields.profiles ?? {};
  if (file.broken || !isFields(profiles)) return { name, overrides: [], problems: [] };
  if (!Object.hasOwn(profiles, name))
    return { name, overrides: [], problems: [unknown(name, flags, Object.keys(profiles), file)] };
  const { profiles: _, ...fields } = asFields(profiles[name]);
  const overrides = Object.entries(fields).map(([field, value]): Override => {
    const locate = (inner: readonly PropertyKey[]) => ({ ...file.locate(['profiles', name, field, ...inner]), profile: name });
    return { field, value, locate };
  });
  return { name, overrides, problems: [] };
}

function unknown(name: string, flags: Pick<Flags, 'profile'>, known: readonly string[], { path, origin }: ConfigFile): Problem {
  const asked: Origin =
    flags.profile === undefined ? { kind: 'environment', name: PROFILE_VARIABLE } : { kind: 'flag', name: '--profile' };
  const found = describeFound(name);
  if (known.length === 0) {
    const expected = `no profile: ${path === null ? 'there is no configuration file' : 'the file has none under "profiles"'}`;
    return { path: 'profile', found, expected, where: path === null ? origin : asked };
  }
  const near = nearest(name, known);
  const all = `${known.length > 1 ? 'one of' : 'only'} ${known.map(showName).join(', ')}`;
  return { path: 'profile', found, expected: near === null ? all : `${quote(near)}; there is ${all}`, where: asked };
}

/**
 * Problems under the paths that their values have in the file. The fields of the chosen profile are checked twice, among those
 * of every profile and where they count: what both find is told once.
 */
export function asWritten(problems: readonly Problem[]): Problem[] {
  const told = new Set(problems.map(({ path }) => path));
  return problems.flatMap((problem) => {
    if (problem.where.kind !== 'file' || problem.where.profile === undefined) return [problem];
    const { profile, ...where } = problem.where;
    const path = `${formatPath(['profiles', profile])}.${problem.path}`;
    return told.has(path) ? [] : [{ ...problem, path, where }];
  });
}
