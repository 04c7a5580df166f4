import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Oddity, Presence } from '../../../src/api/contract.ts';
import type { Intent, Viewport } from '../../../src/monitor/messages.ts';
import { COLUMNS, type Sorting } from '../../../src/monitor/sort.ts';
import type { State } from '../../../src/monitor/state.ts';
import { drawingOf } from '../../../src/ui/drawing.ts';
import { layOut, type Size } from '../../../src/ui/layout.ts';
import { userPage } from '../../../src/ui/page-user.ts';
import { RecordedWatching, recordingOf, replayedAt } from '../../helpers/recorded-watching.ts';
import { listOf } from '../../helpers/reloads.ts';
import { answerOf, bodyOf, failureOf, names, presence, proofOf, START } from '../../helpers/watching.ts';

const USERS = names(7);
const GROUPS = [
  { name: 'vip', users: ['u2', 'u3', 'u7', 'nobody'], refresh: 5000 },
  { name: 'rest', users: ['u1', 'u4'], refresh: null },
];

const seen = fc
  .record({
    devices: fc.array(fc.tuple(fc.constantFrom('ios', 'web', 'an\u001bdroid'), fc.constantFrom('0', '1', '101', 'x')), {
      maxLength: 3,
    }),
    ext: fc.constantFrom('', 'a', 'Lunch', '\u202e"\\'),
    lastTime: fc.option(
      fc.oneof(fc.integer({ min: START / 1000 - 100, max: START / 1000 + 100 }), fc.constantFrom(0, -5, 1.25, 1e12, 1e15)),
    ),
  })
  .map(({ devices, ...more }): Presence => presence(devices as [string, string][], more));

const oddity = fc.record({
  kind: fc.constantFrom<Oddity['kind']>('repeated-uid', 'mistyped', 'empty-uid', 'foreign-uid'),
  uid: fc.option(fc.constantFrom(...USERS)),
  detail: fc.constantFrom('what was found', 'something else'),
});
const said = fc.oneof({ weight: 6, arbitrary: fc.constant('same' as const) }, { weight: 3, arbitrary: seen }, fc.constant(null));
const code = fc.constantFrom('network' as const, 'throttled' as const, 'refused' as const, 'server' as const);
const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('answer' as const),
      users: fc.tuple(...USERS.map(() => said)),
      took: fc.integer({ min: 0, max: 900 }),
      clockError: fc.constantFrom(0, 0, 0, 90_000, -3_600_000),
      oddities: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(oddity, { maxLength: 3 })),
      written: fc.record({
        indent: fc.constantFrom(0, 0, 1),
        kept: fc.option(fc.nat(900), { freq: 5 }),
        date: fc.constantFrom('Tue, 14 Nov 2023 22:13:20 GMT', 'ein\u001b Datum', null),
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('fail' as const), code, retryAfter: fc.option(fc.constant(20_000)) }) },
  fc.record({
    type: fc.constant('sublist' as const),
    ends: fc.dictionary(fc.constantFrom(...USERS, 'stranger', 'U1'), fc.option(fc.nat(9e5))),
  }),
  fc.record({ type: fc.constant('sublist-failed' as const), code }),
  fc.record({
    type: fc.constant('token' as const),
    code: fc.option(code),
    worksFor: fc.constantFrom(0, 50_000, Number.POSITIVE_INFINITY),
  }),
  fc.record({ type: fc.constant('asleep' as const), milliseconds: fc.integer({ min: 1000, max: 200_000 }) }),
  fc.record({ type: fc.constant('reload' as const), users: fc.shuffledSubarray([...USERS, 'u8', 'newcomer']) }),
  fc.record({ type: fc.constantFrom('stop' as const, 'refresh-all' as const, 'unsubscribe' as const, 'fewer calls' as const) }),
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

const happening = fc.record({
  wait: fc.integer({ min: 1, max: 20_000 }),
  event,
  /** Milliseconds after it at which somebody looks, or nobody does. */
  look: fc.option(fc.nat(40_000), { freq: 2 }),
});

const layers = [null, 'change-list', 'errors', 'subscriptions'] as const;

interface Setting {
  readonly sorting: Sorting;
  readonly columns: readonly (typeof COLUMNS)[number][];
  readonly filter: string;
  readonly tab: number;
  readonly size: Size;
  readonly users: number;
}

const setting: fc.Arbitrary<Setting> = fc.record({
  sorting: fc.record({ column: fc.constantFrom(...COLUMNS), descending: fc.boolean() }),
  columns: fc.subarray([...COLUMNS], { minLength: 1 }).map((some) => (some.includes('user') ? some : ['user' as const, ...some])),
  filter: fc.constantFrom('', '', 'u', 'ios', 'status:online', '!sub:yes', 'age>10s', 'changed<1m', 'age<5s !u3'),
  tab: fc.constantFrom(0, 0, 1),
  size: fc.record({ columns: fc.integer({ min: 40, max: 130 }), rows: fc.integer({ min: 10, max: 40 }) }),
  users: fc.constantFrom(1, 7, 7, 240),
});

/** What somebody or the screen says while looking. */
type Said = Intent | Viewport;

/** Whoever looks at a screen: the frame cell by cell with its styles, first the table, then every page there is. */
function frames(state: State, say: (message: Said) => State, size: Size): readonly string[] {
  let now = state;
  const shown = layers.map((layer) => {
    if (layer !== null) now = say({ type: 'open', layer });
    // Drawn twice: with the first frame the screen tells the monitor how many rows there are.
    const { pageRows, scrollLimit, listRows } = layOut(now, size, 4);
    now = say({ type: 'viewport', rows: pageRows, scrollLimit, ...(listRows !== undefined && { listRows }) });
    const { above, table, below } = drawingOf(now, layOut(now, size, 4), null);
    if (layer !== null) now = say({ type: 'cancel' });
    // The title says REPLAY on its right, which may take room from its left; the bottom line tells of calls, and of keys, which are others.
    return JSON.stringify({ above: above.slice(1), table, below: below.slice(0, -1) });
  });
  const pages = now.settings.users.slice(0, 7).map((_, index) => JSON.stringify(userPage(now, index, size.columns)));
  return [...shown, ...pages];
}

class Live {
  readonly watching: RecordedWatching;
  readonly #last = new Map<string, Presence | null>();

  constructor({ sorting, columns, users }: Setting) {
    this.watching = new RecordedWatching(names(users), { sorting, columns, groups: GROUPS });
  }

  happen(event: Event): void {
    const { watching } = this;
    const asked = watching.asked.length > 0;
    switch (event.type) {
      case 'answer': {
        if (!asked) return;
        USERS.forEach((name, at) => {
          const now = event.users[at];
          if (now !== undefined && now !== 'same') this.#last.set(name, now);
        });
        const named = watching.asked[0]?.names ?? [];
        const said = Object.fromEntries(
          named.map((name) => [name, this.#last.has(name) ? (this.#last.get(name) ?? null) : presence({ ios: '1' })]),
        );
        const receivedAt = watching.stamp.wall;
        const times = { sentAt: receivedAt - event.took, receivedAt, clockError: event.clockError };
        const { indent, kept, date } = event.written;
        const whole = JSON.stringify(JSON.parse(bodyOf(said)), null, indent);
        const raw = whole.slice(0, kept ?? undefined);
        const sequence = watching.asked[0]?.sequence ?? 0;
        const proof = proofOf(said, { ...times, sequence, date, raw, length: whole.length });
        watching.answerWith({ ...answerOf(said), oddities: event.oddities }, { ...times, proof });
        return;
      }
      case 'fail':
        if (asked)
          watching.fail({
            ...failureOf(event.code, `${event.code} at ${watching.now}`),
            status: 503,
            retryAfter: event.retryAfter,
          });
        return;
      case 'sublist': {
        const subscriptions = Object.entries(event.ends).map(([uid, left]) => ({
          uid,
          expiry: left === null ? null : START / 1000 + left,
        }));
        watching.say({ type: 'sublist-read', askedAt: watching.now, subscriptions });
        return;
      }
      case 'sublist-failed':
        watching.say({ type: 'sublist-failed', askedAt: 0, failure: failureOf(event.code), wait: 3000 });
        return;
      case 'token': {
        const failure = event.code === null ? null : failureOf(event.code);
        watching.say({ type: 'token', trouble: failure && { failure, retryIn: 5000, worksFor: event.worksFor } });
        return;
      }
      case 'asleep':
        watching.asleep += event.milliseconds;
        watching.wait(1);
        return;
      case 'unsubscribe':
        if (watching.state.pending !== null) return;
        watching.say({ type: 'open', layer: 'unsubscribe' }, 'confirm');
        if (watching.state.pending !== null) watching.wrote();
        return;
      case 'reload':
        watching.say(listOf(event.users, { groups: GROUPS }));
        return;
      case 'fewer calls':
        watching.say({ type: 'budget', direction: -1 }, 'confirm');
        return;
      default:
        watching.say(event.type);
    }
  }
}

it('a frame replayed is the frame of that moment, cell for cell', async () => {
  await fc.assert(
    fc.asyncProperty(setting, fc.array(happening, { minLength: 3, maxLength: 25 }), async (setting, happenings) => {
      const { size, filter, tab, sorting } = setting;
      const live = new Live(setting);
      const { watching } = live;
      const say = (message: Said) => {
        watching.say(message);
        return watching.state;
      };
      watching.say({ type: 'open', layer: 'filter' });
      watching.type(filter);
      watching.say('confirm', { type: 'tab', tab });
      const looks: { at: number; selected: string | null; top: number; tab: number; shown: readonly string[] }[] = [];
      for (const { wait, event, look } of happenings) {
        watching.wait(wait);
        live.happen(event);
        if (look === null) continue;
        watching.wait(look);
        // What the last key came to belongs to whoever pressed it.
        watching.say('redraw');
        watching.state = { ...watching.state, lastWrite: null };
        const at = watching.stamp.wall;
        const shown = frames(watching.state, say, size);
        // Another watch list may be without the group of a tab.
        const { restingTop: top, tab } = watching.state;
        looks.push({ at, shown, selected: watching.selected, top, tab });
      }
      watching.end();
      const path = await recordingOf(watching.lines.map((line) => `${line}\n`).join(''));
      for (const { at, shown, selected, top, tab } of looks) {
        const engine = await replayedAt(path, at, { filter, tab, sorting, selected, top });
        const { store } = engine;
        const replayed = frames(
          store.getLatest(),
          (message) => {
            store.dispatch(message);
            return store.getLatest();
          },
          size,
        );
        engine.close();
        for (const [place, one] of replayed.entries()) expect(JSON.parse(one)).toEqual(JSON.parse(shown[place] as string));
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);
