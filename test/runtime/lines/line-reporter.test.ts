import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Presence } from '../../../src/api/contract.ts';
import type { Effect } from '../../../src/monitor/messages.ts';
import type { Settings } from '../../../src/monitor/state.ts';
import { LineReporter } from '../../../src/runtime/lines/line-reporter.ts';
import { alertInput, LINES_BEGIN, linesBegin } from '../../../src/runtime/lines/make-lines.ts';
import { type Line, lineSchema } from '../../../src/runtime/lines/schema.ts';
import { Store } from '../../../src/runtime/store.ts';
import { lineJsonSchema } from '../../../src/text/json-schema.ts';
import { listOf } from '../../helpers/reloads.ts';
import { alertRule, answerOf, failureOf, names, offline, online, presence, START, settings } from '../../helpers/watching.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: START });
});

afterEach(() => {
  vi.useRealTimers();
});

type Said = Readonly<Record<string, Presence | null>>;

/** A monitor of these users whose calls the test answers by hand, and the lines that come of it, each held against the schema. */
function report(users: readonly string[], more: Partial<Settings> = {}) {
  const asked: Extract<Effect, { type: 'retrieve' }>[] = [];
  const clock = { now: () => ({ wall: Date.now(), steady: Date.now() - START }) };
  const store = new Store({ ...settings, users, refresh: 10_000, ...more }, clock, (effect) => {
    if (effect.type === 'alert') inputs.push(alertInput(effect.firing, settings));
    if (effect.type === 'retrieve') asked.push(effect);
  });
  const inputs: ReturnType<typeof alertInput>[] = [];
  const texts: string[] = [];
  const lines: Line[] = [];
  const write = (text: string) => {
    texts.push(text);
    lines.push(lineSchema.parse(JSON.parse(text)));
  };
  const reporter = new LineReporter(store, [{ write }], '1.2.3', clock);
  store.start();
  /** Answers the oldest call after a second: users that are not given are online. */
  const answer = (said: Said = {}) => {
    const call = asked.shift();
    if (call === undefined) throw new Error('nothing was asked');
    const all = Object.fromEntries(call.names.map((name) => [name, name in said ? (said[name] as Presence | null) : online]));
    const sentAt = Date.now();
    vi.setSystemTime(sentAt + 1000);
    store.report({ type: 'retrieved', sequence: call.sequence, answer: answerOf(all), sentAt, receivedAt: sentAt + 1000 });
  };
  const fail = (code: Parameters<typeof failureOf>[0]) => {
    const call = asked.shift();
    if (call === undefined) throw new Error('nothing was asked');
    store.report({ type: 'retrieve-failed', sequence: call.sequence, failure: failureOf(code), wait: 500 });
  };
  /** What has been written since the last look. */
  const fresh = () => lines.splice(0);
  const untilAsked = () => {
    while (asked.length === 0) vi.advanceTimersByTime(500);
  };
  return { store, reporter, answer, fail, fresh, texts, inputs, untilAsked };
}

const at = (milliseconds: number) => new Date(START + milliseconds).toISOString();

describe('the first line', () => {
  it('says what the lines are about, and begins as every recording does', () => {
    const { fresh, texts } = report(['alice', 'bob']);
    expect(fresh()).toEqual([
      {
        type: 'hello',
        schema: 1,
        version: '1.2.3',
        at: at(0),
        place: 'org/app',
        as: 'wzy',
        refresh: '10s',
        watched: ['alice', 'bob'],
      },
    ]);
    expect(texts[0]?.startsWith(LINES_BEGIN)).toBe(true);
  });

  it('tells masked lines from others in how it begins', () => {
    const beginnings = [report(['alice']), report(['user-1'], { masked: (write) => write })].map(({ texts: [hello = ''] }) =>
      [false, true].map((masked) => hello.startsWith(linesBegin(masked))),
    );
    expect(beginnings).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});

describe('what is observed', () => {
  it('is told of everybody after the first answer', () => {
    const { answer, fresh } = report(['alice', 'bob', 'carol']);
    fresh();
    answer({
      alice: presence({ ios: '1', web: '101' }, { ext: 'hi\u202e', lastTime: 1_644_501_731 }),
      bob: null,
      carol: presence(),
    });
    const when = { askedAt: at(0), observedAt: at(1000) };
    expect(fresh()).toEqual([
      {
        ...{ type: 'presence', uid: 'alice', status: 'online', absent: false, ext: 'hi\u202e', ...when },
        ...{ lastTime: '2022-02-10T14:02:11.000Z' },
        devices: [
          { device: 'ios', status: '1' },
          { device: 'web', status: '101' },
        ],
      },
      ...[
        { type: 'presence', uid: 'carol', status: 'unknown', absent: false, devices: [], ext: '', lastTime: null, ...when },
        { type: 'presence', uid: 'bob', status: 'unknown', absent: true, devices: [], ext: '', lastTime: null, ...when },
      ],
    ]);
  });

  it('is told again only of whom it changed, with the two moments between which it did', () => {
    const { answer, fresh, untilAsked } = report(['alice', 'bob']);
    answer();
    fresh();
    untilAsked();
    const askedAt = Date.now() - START;
    answer({ alice: presence({ ios: '0' }, { ext: 'bye' }) });
    const between = { notBefore: at(0), notAfter: at(askedAt + 1000), gap: null };
    expect(fresh()).toEqual([
      expect.objectContaining({ type: 'presence', uid: 'alice', status: 'offline', ext: 'bye', askedAt: at(askedAt) }),
      { type: 'change', uid: 'alice', device: 'ios', field: 'device', from: '1', to: '0', ...between },
      { type: 'change', uid: 'alice', device: null, field: 'ext', from: '', to: 'bye', ...between },
    ]);
  });

  it('is told when only the last time moved, or when an answer leaves a user out', () => {
    const { answer, fresh, untilAsked } = report(['alice', 'bob']);
    answer({ bob: offline });
    fresh();
    untilAsked();
    answer({ alice: presence({ ios: '1' }, { lastTime: 5 }), bob: null });
    expect(fresh()).toMatchObject([
      { type: 'presence', uid: 'alice', lastTime: '1970-01-01T00:00:05.000Z' },
      { type: 'presence', uid: 'bob', absent: true, status: 'unknown', devices: [] },
      { type: 'change', uid: 'bob', field: 'status', from: 'offline', to: 'unknown' },
    ]);
  });

  it('keeps a time that no calendar writes with four digits out', () => {
    const { answer, fresh } = report(['alice']);
    answer({ alice: presence({}, { lastTime: 8e12 }) });
    expect(fresh()[1]).toMatchObject({ lastTime: null });
  });

  it('costs one line a change among many users, and none when nothing changed', () => {
    const { answer, fresh, untilAsked } = report(names(1000));
    for (let call = 0; call < 10; call++) {
      untilAsked();
      answer();
    }
    expect(fresh()).toHaveLength(1001);
    for (let call = 0; call < 10; call++) {
      untilAsked();
      answer({ u500: offline });
    }
    expect(fresh().map(({ type }) => type)).toEqual(['presence', 'change']);
  });
});

describe('alerts', () => {
  const rule = alertRule('status:offline', { name: 'down\u001b', holdFor: 10_000, action: { run: ['page-me', 'secret'] } });

  it('are told behind the answer that shows them, each as it went off', () => {
    const { answer, fresh, untilAsked } = report(['alice', 'bob'], {
      alerts: [rule, alertRule('!status:online', { edge: 'both' })],
    });
    answer();
    untilAsked();
    const askedAt = Date.now() - START;
    answer({ alice: offline, bob: null });
    const between = { notBefore: at(0), notAfter: at(askedAt + 1000), gap: null };
    const told = { type: 'alert', at: at(askedAt + 1000), rule: '!status:online', edge: 'begins', ...between };
    expect(fresh().slice(-2)).toEqual([
      { ...told, uid: 'alice', status: 'offline', unobserved: 0, action: 'bell', suppressed: 0 },
      { ...told, uid: 'bob', status: 'unknown', unobserved: 0, action: 'bell', suppressed: 0 },
    ]);
    untilAsked();
    answer({ alice: offline });
    const now = at(Date.now() - START);
    expect(fresh().filter(({ type }) => type === 'alert')).toMatchObject([
      { at: now, rule: 'down\u001b', uid: 'alice', edge: 'begins', ...between, action: 'run' },
      { at: now, rule: '!status:online', uid: 'bob', edge: 'ends', status: 'online', notAfter: now },
    ]);
  });

  it('of which every one is a line, however many there are at once', () => {
    const rules = Array.from({ length: 20 }, (_, number) => alertRule('status:offline', { name: `rule ${number}` }));
    const { answer, fresh, untilAsked } = report(names(100), { alerts: rules });
    answer();
    untilAsked();
    fresh();
    answer(Object.fromEntries(names(100).map((uid) => [uid, offline])));
    expect(fresh().filter(({ type }) => type === 'alert')).toHaveLength(2000);
  });

  it('that run a program give it such a line too, with what the user was seen as, and where', () => {
    const { answer, inputs, untilAsked } = report(['alice'], { alerts: [{ ...rule, holdFor: 0 }] });
    answer();
    untilAsked();
    answer({ alice: presence({ ios: '0', web: '0' }, { ext: 'a\u202e', lastTime: 1_644_501_731 }) });
    const { devices, lastTime, ext, place, profile, ...line } = inputs[0] ?? {};
    expect(lineSchema.parse(line)).toMatchObject({ type: 'alert', uid: 'alice', rule: 'down\u001b', action: 'run' });
    expect({ lastTime, ext, place, profile }).toEqual({
      ...{ lastTime: '2022-02-10T14:02:11.000Z', ext: 'a\u202e', place: 'org/app', profile: null },
    });
    expect(devices).toEqual([
      { device: 'ios', status: '0' },
      { device: 'web', status: '0' },
    ]);
    expect(JSON.stringify(inputs)).not.toContain('secret');
  });
});

describe('what is not observed', () => {
  it('failed calls are errors, and once they are over a gap says who was not seen from when to when', () => {
    const { answer, fail, fresh, untilAsked } = report(['alice', 'bob']);
    answer();
    fresh();
    untilAsked();
    const failedAt = at(Date.now() - START);
    fail('network');
    untilAsked();
    answer({ alice: offline });
    const seenAt = at(Date.now() - START);
    expect(fresh()).toEqual([
      { type: 'error', at: failedAt, code: 'network', message: 'network', hint: 'what to do about network', call: 'retrieve' },
      { type: 'gap', uids: ['alice', 'bob'], reason: 'failed', notBefore: at(0), notAfter: seenAt },
      expect.objectContaining({ type: 'presence', uid: 'alice' }),
      expect.objectContaining({ type: 'change', uid: 'alice', gap: 'failed' }),
    ]);
  });

  it('nobody was seen before the first answer, so failures before it leave no gap', () => {
    const { answer, fail, fresh, untilAsked } = report(['alice']);
    fail('timeout');
    untilAsked();
    answer();
    expect(fresh().map(({ type }) => type)).toEqual(['hello', 'error', 'presence']);
  });

  it('that are not over when the lines end are told before the last one: an outage, and users for whom alone calls fail', () => {
    const outage = report(['ann', 'bob']);
    outage.answer();
    outage.untilAsked();
    outage.fail('server');
    vi.advanceTimersByTime(5000);
    outage.fresh();
    const end = at(Date.now() - START);
    outage.reporter.end('duration', 0);
    expect(outage.fresh()).toMatchObject([
      { type: 'gap', uids: null, reason: 'failed', notBefore: at(1000), notAfter: end },
      { type: 'end' },
    ]);

    const one = report(['ann', 'bob']);
    one.fail('rejected');
    for (const name of ['ann', 'bob']) {
      one.untilAsked();
      if (name === 'ann') one.answer();
      else one.fail('rejected');
    }
    one.fresh();
    one.reporter.end('done', 6);
    expect(one.fresh()).toMatchObject([{ type: 'gap', uids: ['bob'], reason: 'failed' }, { type: 'end' }]);
  });

  it('calls that were stopped are one gap for everybody', () => {
    const { store, answer, fresh, untilAsked } = report(['alice', 'bob']);
    answer();
    fresh();
    store.dispatch({ type: 'stop' });
    const stoppedAt = at(Date.now() - START);
    vi.advanceTimersByTime(60_000);
    store.dispatch({ type: 'stop' });
    const goesOnAt = at(Date.now() - START);
    untilAsked();
    answer({ alice: offline });
    expect(fresh()).toMatchObject([
      { type: 'gap', uids: null, reason: 'stopped', notBefore: stoppedAt, notAfter: goesOnAt },
      { type: 'presence' },
      { type: 'change', gap: 'stopped' },
    ]);
  });

  it('readings of the subscriptions and writes that fail are errors too', () => {
    const { store, fresh } = report(['alice']);
    fresh();
    store.report({ type: 'sublist-failed', askedAt: 0, failure: { ...failureOf('server'), call: 'sublist' }, wait: 500 });
    const effect = { type: 'unsubscribe', names: ['alice'] } as const;
    const outcome = { names: ['alice'], answer: null, unclear: false, endsAll: true, sentAt: 0, receivedAt: 0 };
    store.report({ type: 'wrote', effect, outcome: { ...outcome, failure: failureOf('forbidden') } });
    store.report({ type: 'wrote', effect, outcome: { ...outcome, failure: null } });
    expect(fresh()).toMatchObject([
      { type: 'error', code: 'server', call: 'sublist' },
      { type: 'error', code: 'forbidden' },
    ]);
  });
});

describe('the last line', () => {
  it('says why and with which code, and nothing comes after it', () => {
    const { store, reporter, answer, fresh } = report(['alice']);
    fresh();
    reporter.end('interrupt', 130);
    answer();
    store.report({ type: 'sublist-failed', askedAt: 0, failure: failureOf('server'), wait: 500 });
    expect(fresh()).toEqual([{ type: 'end', at: at(0), reason: 'interrupt', exitCode: 130, matched: null }]);
  });

  it('comes after the gap that lasts until then', () => {
    const { store, reporter, fresh } = report(['alice']);
    fresh();
    store.dispatch({ type: 'stop' });
    vi.advanceTimersByTime(5000);
    reporter.end('quit', 0);
    expect(fresh()).toMatchObject([{ type: 'gap', uids: null, notBefore: at(0), notAfter: at(5000) }, { type: 'end' }]);
  });
});

it('an output that has enough may stop the calls in the middle of an answer: no line comes twice', () => {
  const clock = { now: () => ({ wall: Date.now(), steady: Date.now() - START }) };
  const asked: Effect[] = [];
  const store = new Store({ ...settings, users: ['alice', 'bob'] }, clock, (effect) => asked.push(effect));
  const lines: Line[] = [];
  const write = (text: string) => {
    lines.push(lineSchema.parse(JSON.parse(text)));
    if (lines.length === 2) store.dispatch({ type: 'stop' });
  };
  new LineReporter(store, [{ write }], '1.2.3', clock);
  store.start();
  const times = { sentAt: Date.now(), receivedAt: Date.now() };
  store.report({ type: 'retrieved', sequence: 1, answer: answerOf({ alice: online, bob: online }), ...times });
  vi.advanceTimersByTime(1000);
  store.dispatch({ type: 'stop' });
  expect(lines.map((line) => ('uid' in line ? line.uid : line.type))).toEqual(['hello', 'alice', 'bob', 'gap']);
  expect(lines.at(-1)).toMatchObject({ notBefore: at(0), notAfter: at(1000) });
});

describe('another watch list', () => {
  it('is told whole, before whatever is observed of those who are new', () => {
    const { store, answer, fresh, untilAsked } = report(['alice', 'bob']);
    answer();
    fresh();
    const groups = [{ name: 'vip', users: ['Bob'], refresh: 5000 }];
    store.dispatch(listOf(['carol', 'bob'], { groups, refresh: 20_000 }));
    expect(fresh()).toEqual([
      {
        type: 'watched',
        at: at(1000),
        watched: ['carol', 'bob'],
        added: ['carol'],
        removed: ['alice'],
        groups: [{ name: 'vip', users: ['Bob'], refresh: '5s' }],
        refresh: '20s',
      },
    ]);
    untilAsked();
    answer({ carol: offline, bob: offline });
    expect(
      fresh()
        .map((line) => ('uid' in line ? `${line.type} ${line.uid}` : line.type))
        .sort(),
    ).toEqual(['change bob', 'presence bob', 'presence carol']);
  });

  it('that waits is told when it is taken, after what was observed until then', () => {
    const { store, answer, fresh, untilAsked } = report(['alice', 'bob']);
    answer();
    fresh();
    store.dispatch({ type: 'freeze' });
    store.dispatch(listOf(['bob']));
    untilAsked();
    answer({ alice: offline });
    store.dispatch({ type: 'thaw' });
    expect(fresh().map(({ type }) => type)).toEqual(['presence', 'change', 'watched']);
  });

  it('that is the same one, or comes after the end, is not told', () => {
    const { store, reporter, answer, fresh } = report(['alice', 'bob']);
    answer();
    fresh();
    store.dispatch(listOf(['alice', 'bob'], { refresh: 10_000 }));
    reporter.end('quit', 0);
    store.dispatch(listOf(['alice']));
    expect(fresh().map(({ type }) => type)).toEqual(['end']);
  });
});

it('the JSON Schema describes every line and each of its fields that a name does not explain', () => {
  const schemas = lineJsonSchema(lineSchema).oneOf as {
    properties: { type: { const: string } };
    description?: string;
    required: string[];
  }[];
  const everybodys = ['hello', 'presence', 'change', 'gap', 'watched', 'alert', 'error', 'end'];
  expect(schemas.map(({ properties }) => properties.type.const)).toEqual([...everybodys, 'setup', 'moment']);
  for (const { description, properties, required } of schemas) {
    expect(description).toMatch(/\S/);
    // Of a moment only what changed is told, and only a masked run says whether it is one.
    const told = Object.keys(properties).filter((name) => name !== 'masked');
    expect(required).toEqual(properties.type.const === 'moment' ? ['type', 'at'] : told);
  }
  // What a later version adds must pass.
  expect(JSON.stringify(lineJsonSchema(lineSchema))).not.toContain('additionalProperties');
});
