import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPresence } from '../../../src/api/answers.ts';
import type { Failure } from '../../../src/api/errors.ts';
import { answeredWith } from '../../../src/api/http-failure.ts';
import { maskedConnection, maskedReloading, maskOf } from '../../../src/commands/masked.ts';
import { RawBody } from '../../../src/monitor/raw-entry.ts';
import type { Settings } from '../../../src/monitor/state.ts';
import type { NewWatchList } from '../../../src/monitor/watch-list.ts';
import { formatPlaces, parsePlaces } from '../../../src/runtime/lines/places.ts';
import type { Line } from '../../../src/runtime/lines/schema.ts';
import { maskFailure } from '../../../src/runtime/mask/mask-failure.ts';
import { maskJson } from '../../../src/runtime/mask/mask-json.ts';
import { linesOfRun } from '../../../src/runtime/replay/open-run.ts';
import { findRuns, type RecordedRun } from '../../../src/runtime/replay/runs.ts';
import { drawingOf } from '../../../src/ui/drawing.ts';
import { layOut } from '../../../src/ui/layout.ts';
import { userPage } from '../../../src/ui/page-user.ts';
import { RecordedWatching, recordingOf, replayedAt } from '../../helpers/recorded-watching.ts';
import { listOf } from '../../helpers/reloads.ts';
import { alertRule, failureOf, proofOf, settings } from '../../helpers/watching.ts';

const KEY = Buffer.alloc(32, 7);
/** Names, texts and devices are as long as what stands for them, so that answers are. */
const USERS = ['alice-in-room', 'bob.at.office', 'carol@nowhere', 'dora-and-zoe-', 'emil.de.paris'] as const;
const STRANGER = 'mallory-whois';
const device = fc.constantFrom('ios_secret', 'web', 'android_ab12cd', 'my own phone.');
const ext = fc.constantFrom('', 'lunch-with-bo', 'on holiday!!!');
const GROUPS = [{ name: 'vip', users: [USERS[3], USERS[0]], refresh: null }];

interface Said {
  readonly ext: string;
  readonly status: readonly (readonly [string, string])[];
  readonly time: unknown;
}

const said: fc.Arbitrary<Said | null> = fc.option(
  fc.record({
    ext,
    status: fc.array(fc.tuple(device, fc.constantFrom('0', '1', 'busy')), { maxLength: 3 }),
    time: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1.69e9, max: 1.71e9 }) },
      fc.constantFrom('', 'quarter-to-8.', true),
    ),
  }),
  { freq: 6 },
);
const event = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ type: fc.constant('answer' as const), users: fc.array(said, { minLength: 6, maxLength: 6 }) }),
  },
  fc.record({
    type: fc.constant('fail' as const),
    failure: fc.constantFrom<Failure>(
      { ...failureOf('throttled', answeredWith('retrieve', 429, `slower, ${USERS[0]}`)), status: 429 },
      { ...failureOf('unauthorized', answeredWith('retrieve', 401, 'Unable to authenticate (OAuth)')), status: 401 },
      failureOf('network', 'retrieve: no answer from https://a41.chat.agora.io: the connection failed (EPIPE)'),
    ),
  }),
  fc.record({ type: fc.constant('token' as const), failed: fc.boolean() }),
  fc.record({
    type: fc.constant('sublist' as const),
    ends: fc.dictionary(fc.constantFrom(...USERS, STRANGER), fc.option(fc.nat(9e5))),
  }),
  fc.record({ type: fc.constant('reload' as const), users: fc.subarray([...USERS, 'frank.someone'], { minLength: 1 }) }),
  fc.record({ type: fc.constant('broken list' as const) }),
  fc.record({ type: fc.constant('stop' as const) }),
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** A run that is recorded, and the same run recorded masked: whatever happens to one happens to the other. */
class Both {
  readonly plain: RecordedWatching;
  readonly masked: RecordedWatching;
  readonly #mask;

  constructor() {
    const real: Settings = {
      ...settings,
      users: USERS,
      groups: GROUPS,
      alerts: [
        alertRule('alice-in-room status:online', { name: 'emil.de.paris hears of alice-in-room' }),
        alertRule('status:offline'),
      ],
    };
    const client = { base: new URL('https://a41.chat.agora.io/org/app'), uid: real.uid } as Parameters<
      typeof maskedConnection
    >[0]['client'];
    this.#mask = maskOf(real, KEY);
    const { users: pseudonyms, ...masked } = maskedConnection({ settings: real, client }, this.#mask).settings;
    this.plain = new RecordedWatching(USERS, real);
    this.masked = new RecordedWatching(pseudonyms, masked);
  }

  happen(wait: number, event: Event): void {
    const { plain, masked } = this;
    for (const one of [plain, masked]) one.wait(wait);
    const mask = this.#mask;
    switch (event.type) {
      case 'answer':
        if (plain.asked.length > 0) this.#answer(event.users);
        break;
      case 'fail':
        if (plain.asked.length === 0) break;
        plain.fail(event.failure);
        masked.fail(maskFailure(event.failure, mask));
        break;
      case 'token': {
        const failure = failureOf('no-token', 'the program said: no token for alice-in-room today');
        const trouble = (failure: Failure) => (event.failed ? { failure, retryIn: 5000, worksFor: 0 } : null);
        plain.say({ type: 'token', trouble: trouble(failure) });
        masked.say({ type: 'token', trouble: trouble(maskFailure(failure, mask)) });
        break;
      }
      case 'sublist': {
        const listed = Object.entries(event.ends).map(([uid, left]) => ({ uid, expiry: left === null ? null : 1.7e9 + left }));
        // Which of two a server lists first is told by the order of pseudonyms.
        const pseudonyms = listed.map(({ uid, expiry }) => ({ uid: mask.user(uid), expiry }));
        plain.say({ type: 'sublist-read', askedAt: plain.now, subscriptions: listed });
        masked.say({
          type: 'sublist-read',
          askedAt: masked.now,
          subscriptions: pseudonyms.toSorted((a, b) => (a.uid < b.uid ? -1 : 1)),
        });
        break;
      }
      case 'reload':
        this.#reload(listOf([...event.users], { groups: GROUPS }));
        break;
      case 'broken list':
        this.#reload({ type: 'warned', text: 'watch list kept as it was: users[1] is alice-in-room', hint: 'Correct it.' });
        break;
      default:
        for (const one of [plain, masked]) one.say('stop');
    }
  }

  end(): void {
    for (const one of [this.plain, this.masked]) one.end();
  }

  #answer(users: readonly (Said | null)[]): void {
    const mask = this.#mask;
    const { names = [], sequence } = this.plain.asked[0] ?? {};
    const asked = this.masked.asked[0]?.names ?? [];
    const ofMasked = new Map(names.map((uid) => [mask.user(uid), uid]));
    const body = (order: readonly string[]) => {
      const entries = order.flatMap((uid) => {
        const one = users[[...USERS, 'frank.someone'].indexOf(uid)];
        return one == null ? [] : [entryOf(uid, one)];
      });
      return `{"result":[${[...entries, ...(users[0] === null ? [entryOf(STRANGER, { ext: '', status: [], time: 1 })] : [])].join(',')}]}`;
    };
    const { wall } = this.plain.stamp;
    const answer = (watching: RecordedWatching, raw: string, order: readonly string[], path: string) => {
      const read = readPresence('retrieve', raw, order);
      const proof = proofOf({}, { sequence: sequence ?? 0, sentAt: wall, receivedAt: wall, raw, path });
      watching.answerWith(read, { proof: { ...proof, body: new RawBody(raw, read) } });
    };
    answer(this.plain, body(names), names, '/org/app/users/wzy/presence');
    const raw = maskJson(body(asked.map((uid) => ofMasked.get(uid) ?? '')), mask);
    answer(this.masked, raw, asked, `/org/app/users/${mask.user('wzy')}/presence`);
  }

  #reload(message: Parameters<Parameters<Parameters<typeof maskedReloading>[0]>[0]>[0]): void {
    this.plain.say(message);
    const reloading = (say: (heard: NewWatchList | typeof message) => void) => {
      say(message);
      return { close() {} };
    };
    maskedReloading(reloading, this.#mask)((heard) => void this.masked.say(heard));
  }
}

function entryOf(uid: string, { ext, status, time }: Said): string {
  const devices = status.map(([device, value]) => `${JSON.stringify(device)}:${JSON.stringify(value)}`);
  return `{"uid":"${uid}","last_time":${JSON.stringify(time)},"ext":"${ext}","status":{${devices.join(',')}}}`;
}

async function linesOf(path: string, maskKey: Uint8Array): Promise<Line[]> {
  const { runs } = await findRuns(path, Number.MAX_SAFE_INTEGER);
  const lines: Line[] = [];
  for await (const line of linesOfRun(path, runs[0] as RecordedRun, maskKey)) lines.push(line);
  return lines;
}

/**
 * A recording in which everybody who is told of at the same time is told of in the order of names. A run asks about users in the
 * order in which they wait, which is no other than that of its list until the list or the calls change.
 */
function byName(texts: readonly string[]): Line[] {
  let users: readonly string[] = [];
  const at = (line: Line) => ('uid' in line ? ('observedAt' in line ? line.observedAt : line.notAfter) : null);
  const name = (line: Line) => ('uid' in line ? line.uid : '');
  const sorted: Line[] = [];
  for (const text of texts) {
    const line = inPlaces(JSON.parse(text) as Line, users);
    if (line.type === 'hello' || line.type === 'watched') users = line.watched;
    const isAlert = line.type === 'alert';
    const behind = sorted.findLastIndex(
      (one) => at(line) === null || at(one) !== at(line) || (one.type === 'alert') !== isAlert || name(one) <= name(line),
    );
    sorted.splice(behind + 1, 0, line);
  }
  return sorted;
}

function inPlaces(line: Line, users: readonly string[]): Line {
  if (line.type === 'gap') return { ...line, uids: line.uids?.toSorted() ?? null };
  if (line.type !== 'moment') return line;
  const { answer, failed, noted, subscriptions } = line;
  const sorted = (text: string) => formatPlaces((parsePlaces(text, users.length) ?? []).toSorted((a, b) => a - b));
  const first = users[Number.parseInt(sorted(failed?.users ?? ''), 10)];
  const { exchange, oddities, lastTimes } = answer ?? {};
  return {
    ...line,
    ...(answer && {
      answer: {
        ...answer,
        users: sorted(answer.users),
        ...(oddities && { oddities: oddities.toSorted((a, b) => a.place - b.place) }),
        ...(lastTimes && { lastTimes: lastTimes.toSorted(([a], [b]) => a - b) }),
        ...(exchange && {
          exchange: { ...exchange, ...(exchange.entries && { entries: exchange.entries.toSorted(([a], [b]) => a - b) }) },
        }),
      },
    }),
    ...(subscriptions && { subscriptions: subscriptions.toSorted(([a], [b]) => (a < b ? -1 : 1)) }),
    ...(failed && { failed: { ...failed, users: sorted(failed.users) } }),
    ...(noted && {
      noted: noted.map((one) => ({
        ...one,
        concerned: one.concerned && { ...one.concerned, name: first ?? one.concerned.name },
      })),
    }),
  };
}

const SIZE = { columns: 120, rows: 40 };

/** The frame of a moment with every list over it, and every user's page. */
async function framesAt(path: string, at: number, maskKey: Uint8Array | null): Promise<unknown> {
  const engine = await replayedAt(path, at, {}, 1, maskKey);
  const { store } = engine;
  store.dispatch({ type: 'viewport', rows: 20, scrollLimit: 0, listRows: 20 });
  const draw = () => drawingOf(store.getLatest(), layOut(store.getLatest(), SIZE, 13), null);
  const frames = (['change-list', 'errors', 'alerts', 'subscriptions'] as const).map((layer) => {
    store.dispatch({ type: 'open', layer });
    const drawing = draw();
    store.dispatch({ type: 'cancel' });
    return drawing;
  });
  const state = store.getLatest();
  const pages = state.settings.users.map((_, index) => userPage(state, index, SIZE.columns));
  const all = JSON.stringify([draw(), frames, pages]);
  engine.close();
  return JSON.parse(all.replaceAll(path, 'rec.ndjson'));
}

it('a run that is replayed masked is, line by line and frame by frame, the same run recorded masked', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40_000 }), event), { minLength: 5, maxLength: 25 }),
      async (events) => {
        const both = new Both();
        const looks: number[] = [];
        for (const [wait, event] of events) {
          both.happen(wait, event);
          looks.push(both.plain.stamp.wall);
        }
        both.end();
        const expected = byName(both.masked.lines);
        const plain = await recordingOf(both.plain.lines.map((line) => `${line}\n`).join(''));
        const masked = await recordingOf(expected.map((line) => `${JSON.stringify(line)}\n`).join(''));
        expect(await linesOf(plain, KEY)).toEqual(expected);
        for (const at of looks.slice(-3)) expect(await framesAt(plain, at, KEY)).toEqual(await framesAt(masked, at, null));
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
