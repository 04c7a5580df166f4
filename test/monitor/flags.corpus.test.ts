import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPresence } from '../../src/api/answers.ts';
import { FLAGS, type FlagKind, flagsOf } from '../../src/monitor/flags.ts';
import { nameKey } from '../../src/text/name-key.ts';
import { START, Watching } from '../helpers/watching.ts';

/** One user as a server writes it, whatever it likes of what WIRE.md allows; values are JSON text. */
interface Written {
  readonly uid: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly devices: readonly (readonly [device: string, status: string])[];
}

const SECONDS = START / 1000;
const DAY = 86_400;

const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const uid = fc.stringMatching(/^[A-Za-z0-9_.-]{1,10}$/);
const device = fc.oneof(fc.stringMatching(/^(android|ios|webim|win)(_[a-z0-9]{1,6})?$/), text);
const status = fc.oneof(
  fc.constantFrom('"0"', '"1"', '"101"', '0', '1', '100'),
  fc.nat().map((digits) => `"${digits}"`),
);
/** Times as a sane server says them: of the last month, or none at all. */
const lastTime = fc.oneof(
  fc.integer({ min: SECONDS - 29 * DAY, max: SECONDS }).chain((at) => fc.constantFrom(`"${at}"`, `${at}`, `"${at}000"`)),
  fc.constantFrom('""', 'null', '"0"', '0'),
);

const clean = fc
  .uniqueArray(
    fc.record({
      uid,
      fields: fc.record(
        { last_time: lastTime, ext: text.map((ext) => JSON.stringify(ext)), sdk_version: fc.constant('"1.4.0"') },
        { requiredKeys: [] },
      ),
      devices: fc.uniqueArray(fc.tuple(device, status), { selector: ([name]) => name, maxLength: 4 }),
    }),
    { selector: (user) => nameKey(user.uid), minLength: 1, maxLength: 8 },
  )
  .map((users): readonly Written[] => users as Written[]);

/** The text of one entry: nobody's devices are an empty array, as real servers write them. */
function entry({ uid, fields, devices }: Written): string {
  const pairs = devices.map(([device, status]) => `${JSON.stringify(device)}:${status}`);
  const all = { uid: JSON.stringify(uid), ...fields, status: pairs.length === 0 ? '[]' : `{${pairs.join(',')}}` };
  return `{${Object.entries(all).map(([key, value]) => `"${key}":${value}`)}}`;
}

/** What may befall an answer: the entries again, given those of a clean one and whose to spoil. */
type Mutation = (entries: readonly string[], users: readonly Written[], at: number) => readonly string[];

const spoiled =
  (change: (user: Written) => Partial<Written>): Mutation =>
  (entries, users, at) =>
    entries.with(at, entry({ ...(users[at] as Written), ...change(users[at] as Written) }));
const withField = (key: string, value: string) => spoiled(({ fields }) => ({ fields: { ...fields, [key]: value } }));
const plus = (devices: Written['devices'], ...more: Written['devices']) => [
  ...devices.filter(([name]) => name !== 'new'),
  ...more,
];
const withDevices = (...more: Written['devices']) => spoiled(({ devices }) => ({ devices: plus(devices, ...more) }));

/** Each mutation with the flags that it raises on its user. Nobody else gets one. */
const MUTATIONS: readonly (readonly [what: string, flags: readonly FlagKind[], mutation: Mutation])[] = [
  ['a last change in an hour', ['future'], withField('last_time', `"${SECONDS + 3600}"`)],
  ['a last change in a minute, in milliseconds', ['future'], withField('last_time', `${START + 60_000}`)],
  ['a last change in the year 5000', ['future'], withField('last_time', '"95617584000"')],
  [
    'online since the last change 30 days ago',
    ['stale-online'],
    spoiled(({ fields, devices }) => ({
      fields: { ...fields, last_time: `"${SECONDS - 30 * DAY}"` },
      devices: plus(devices, ['new', '"1"']),
    })),
  ],
  ['the same device twice, alike', ['device-twice'], withDevices(['new', '"0"'], ['new', '"0"'])],
  ['the same device twice, on and off', ['device-twice'], withDevices(['new', '"1"'], ['new', '0'])],
  ['a status in words', ['status'], withDevices(['new', '"away"'])],
  ['an empty status', ['status'], withDevices(['new', '""'])],
  ['a negative status', ['status'], withDevices(['new', '-1'])],
  ['a status with a fraction', ['status'], withDevices(['new', '1.5'])],
  ['an entry that is missing', ['absent'], (entries, _, at) => entries.toSpliced(at, 1)],
  ['the same entry twice', ['user-twice'], (entries, _, at) => [...entries, entries[at] as string]],
  ['an empty uid', ['empty-uid'], spoiled(() => ({ uid: '' }))],
  ['the uid of somebody else', ['absent', 'foreign-uid'], spoiled(() => ({ uid: 'the stranger' }))],
  ['a last change that is no time', ['mistyped'], withField('last_time', '"yesterday"')],
  ['an ext that is a list', ['mistyped'], withField('ext', '["busy"]')],
  ['a status that is null', ['mistyped'], withDevices(['new', 'null'])],
  ['an entry that is no object', ['absent', 'mistyped'], (entries, _, at) => entries.with(at, '"alice"')],
  ['two mistakes at once', ['device-twice', 'status'], withDevices(['new', '"x"'], ['new', '"1"'])],
];

/** Flags by user, of those who have any, after answers whose texts hold these entries, half a minute apart. */
function flagsAfter(users: readonly Written[], ...answers: (readonly string[])[]): Readonly<Record<string, readonly FlagKind[]>> {
  const names = users.map(({ uid }) => uid);
  const watching = new Watching(names);
  answers.forEach((entries, at) => {
    if (at > 0) watching.wait(30_000);
    watching.answerWith(readPresence('retrieve', `{"result":[${entries}]}`, names));
  });
  const flagged = names.map((uid) => [uid, flagsOf(watching.user(uid), watching.stamp.wall).map(({ kind }) => kind)] as const);
  return Object.fromEntries(flagged.filter(([, kinds]) => kinds.length > 0));
}

it('clean answers raise no flag', () => {
  fc.assert(
    fc.property(clean, fc.boolean(), (users, reversed) => {
      const entries = users.map(entry);
      expect(flagsAfter(users, reversed ? entries.toReversed() : entries)).toEqual({});
    }),
    { numRuns: 500 },
  );
});

describe.each(MUTATIONS)('%s', (_, flags, mutation) => {
  it(`raises ${flags.join(' and ')} on its user, and nothing else`, () => {
    fc.assert(
      fc.property(clean, fc.nat(), (users, any) => {
        const at = any % users.length;
        const { uid } = users[at] as Written;
        expect(flagsAfter(users, mutation(users.map(entry), users, at))).toEqual({ [uid]: flags });
      }),
      { numRuns: 100 },
    );
  });

  it('is gone with the next clean answer', () => {
    fc.assert(
      fc.property(clean, fc.nat(), (users, any) => {
        const entries = users.map(entry);
        expect(flagsAfter(users, mutation(entries, users, any % users.length), entries)).toEqual({});
      }),
      { numRuns: 20 },
    );
  });
});

it('every flag of an answer is raised by some mutation', () => {
  const raised = new Set(MUTATIONS.flatMap(([, flags]) => flags));
  // `ending` comes from the list of subscriptions.
  expect([...raised].toSorted()).toEqual(
    Object.keys(FLAGS)
      .filter((kind) => kind !== 'ending')
      .toSorted(),
  );
});

it('a custom status in digits is no contradiction, nor is anybody without a device', () => {
  fc.assert(
    fc.property(clean, fc.nat(), (users, any) => {
      const at = any % users.length;
      for (const mutation of [
        withDevices(['new', '"007"']),
        withDevices(['new', '102']),
        withDevices(['new', '"1"']),
        spoiled(() => ({ devices: [] })),
      ]) {
        expect(flagsAfter(users, mutation(users.map(entry), users, at))).toEqual({});
      }
    }),
    { numRuns: 50 },
  );
});
