import { describe, expect, it } from 'vitest';
import { readPresence } from '../../../src/api/answers.ts';
import { oddAnswer } from '../../../src/monitor/error-log.ts';
import { formatPlaces } from '../../../src/runtime/lines/places.ts';
import { type Line, type LineOf, lineSchema } from '../../../src/runtime/lines/schema.ts';
import { Mask } from '../../../src/runtime/mask/mask.ts';
import { maskJson } from '../../../src/runtime/mask/mask-json.ts';
import { maskOddity, maskStrangers } from '../../../src/runtime/mask/mask-oddity.ts';
import { maskedLines } from '../../../src/runtime/mask/masked-lines.ts';
import { findIds } from '../../helpers/find-ids.ts';

const KEY = Buffer.alloc(32, 7);
const [ALICE, NAME, SLASH, ACTING, STRANGER] = ['alice', '名前', 'a/b: "c"', 'chief@night', 'mallory.x'] as const;
const WATCHED = [ALICE, NAME, SLASH];
const DEVICES = ['ios_secret12', 'alicephone'] as const;
const EXT = 'lunch with bob';
/** What no line may hold. */
const TELLING = [...WATCHED, ACTING, STRANGER, 'secret12', 'alicephone', 'lunch with', 'a/b', 'dora'];

const mask = new Mask(KEY, [ACTING, ...WATCHED]);
const at = '2026-11-25T14:03:10.000Z';
const between = { notBefore: at, notAfter: at, gap: null };
const failure = {
  code: 'not-found',
  message: `retrieve: the server answered 404: no ${ALICE}, no ${SLASH}`,
  hint: 'Check that the acting user (uid) exists.',
  call: 'retrieve',
  status: 404,
};
const trouble = { failure, since: at, retryAt: null };
const mishap = { call: null, status: null, hint: 'What to do.', concerned: null, at, since: at };
const entry = (uid: string) =>
  JSON.stringify({ uid, last_time: '1', ext: EXT, status: { [DEVICES[0]]: '1', [DEVICES[1]]: 'busy' }, friend: ALICE });
const strangers = `an answer held what belongs to nobody who was asked for: ${STRANGER} was not asked for and 2 more of the kind`;

/** A line of every type, with somebody in every field that can name anybody. */
const EVERY: { readonly [Type in Line['type']]: LineOf<Type> } = {
  hello: { type: 'hello', schema: 1, version: '1.2.3', at, place: 'org/app', as: ACTING, refresh: '30s', watched: WATCHED },
  setup: {
    ...{ type: 'setup', profile: 'prod', callsPerSecond: 5, refresh: 30_000, subscriptionFor: '7d', extMaxBytes: 64 },
    retrieveUrl: `https://a41.chat.agora.io/org/app/users/${encodeURIComponent(ACTING)}/presence`,
    groups: [{ name: 'vip', users: '2,0', refresh: null }],
    ...{ columns: ['user', 'status'], sorting: { column: 'user', descending: true } },
  },
  presence: {
    ...{ type: 'presence', uid: 'Alice', status: 'custom', absent: false, lastTime: at, ext: EXT, askedAt: at, observedAt: at },
    devices: DEVICES.map((device) => ({ device, status: 'busy' })),
  },
  change: { type: 'change', uid: NAME, device: null, field: 'ext', from: EXT, to: `${EXT} again`, ...between },
  gap: { type: 'gap', uids: WATCHED, reason: 'failed', notBefore: at, notAfter: at },
  watched: {
    ...{ type: 'watched', at, watched: [STRANGER, ...WATCHED], added: [STRANGER], removed: ['dora'], refresh: '30s' },
    groups: [{ name: 'night', users: [STRANGER, 'dora'], refresh: '5s' }],
  },
  alert: {
    ...{ type: 'alert', at, rule: `${ALICE} down`, uid: ALICE, edge: 'begins', status: 'offline', ...between },
    ...{ unobserved: 0, action: 'bell', suppressed: 1 },
  },
  error: { type: 'error', at, code: 'not-found', message: failure.message, hint: failure.hint, call: 'retrieve' },
  moment: {
    ...{ type: 'moment', at, gaps: [{ from: at, to: at, reason: 'asleep' }] },
    answer: {
      ...{ askedAt: at, observedAt: at, clockError: 3, users: '0-2' },
      lastTimes: [
        [0, 5],
        [2, 1.25],
      ],
      oddities: [
        { place: 0, kind: 'foreign-uid', detail: `${STRANGER} was not asked for` },
        { place: 0, kind: 'repeated-device', detail: `${DEVICES[0]}: 0, busy` },
        { place: 2, kind: 'mistyped', detail: `uid: {"name":"${ALICE}"}` },
        { place: 1, kind: 'of a later version', detail: `about ${ALICE}` },
      ],
      exchange: {
        ...{ sequence: 4, request: `POST /org/app/users/${encodeURIComponent(ACTING)}/presence/3600`, status: 200, date: ALICE },
        ...{ asked: 3, answered: 3, length: 999, kept: 500 },
        entries: [
          [0, entry(ALICE)],
          [1, null],
          [2, entry(SLASH).slice(0, -12), 'cut'],
        ],
      },
    },
    failed: { users: '0,2', failure },
    subscriptions: [
      [STRANGER, 1_700_000_000],
      [ALICE, 'open'],
      [NAME, null],
    ],
    noted: [
      {
        ...mishap,
        kind: 'not-found',
        call: 'retrieve',
        status: 404,
        message: failure.message,
        concerned: { name: NAME, count: 3 },
      },
      { ...mishap, kind: 'oddity', message: strangers },
      { ...mishap, kind: 'warning', message: `watch list kept as it was: users[1] is "${SLASH}"` },
      { ...mishap, kind: 'warning', message: `the program for ${ALICE} failed`, hint: `Ask ${ALICE}.` },
      { ...mishap, kind: 'of a later version', message: `about ${SLASH}` },
    ],
    standing: {
      ...{ stopped: at, throttled: 2, swept: true, progress: 0.5, failures: 1, period: 30_000, periods: [30_000] },
      subscriptions: { readAt: at, nextAt: null },
      troubles: {
        retrieve: trouble,
        token: {
          ...trouble,
          failure: { ...failure, code: 'no-token', status: null, message: `no ${ALICE} in it` },
          worksUntil: at,
        },
        sublist: trouble,
        clock: { ahead: 3, since: at },
      },
    },
  },
  end: { type: 'end', at, reason: 'matched', exitCode: 0, matched: [SLASH, ALICE] },
};

async function masked(lines: readonly Line[]): Promise<Line[]> {
  async function* read() {
    yield* lines;
  }
  const all: Line[] = [];
  for await (const line of maskedLines(read(), KEY)) all.push(line);
  return all;
}

/** Every field in a value, by its path; what is in a list has one path. */
function fieldsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => fieldsOf(one, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => fieldsOf(inner, `${path}.${key}`));
}

describe('every type of line', () => {
  const lines = Object.values(EVERY);

  it('names nobody once it is masked, is a line of ours and has lost nothing', async () => {
    const all = await masked(lines);
    expect(all.map(({ type }) => type)).toEqual(lines.map(({ type }) => type));
    expect(findIds(JSON.stringify(lines), TELLING).map(({ id }) => id)).toEqual(TELLING);
    expect(findIds(JSON.stringify(all), TELLING)).toEqual([]);
    for (const [place, line] of all.entries()) {
      lineSchema.parse(line);
      const fields = (of: unknown) => [...new Set(fieldsOf(of))].filter((field) => field !== '.masked').toSorted();
      expect(fields(line)).toEqual(fields(lines[place]));
    }
  });

  it('keeps what names nobody as it was', async () => {
    const [hello, setup, presence, change, gap, watched, alert, error, moment, end] = await masked(lines);
    const users = WATCHED.map((uid) => mask.user(uid)).toSorted();
    const vip = [SLASH, ALICE].map((uid) => users.indexOf(mask.user(uid))).toSorted();
    expect(vip).not.toEqual([0, 2]);
    expect(JSON.stringify(hello)).toMatch(/^\{"type":"hello","schema":1,"masked":true,"version":/);
    expect(hello).toEqual({ ...EVERY.hello, masked: true, as: mask.user(ACTING), watched: users });
    expect(setup).toMatchObject({
      profile: 'prod',
      retrieveUrl: `https://a41.chat.agora.io/org/app/users/${mask.user(ACTING)}/presence`,
      groups: [{ name: 'vip', users: formatPlaces(vip) }],
      columns: ['user', 'status'],
    });
    const ios = mask.device(DEVICES[0]);
    expect(presence).toMatchObject({ uid: mask.user(ALICE), status: 'custom', devices: [{ device: ios, status: 'busy' }, {}] });
    expect(change).toMatchObject({ uid: mask.user(NAME), from: mask.text(EXT), to: mask.text(`${EXT} again`) });
    expect(gap).toMatchObject({ uids: users });
    expect(watched).toMatchObject({ added: [mask.user(STRANGER)], groups: [{ name: 'night', refresh: '5s' }] });
    expect(alert).toMatchObject({ rule: `${mask.user(ALICE)} down`, status: 'offline', suppressed: 1 });
    expect(error).toMatchObject({
      message: 'retrieve: the server answered 404: its text is hidden by --mask',
      hint: failure.hint,
    });
    expect(moment).toMatchObject({
      answer: { clockError: 3, exchange: { date: null, length: 999, kept: 500, asked: 3 } },
      standing: { progress: 0.5, troubles: { clock: { ahead: 3 } } },
    });
    expect(end).toMatchObject({ matched: [mask.user(SLASH), mask.user(ALICE)].toSorted() });
  });

  it('of a device keeps the status it had and has', async () => {
    const status: Line = { ...EVERY.change, field: 'device', device: DEVICES[0], from: '0', to: 'busy' };
    expect((await masked([EVERY.hello, status]))[1]).toEqual({
      ...status,
      uid: mask.user(NAME),
      device: mask.device(DEVICES[0]),
    });
  });

  it('of a masked run stays as it is', async () => {
    const hello: Line = { ...EVERY.hello, masked: true };
    const rest = lines.slice(1);
    expect(await masked([hello, ...rest])).toEqual([hello, ...rest]);
  });
});

describe('the order of a list', () => {
  const names = Array.from({ length: 20 }, (_, place) => `person-${place}`);
  const real = new Mask(KEY, names);
  const order = names.map((uid) => real.user(uid)).toSorted();
  const hello: Line = { ...EVERY.hello, watched: names };
  const presence = (uid: string, observedAt = at): Line => ({ ...EVERY.presence, uid, observedAt });

  it('is told by nothing that is told of several users', async () => {
    const status = (uid: string): Line => ({ ...EVERY.change, uid });
    const alert = (uid: string): Line => ({ ...EVERY.alert, uid });
    const gap = (uid: string): Line => ({ ...EVERY.gap, uids: [uid] });
    const all = await masked([
      hello,
      ...names.map(gap),
      ...names.flatMap((uid) => [presence(uid), status(uid)]),
      ...names.map(alert),
      { ...EVERY.end, matched: names },
    ]);
    const said = all.slice(1, -1).map((line) => [line.type, 'uid' in line ? line.uid : 'uids' in line && line.uids?.[0]]);
    expect(said).toEqual([
      ...order.map((uid) => ['gap', uid]),
      ...order.flatMap((uid) => [
        ['presence', uid],
        ['change', uid],
      ]),
      ...order.map((uid) => ['alert', uid]),
    ]);
    expect(all[0]).toMatchObject({ watched: order });
    expect(all.at(-1)).toMatchObject({ matched: order });
  });

  it('in time stays', async () => {
    const later = '2026-11-25T14:03:11.000Z';
    const last = names.toSorted((a, b) => (real.user(a) < real.user(b) ? 1 : -1))[0] as string;
    const all = await masked([hello, presence(last), ...names.map((uid) => presence(uid, later))]);
    expect(all[1]).toMatchObject({ uid: real.user(last), observedAt: at });
  });

  it('is what places are of, also after another list', async () => {
    const moment = (users: string): Line => ({ type: 'moment', at, failed: { users, failure: { ...failure } } });
    const placesIn = (line: Line | undefined) => (line?.type === 'moment' ? line.failed?.users : undefined);
    const fewer: Line = { ...EVERY.watched, watched: names.slice(5) };
    const all = await masked([hello, moment('3'), moment('0-19'), moment('0-20'), fewer, moment('0')]);
    expect(placesIn(all[1])).toBe(String(order.indexOf(real.user('person-3'))));
    expect(placesIn(all[2])).toBe('0-19');
    // Somebody who is not watched: whoever reads it leaves the moment out, as in the recording itself.
    expect(placesIn(all[3])).toBe('0-20');
    const rest = names.slice(5).map((uid) => real.user(uid));
    expect(placesIn(all[5])).toBe(String(rest.toSorted().indexOf(real.user('person-5'))));
  });
});

describe('what is odd in an answer', () => {
  const body = (...entries: readonly string[]) => `{"result":[${entries.join(',')}]}`;
  const one = (more: string, uid = '"alice"') => `{"uid":${uid},"ext":"","last_time":"1"${more}}`;

  it.each([
    ['a user nobody asked for', body(one('', `"${STRANGER}"`))],
    ['a user twice', body(one(''), one('', '"ALICE"'))],
    ['nobody', body(one('', '""'))],
    ['nobody among others', body(one('', '""'), one('', '""'), one('', '""'), one('', '""'))],
    ['a device twice', body(one(',"status":{"ios_secret12":"1","ios_secret12":"a, b"}'))],
    ['a device with a colon twice', body(one(',"status":{"alice: phone":"1","alice: phone":"0"}'))],
    ['a name that is none', body(one('', '{"name":"alice","of":["名前",1]}'))],
    ['a status that is none', body(one(',"status":"alicephone"'), one(',"status":7', '"名前"'))],
    ['a status of a device that is none', body(one(',"status":{"ios_secret12":{"alice":"名前"},"a: b":null}'))],
    ['devices in a list', body(one(',"status":[{"name":"alice"},"alicephone",{"device":"web","status":"1"}]'))],
    [
      'a field twice',
      body(one(',"ext":"lunch with bob","ext":{"a":"alice"}'), one(',"uid":"名前"'), one(',"alice":1,"alice":"b"')),
    ],
    ['a time that is none', body('{"uid":"alice","ext":"x","last_time":"alice"}', '{"uid":"名前","ext":5,"last_time":{}}')],
    ['something that is no entry', body('"alice"', '["名前"]', '5', 'null')],
  ])('is told as of a masked answer: %s', (_, raw) => {
    const names = ['alice', '名前'];
    const { oddities } = readPresence('retrieve', raw, names);
    const ofMasked = readPresence(
      'retrieve',
      maskJson(raw, mask),
      names.map((name) => mask.user(name)),
    );
    expect(oddities.length).toBeGreaterThan(0);
    const told = oddities.map(({ kind, detail }) => maskOddity(kind, detail, mask));
    expect(findIds(told.join('\n'), TELLING)).toEqual([]);
    expect(told).toEqual(ofMasked.oddities.map(({ detail }) => detail));
  });

  it('is told in the list of errors the same way', () => {
    const { oddities } = readPresence('retrieve', body(one('', `"${STRANGER}"`), '["名前"]', one('', '""')), ['alice']);
    for (const odd of oddities) {
      const { kind, detail } = odd;
      const { message } = oddAnswer([{ ...odd, detail: maskOddity(kind, detail, mask) }]);
      expect(maskStrangers(oddAnswer([odd]).message, mask)).toBe(message);
    }
  });

  it.each([
    ['mistyped', `uid: {"name":"${'x'.repeat(180)}${ALICE}"}`],
    ['mistyped', `uid: {"name":"${ALICE}`],
    ['mistyped', ALICE],
    ['repeated-device', `${ALICE}: ${'x'.repeat(200)}`],
    ['repeated-device', ALICE],
    ['foreign-uid', `${ALICE} is unknown`],
    ['repeated-uid', ALICE],
    ['empty-uid', ALICE],
    ['of a later version', `${ALICE} was not asked for`],
  ])('is hidden where it may have been cut, or nobody knows what it is: %s', (kind, detail) => {
    expect(maskOddity(kind, detail, mask)).toBe('its text is hidden by --mask');
  });
});

it.each([
  ['retrieve: the answer is no valid JSON, or was cut', 'unreadable', null],
  ['retrieve: no complete answer within 10 s', 'timeout', null],
  ['the recording ends at line 7: it is cut', 'damaged', null],
  ['retrieve: the server answered 401: Unable to authenticate (OAuth)', 'unauthorized', null],
  [
    'retrieve: the server answered 200, but the result is "no alice"',
    'failed-result',
    'retrieve: the server answered 200: its text is hidden by --mask',
  ],
  ['token: the server answered 400: no alice', 'no-token', 'token: the server answered 400: its text is hidden by --mask'],
  ['about alice', 'server', 'retrieve: its text is hidden by --mask'],
  ['about alice', 'of a later version', 'retrieve: its text is hidden by --mask'],
])('an error says what names nobody: %s (%s)', async (message, code, expected) => {
  const [, line] = await masked([
    EVERY.hello,
    { ...EVERY.error, code, message, call: message.startsWith('token') ? 'token' : 'retrieve' },
  ]);
  expect(line).toMatchObject({ message: expected ?? message });
});

describe('an entry that was cut', () => {
  const whole = entry(ALICE);
  const cuts = Array.from({ length: whole.length }, (_, length) => whole.slice(0, length));

  it('is masked as far as it goes, wherever it ends', async () => {
    const exchange = (text: string): Line => ({
      ...EVERY.moment,
      answer: {
        ...{ askedAt: at, observedAt: at, clockError: 0, users: '0' },
        exchange: { sequence: 1, status: 200, date: null, asked: 1, answered: 1, length: 1, entries: [[0, text, 'cut']] },
      },
    });
    const all = await masked([EVERY.hello, ...cuts.map(exchange)]);
    const texts = all.slice(1).map((line) => (line.type === 'moment' ? line.answer?.exchange?.entries?.[0]?.[1] : null));
    const ofWhole = maskJson(whole, mask);
    for (const text of texts) expect(ofWhole.startsWith(text ?? 'nothing')).toBe(true);
    expect(texts.at(-1)?.length).toBe(ofWhole.length - 1);
  });

  it.each(['no JSON of alice', '{"uid":"ali', '{"uid":"\\u00zz alice"}'])('and what is no JSON is left out: %s', async (text) => {
    const answer = { askedAt: at, observedAt: at, clockError: 0, users: '0' };
    const came = { sequence: 1, status: 200, date: null, asked: 1, answered: 1, length: 1 };
    const [, line] = await masked([
      EVERY.hello,
      { type: 'moment', at, answer: { ...answer, exchange: { ...came, entries: [[0, text]] } } },
    ]);
    expect(line).toMatchObject({ answer: { exchange: { entries: [[0, null]] } } });
  });
});
