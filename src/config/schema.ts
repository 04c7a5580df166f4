import * as z from 'zod';
import { duration, filePath, host, pathUser, segment } from './field-types.ts';
import { quote } from './found.ts';
import { isFields } from './layers.ts';
import { nearest } from './suggest.ts';
import { tokenField } from './token-field.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** What fields have when nobody sets them, as they would be written in the file. */
export const DEFAULTS = {
  users: [] as string[],
  groups: {} as Record<string, string[]>,
  callsPerSecond: 5,
  refresh: { default: '30s' },
  subscription: { for: '7d' },
  extMaxBytes: 64,
} as const;

const WHOLE = 'a whole number from 1 to 1024';
const CALLS = 'a number above 0 and at most 50';
const LIST = 'a list of names or {"file":"users.txt"}';
const REFRESH = 'a time from 1s to 1d, such as "30s", or times by group, such as {"default":"30s","vip":"5s"}';
const GROUPS = 'an object such as {"vip":["alice","bob"]}';
const FOR = 'a time from 1s to 30d, such as "7d"';

/** Tabs are short, and "default" stands for those who are in no group. */
const GROUP_NAME = /^[^\p{C}\p{Z}]([^\p{C}]{0,30}[^\p{C}\p{Z}])?$/u;
const A_GROUP_NAME = 'a name of at most 32 characters without spaces around it, other than "default"';

const users = z.union(
  [z.array(z.string('a user name')), z.strictObject({ file: filePath().describe('One name a line, "#" starts a comment') })],
  LIST,
);

const refreshTime = duration(REFRESH, SECOND, DAY);
const refresh = z
  .union(
    [
      refreshTime,
      z
        .object({ default: refreshTime.prefault(DEFAULTS.refresh.default).describe('For whoever is in no group named here') })
        .catchall(refreshTime),
    ],
    REFRESH,
  )
  .transform((value) => (typeof value === 'number' ? { default: value } : value));

const groups = z.record(z.string(), z.array(z.string('a user name'), 'a list of user names'), GROUPS);

const subscriptionTime = duration(FOR, SECOND, 30 * DAY).prefault(DEFAULTS.subscription.for);
const subscription = z.strictObject(
  { for: subscriptionTime.describe('How long a subscription lasts, at most 30d') },
  'an object such as {"for":"7d"}',
);

const callsPerSecond = z.number(CALLS).gt(0, CALLS).max(50, CALLS);
const extMaxBytes = z.int(WHOLE).min(1, WHOLE).max(1024, WHOLE);

const fields = z.strictObject({
  $schema: z.string('the address of a JSON Schema').optional().describe('JSON Schema of this file, for completion in editors'),
  host: host().describe('Host of the REST API; https unless it says otherwise, `http://` for loopback only'),
  orgName: segment('the organisation, the part of the App Key before the "#"')
    .optional()
    .describe('Organisation: the App Key before the "#"'),
  appName: segment('the app, the part of the App Key after the "#"').optional().describe('App: the App Key after the "#"'),
  appId: segment('the App ID').optional().describe('App ID, instead of `orgName` and `appName`'),
  uid: pathUser('the acting user, one user name').describe(
    'The acting user: as whom calls are made, and whose subscriptions they are',
  ),
  token: tokenField().describe(
    'Where the token comes from: `{"env":"NAME"}`, `{"file":"PATH"}`, `{"command":["PROGRAM","ARGUMENT"]}`, `{"clientId":"ID","clientSecret":SOURCE}` or `{"appId":"ID","appCertificate":SOURCE}`; SOURCE is env, file or command',
  ),
  users: users.prefault(DEFAULTS.users).describe('Who is watched: a list, or `{"file":"users.txt"}` with one name a line'),
  groups: groups
    .prefault(DEFAULTS.groups)
    .describe('Users who belong together, by name: `{"vip":["alice","bob"]}`; they are watched beside `users`'),
  callsPerSecond: callsPerSecond
    .prefault(DEFAULTS.callsPerSecond)
    .describe('Calls a second, above 0 and at most 50; production shares the quota of the App Key'),
  refresh: refresh
    .prefault(DEFAULTS.refresh)
    .describe('How old what is shown may get, from 1s to 1d: `"30s"`, or by group `{"default":"30s","vip":"5s"}`'),
  subscription: subscription.prefault(DEFAULTS.subscription).describe('What subscribing asks for'),
  extMaxBytes: extMaxBytes
    .prefault(DEFAULTS.extMaxBytes)
    .describe('Bytes of UTF-8 that `ext` may have; older servers take 64, newer ones 1024'),
});

/** The configuration file: what may be written in it, and how that is read. The message of every issue says what is expected. */
export const configSchema = fields.superRefine(checkAddress, { when: () => true }).superRefine(checkGroups, { when: () => true });

/** A valid configuration with its defaults. Durations are in milliseconds; either `appId` is set or both `orgName` and `appName`. */
export type Config = z.output<typeof configSchema>;

/** The JSON Schema of the file, for editors and for looking fields up. */
export function configJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(configSchema, { io: 'input' });
}

/** Runs even when fields are wrong, so that all mistakes are told at once; hence the value may still be anything. */
function checkAddress(value: unknown, context: z.core.$RefinementCtx): void {
  const { orgName, appName, appId } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (appId !== undefined) {
    for (const [name, other] of Object.entries({ orgName, appName })) {
      if (other === undefined) continue;
      const params = { found: `both "appId" and "${name}"` };
      context.addIssue({ code: 'custom', path: [name], message: '"appId" alone, or "orgName" with "appName"', params });
    }
    return;
  }
  const or = 'or "appId" in place of "orgName" and "appName"';
  if (orgName === undefined) context.addIssue({ code: 'custom', path: ['orgName'], message: `the organisation, ${or}` });
  if (appName === undefined) context.addIssue({ code: 'custom', path: ['appName'], message: `the app, ${or}` });
}

/** A time for a group that does not exist is a slip of the pen, and would silently hold for nobody. */
function checkGroups(value: unknown, context: z.core.$RefinementCtx): void {
  const { groups, refresh } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const refuse = (path: string[], message: string, found: string) =>
    context.addIssue({ code: 'custom', path, message, params: { found } });
  const known = isFields(groups) ? Object.keys(groups) : [];
  for (const name of known) {
    if (name === 'default' || !GROUP_NAME.test(name)) refuse(['groups', name], A_GROUP_NAME, quote(name));
  }
  for (const name of isFields(refresh) ? Object.keys(refresh) : []) {
    if (name === 'default' || known.includes(name)) continue;
    const near = nearest(name, ['default', ...known]);
    const expected = near === null ? `"default" or a group of "groups": ${known.join(', ') || 'there is none'}` : `"${near}"`;
    refuse(['refresh', name], expected, 'a group that does not exist');
  }
}
