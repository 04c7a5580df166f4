import type { LoadedConfig, SettingValue } from '../config/load.ts';
import { describeOrigin } from '../config/origin.ts';
import { configJsonSchema } from '../config/schema.ts';
import type { Flags } from '../config/settings.ts';
import { brokenPromise } from '../monitor/promise.ts';
import { jsonLine } from '../text/json-line.ts';
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
}

/** Checks the configuration, prints it with where each value comes from, or prints its JSON Schema; sends nothing. Gives the exit code. */
export async function config({ what, flags, json }: ConfigOptions, surroundings?: Partial<Surroundings>): Promise<number> {
  const { env, cwd, streams } = { ...processSurroundings(), ...surroundings };
  if (what === 'schema') {
    streams.out(JSON.stringify(configJsonSchema(), null, 2));
    return EXIT.done.code;
  }
  const loaded = await configured({ flags, env, cwd });
  const lines = what === 'check' ? checked(loaded, env, json) : printed(loaded, json);
  for (const line of lines) streams.out(line);
  return EXIT.done.code;
}

/** What a run would do. */
function checked(loaded: LoadedConfig, env: NodeJS.ProcessEnv, json: boolean): string[] {
  const { settings } = connection(loaded, env);
  const { users, uid, place, profile, readOnly } = settings;
  const broken = brokenPromise(settings);
  if (json) return [jsonLine({ ok: true, file: loaded.file, profile, place, as: uid, users: users.length, readOnly, broken })];
  const where = [profile, place].flatMap((name) => (name === null ? [] : [safe(name)])).join(' ');
  return [
    `the configuration is right: ${where}, ${number(users.length)} ${users.length === 1 ? 'user' : 'users'} watched as ${safe(uid)}`,
    ...(readOnly === null ? [] : [safe(readOnly.why)]),
    ...(broken === null ? [] : [safe(broken)]),
  ];
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

function withoutArguments(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, inner) => {
    if ((key !== 'command' && key !== 'run') || !Array.isArray(inner)) return inner;
    return inner.map((part, at) => (at === 0 ? part : '***'));
  });
}
