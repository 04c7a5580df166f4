import { put } from '../config/layers.ts';
import type { LoadedConfig, SettingValue } from '../config/load.ts';
import { describeOrigin } from '../config/origin.ts';
import type { Problem } from '../config/problem.ts';
import { configJsonSchema } from '../config/schema.ts';
import type { Flags } from '../config/settings.ts';
import { brokenPromise } from '../monitor/promise.ts';
import type { Settings } from '../monitor/state.ts';
import { jsonLine } from '../text/json-line.ts';
import { nameKey } from '../text/name-key.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { configured, connection } from './connect.ts';
import { EXIT } from './exit-codes.ts';
import { processSurroundings, type Surroundings } from './surroundings.ts';

export interface ConfigOptions {
  readonly what: 'check' | 'print' | 'schema';
  readonly flags: Flags;
  /** One JSON object in place of lines for people. */
  readonly json: boolean;
  /** Whether `print` says where each value comes from; else it prints the values alone, as one file would hold them. */
  readonly origin: boolean;
}

/** Checks the configuration, prints it, or prints its JSON Schema; sends nothing. Gives the exit code. */
export async function config(
  { what, flags, json, origin }: ConfigOptions,
  surroundings?: Partial<Surroundings>,
): Promise<number> {
  const { env, cwd, streams } = { ...processSurroundings(), ...surroundings };
  if (what === 'schema') {
    streams.out(JSON.stringify(configJsonSchema(), null, 2));
    return EXIT.done.code;
  }
  const loaded = await configured({ flags, env, cwd }, (problems) => {
    if (what === 'check' && json) streams.out(jsonLine({ ok: false, problems: problems.map(asFound) }));
  });
  const lines = what === 'check' ? checked(loaded, env, json) : origin ? printed(loaded, json) : asOneFile(loaded, json);
  for (const line of lines) streams.out(line);
  return EXIT.done.code;
}

function asFound({ where, ...problem }: Problem) {
  return { ...problem, where: describeOrigin(where) };
}

/** What a run would do. */
function checked(loaded: LoadedConfig, env: NodeJS.ProcessEnv, json: boolean): string[] {
  const { settings } = connection(loaded, env);
  const { users, uid, place, profile, readOnly } = settings;
  const broken = brokenPromise(settings);
  const { duplicates } = loaded.watch;
  const unwatched = membersUnwatched(settings);
  if (json) {
    const counts = { users: users.length, duplicates, unwatched: Object.fromEntries(unwatched) };
    return [jsonLine({ ok: true, file: loaded.file, profile, place, as: uid, ...counts, readOnly, broken })];
  }
  const where = [profile, place].flatMap((name) => (name === null ? [] : [safe(name)])).join(' ');
  return [
    `the configuration is right: ${where}, ${number(users.length)} ${users.length === 1 ? 'user' : 'users'} watched as ${safe(uid)}`,
    ...(users.length > 0 ? [] : ['nobody is watched: put names into "users" or the file that it names, or use --user']),
    ...(duplicates === 0
      ? []
      : [
          `${number(duplicates)} ${duplicates === 1 ? 'name stands' : 'names stand'} there more than once: the first spelling counts`,
        ]),
    ...unwatched.map(([name, members]) => `of group ${safe(name)} not watched: ${safe(members.join(', '))}`),
    ...(readOnly === null ? [] : [safe(readOnly.why)]),
    ...(broken === null ? [] : [safe(broken)]),
  ];
}

/** Members of groups who are not watched, by group: where flags or environment name the users, a group adds none. */
function membersUnwatched({ users, groups }: Settings): [string, string[]][] {
  const watched = new Set(users.map(nameKey));
  return groups
    .map((group): [string, string[]] => [group.name, group.users.filter((uid) => !watched.has(nameKey(uid)))])
    .filter(([, members]) => members.length > 0);
}

/** The values alone, as they would be written in one file. */
function asOneFile({ values }: LoadedConfig, json: boolean): string[] {
  const fields = values.reduce((file, { field, value }) => put(file, field.split('.'), value), {});
  return [json ? jsonLine(withoutArguments(fields)) : JSON.stringify(withoutArguments(fields), null, 2)];
}

/** Every value with its origin. A configuration only says where secrets are; arguments of programs, which may be one, are starred out. */
function printed({ values }: LoadedConfig, json: boolean): string[] {
  if (json) return [jsonLine(withoutArguments(Object.fromEntries(values.map(({ field, ...rest }) => [field, rest]))))];
  const widest = Math.max(...values.map(({ field }) => field.length));
  return values.map((setting) => line(setting, widest));
}

function line({ field, value, origin }: SettingValue, width: number): string {
  return `${field.padEnd(width)}  ${jsonLine(withoutArguments(value))}  (${describeOrigin(origin)})`;
}

/** A value of the configuration without the arguments of programs. */
export function withoutArguments(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, inner) => {
    if ((key !== 'command' && key !== 'run') || !Array.isArray(inner)) return inner;
    return inner.map((part, at) => (at === 0 ? part : '***'));
  });
}
