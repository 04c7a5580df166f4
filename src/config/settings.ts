import { nearest } from '../text/nearest.ts';
import type { Origin } from './origin.ts';
import type { Problem } from './problem.ts';

/** The environment as the process has it; an empty variable counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

type Text = string | undefined;

/** What the command line hands over: options as text, unread, named as commander names them. */
export interface Flags {
  readonly config?: Text;
  readonly profile?: Text;
  readonly host?: Text;
  readonly orgName?: Text;
  readonly appName?: Text;
  readonly appId?: Text;
  readonly as?: Text;
  readonly tokenFile?: Text;
  /** `-u`, each time it was given. */
  readonly users?: readonly string[] | undefined;
  /** Users named as arguments of a command, in place of `users`. */
  readonly uids?: readonly string[];
  /** `--group`, each time it was given: whose members are named. */
  readonly groups?: readonly string[] | undefined;
  /** `-` is standard input. */
  readonly usersFile?: Text;
  readonly callsPerSecond?: Text;
  readonly refresh?: Text;
  /** `--for`: how long a subscription lasts. */
  readonly for?: Text;
  readonly extMaxBytes?: Text;
  /** Whether our own signs are drawn in ASCII. */
  readonly ascii?: boolean;
  readonly ambiguousWidth?: Text;
  readonly theme?: Text;
  readonly noColor?: boolean;
  /** Few frames and no colours, for a slow link. */
  readonly lowBandwidth?: boolean;
  /** Allows changes although the app is marked production. */
  readonly write?: boolean;
  /** Allows none, whatever the app; stronger than `write`. */
  readonly readOnly?: boolean;
  /** Says on standard error how each call went. */
  readonly verbose?: boolean;
}

/** The flags that stand for a field. */
type TextFlag = Exclude<keyof Flags, 'uids' | 'groups' | 'write' | 'readOnly' | 'noColor' | 'verbose'>;

/** A field of the configuration and the other places where it can be set. */
export interface Setting {
  /** Dotted path in the file. */
  readonly field: string;
  readonly flag: { readonly key: TextFlag; readonly name: string } | null;
  readonly variable: string | null;
  /** From the text of a flag or variable to what the file would hold. A text that cannot be read stays as it is, for the schema to refuse. */
  readonly read: (text: string) => unknown;
}

/** A value that stands above the fields at the top of the configuration file. */
export interface Override {
  readonly field: string;
  readonly value: unknown;
  /** Where a part of the value was set, by its path within the value; the value as a whole: []. */
  locate(inner: readonly PropertyKey[]): Origin;
}

const PREFIX = 'PRESENCE_MONITOR_';

/** Holds the token itself. */
export const TOKEN_VARIABLE = `${PREFIX}TOKEN`;

/** Chooses a profile, as `--profile` does. */
export const PROFILE_VARIABLE = `${PREFIX}PROFILE`;

/** Allows no changes, whatever the app, as `--read-only` does; `--write` is stronger. */
export const READ_ONLY_VARIABLE = `${PREFIX}READ_ONLY`;

/** Has every id shown as a pseudonym, as `--mask` does. */
export const MASK_VARIABLE = `${PREFIX}MASK`;

/** The variables that stand for no field of the file. */
export const SWITCHES: readonly { readonly name: string; readonly meaning: string }[] = [
  { name: PROFILE_VARIABLE, meaning: 'chooses a profile, as --profile does' },
  { name: READ_ONLY_VARIABLE, meaning: 'allows no changes, as --read-only does' },
  { name: MASK_VARIABLE, meaning: 'puts pseudonyms in place of ids, as --mask does' },
];

/** Whether a variable that is no setting but a switch is on: only what plainly says no means no. */
export function isOn(text: string | undefined): boolean {
  return !['', '0', 'false', 'no', 'off'].includes((text ?? '').trim().toLowerCase());
}

const YES_OR_NO: Readonly<Record<string, boolean>> = {
  ...{ 1: true, true: true, yes: true, on: true },
  ...{ 0: false, false: false, no: false, off: false },
};

const asText = (text: string) => text;
const asNumber = (text: string) => (/^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text);
const asYesOrNo = (text: string) => YES_OR_NO[text.trim().toLowerCase()] ?? text;
const asFile = (file: string) => ({ file });
const asList = (text: string) => text.split(',').map((name) => name.trim());

/** Every setting once, in the order of the file. Environment and flags are read by it, and hints are made from it. */
export const SETTINGS: readonly Setting[] = [
  setting('host', 'host', '--host HOST', 'HOST'),
  setting('orgName', 'orgName', '--org-name NAME', 'ORG_NAME'),
  setting('appName', 'appName', '--app-name NAME', 'APP_NAME'),
  setting('appId', 'appId', '--app-id ID', 'APP_ID'),
  setting('uid', 'as', '--as UID', 'UID'),
  { field: 'token', flag: null, variable: TOKEN_VARIABLE, read: () => ({ env: TOKEN_VARIABLE }) },
  setting('token', 'tokenFile', '--token-file FILE', 'TOKEN_FILE', asFile),
  { field: 'users', flag: { key: 'usersFile', name: '--users-file FILE' }, variable: null, read: asFile },
  setting('users', 'users', '--user UID', 'USERS', asList),
  setting('callsPerSecond', 'callsPerSecond', '--calls-per-second N', 'CALLS_PER_SECOND', asNumber),
  setting('refresh', 'refresh', '--refresh TIME', 'REFRESH'),
  setting('subscription.for', 'for', '--for TIME', 'SUBSCRIPTION_FOR'),
  setting('extMaxBytes', 'extMaxBytes', '--ext-max-bytes N', 'EXT_MAX_BYTES', asNumber),
  setting('ascii', 'ascii', '--ascii', 'ASCII', asYesOrNo),
  setting('ambiguousWidth', 'ambiguousWidth', '--ambiguous-width N', 'AMBIGUOUS_WIDTH', asNumber),
  setting('theme', 'theme', '--theme NAME', 'THEME'),
  setting('lowBandwidth', 'lowBandwidth', '--low-bandwidth', 'LOW_BANDWIDTH', asYesOrNo),
  { field: 'production', flag: null, variable: null, read: asText },
];

function setting(field: string, key: TextFlag, name: string, variable: string, read: Setting['read'] = asText): Setting {
  return { field, flag: { key, name }, variable: PREFIX + variable, read };
}

/** What the flags set. */
export function flagOverrides(flags: Flags): Override[] {
  return SETTINGS.flatMap(({ field, flag, read }) => {
    const given = flag ? flags[flag.key] : undefined;
    if (flag === null || given === undefined || (Array.isArray(given) && given.length === 0)) return [];
    const origin: Origin = { kind: 'flag', name: flag.name.split(' ')[0] ?? flag.name };
    return [{ field, value: typeof given === 'string' ? read(given) : given, locate: () => origin }];
  });
}

/** What the environment sets. */
export function environmentOverrides(env: Environment): Override[] {
  return SETTINGS.flatMap(({ field, variable, read }) => {
    const text = variable ? env[variable] : undefined;
    return variable && text ? [{ field, value: read(text), locate: () => ({ kind: 'environment', name: variable }) }] : [];
  });
}

/** Mistakes that only the environment can hold: two sources for the token, and names one slip away from a variable that exists. */
export function environmentProblems(env: Environment, tokenVariable: string | null): Problem[] {
  const variables = [...SWITCHES.map(({ name }) => name), ...SETTINGS.flatMap(({ variable }) => variable ?? [])];
  const known = variables.map((variable) => variable.slice(PREFIX.length));
  const mistyped = Object.keys(env).flatMap((name): Problem[] => {
    const rest = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : null;
    if (rest === null || !env[name] || name === tokenVariable || known.includes(rest)) return [];
    const near = nearest(rest, known);
    if (near === null) return [];
    return [{ path: name, found: 'an unknown variable', expected: PREFIX + near, where: { kind: 'environment', name } }];
  });
  if (!env[`${PREFIX}TOKEN`] || !env[`${PREFIX}TOKEN_FILE`]) return mistyped;
  const found = `both ${PREFIX}TOKEN and ${PREFIX}TOKEN_FILE`;
  return [...mistyped, { path: 'token', found, expected: 'one of them', where: { kind: 'environment', name: `${PREFIX}TOKEN` } }];
}

/** Where a field can be set, for those who have not set it: `set it with --as UID, PRESENCE_MONITOR_UID or "uid" in the configuration file`. */
export function howToSet(field: string): string {
  const places = SETTINGS.filter((row) => row.field === field).flatMap(({ flag, variable }) =>
    [flag?.name, variable].filter(Boolean),
  );
  return `set it with ${places.join(', ')} or "${field}" in the configuration file`;
}
