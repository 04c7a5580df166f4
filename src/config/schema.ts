import * as z from 'zod';
import { COLUMNS, type Column } from '../text/column-names.ts';
import { alertsField } from './alerts-field.ts';
import { duration, filePath, host, pathUser, segment } from './field-types.ts';
import { checkGroups, groupsField } from './groups-field.ts';
import { LOOK_DEFAULTS, lookFields } from './look-fields.ts';
import { profilesField } from './profile-field.ts';
import { columnsField, sortField } from './table-fields.ts';
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
  columns: [...COLUMNS] as Column[],
  ...LOOK_DEFAULTS,
  alerts: [] as object[],
  production: false,
} as const;

const WHOLE = 'a whole number from 1 to 1024';
const CALLS = 'a number above 0 and at most 50';
const LIST = 'a list of names or {"file":"users.txt"}';
const REFRESH = 'a time from 1s to 1d, such as "30s", or times by group, such as {"default":"30s","vip":"5s"}';
const YES_OR_NO = 'true or false';
const FOR = 'a time from 1s to 30d, such as "7d"';

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
  groups: groupsField()
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
  columns: columnsField()
    .prefault(DEFAULTS.columns)
    .describe(
      'What the table shows, in this order; `user` must be there. A narrow screen drops AGE, SUB, EXT, LAST CHANGE, DEVICES',
    ),
  sort: sortField()
    .optional()
    .describe(
      'How the table is sorted at first: a column such as `"status"`, or `"-age"` for the other way around; unless set, as it was the last time',
    ),
  ...lookFields,
  alerts: alertsField()
    .prefault([])
    .describe(
      'What is told when it happens, such as `[{"when":"alice status:offline","for":"2m","do":"bell"}]`; `do` is `"bell"`, `"notify"` or `{"run":["PROGRAM"]}`',
    ),
  production: z
    .boolean(YES_OR_NO)
    .prefault(DEFAULTS.production)
    .describe('Whether people depend on this app: then nothing is changed unless a run is started with `--write`'),
});

const { $schema: _, ...overridable } = fields.shape;
const profiles = profilesField(overridable, checkOneAddress);

/** The configuration file: what may be written in it, and how that is read. The message of every issue says what is expected. */
export const configSchema = fields
  .extend({
    profiles: profiles.describe(
      'Sets of fields by name, such as `{"prod":{"production":true}}`; those of the one chosen with `-p` replace the ones above',
    ),
  })
  .superRefine(checkAddress, { when: () => true })
  .superRefine(checkGroups, { when: () => true });

/** A valid configuration with its defaults. Durations are in milliseconds; either `appId` is set or both `orgName` and `appName`. */
export type Config = z.output<typeof configSchema>;

/** The JSON Schema of the file, for editors and for looking fields up. */
export function configJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(configSchema, { io: 'input' });
}

/** Both checks run even when fields are wrong, so that all mistakes are told at once; hence the value may still be anything. */
function checkAddress(value: unknown, context: z.core.$RefinementCtx): void {
  const { orgName, appName, appId } = addressIn(value);
  if (appId !== undefined) {
    checkOneAddress(value, context);
    return;
  }
  const or = 'or "appId" in place of "orgName" and "appName"';
  if (orgName === undefined) context.addIssue({ code: 'custom', path: ['orgName'], message: `the organisation, ${or}` });
  if (appName === undefined) context.addIssue({ code: 'custom', path: ['appName'], message: `the app, ${or}` });
}

function checkOneAddress(value: unknown, context: z.core.$RefinementCtx): void {
  const { orgName, appName, appId } = addressIn(value);
  if (appId === undefined) return;
  for (const [name, other] of Object.entries({ orgName, appName })) {
    if (other === undefined) continue;
    const params = { found: `both "appId" and "${name}"` };
    context.addIssue({ code: 'custom', path: [name], message: '"appId" alone, or "orgName" with "appName"', params });
  }
}

function addressIn(value: unknown): Readonly<Record<string, unknown>> {
  return (value ?? {}) as Readonly<Record<string, unknown>>;
}
