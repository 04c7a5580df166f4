import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { SUBLIST_LAG } from '../../src/monitor/subscriptions.ts';
import { writeNotice } from '../../src/monitor/writing.ts';
import { answerOf, failureOf, names, offline, online, presence, START, settings, Watching } from '../helpers/watching.ts';

/** A monitor whose user opened this dialog and confirmed it. */
function confirmed(layer: 'set' | 'subscribe' | 'unsubscribe', users = ['alice', 'bob']): Watching {
  const monitor = new Watching(users);
  monitor.answer(Object.fromEntries(users.map((uid) => [uid, presence({ ios: '1' }, { ext: 'x' })])));
  monitor.say({ type: 'open', layer }, 'confirm');
  return monitor;
}

/** The same for all users, marked one by one and confirmed by their number. */
function confirmedForAll(layer: 'subscribe' | 'unsubscribe', count: number): Watching {
  const monitor = new Watching(names(count));
  monitor.say(...Array(count).fill('mark'), { type: 'open', layer }, { type: 'focus', direction: -1 });
  if (count > BOUNDS.confirmByCount) monitor.type(String(count));
  monitor.say('confirm');
  return monitor;
}

const SECONDS = START / 1000;

describe('setting a status', () => {
  it('is one call, told while it is on its way and when it is done', () => {
    const monitor = confirmed('set');
    expect(monitor.effects.at(-1)).toEqual({ type: 'set', uid: 'alice', resource: 'ios', status: '1', ext: 'x' });
    expect(writeNotice(monitor.state)).toEqual({ kind: 'busy', text: 'setting alice ios to 1 …', hint: null });
    monitor.wrote();
    expect(writeNotice(monitor.state)).toBeNull();
    expect(monitor.state.notice).toEqual({ kind: 'done', text: 'set alice ios to 1', hint: null });
  });

  it('is followed by a look at the user, before all others', () => {
    const monitor = confirmed('set', names(300));
    monitor.wait(5000);
    monitor.wrote();
    monitor.wait(200);
    expect(monitor.asked.at(-1)?.names[0]).toBe('u1');
  });

  it('of somebody who is not watched is taken without harm', () => {
    const monitor = confirmed('set');
    const effect = { type: 'set', uid: 'stranger', resource: 'ios', status: '1', ext: 'x' } as const;
    monitor.say({
      type: 'wrote',
      effect,
      outcome: { names: ['stranger'], answer: null, failure: null, unclear: false, endsAll: false, sentAt: 0, receivedAt: 0 },
    });
    expect(monitor.state.notice?.kind).toBe('done');
  });

  it('that fails says what was tried, why it failed and what to do', () => {
    const monitor = confirmed('set');
    monitor.wrote([{ failure: failureOf('forbidden', 'no right to do that') }]);
    expect(monitor.state.notice).toEqual({
      kind: 'failed',
      text: 'not done: setting alice ios to 1: no right to do that',
      hint: 'what to do about forbidden',
    });
    expect(monitor.user('alice').presence).toMatchObject({ ext: 'x' });
  });
});

describe('subscribing', () => {
  it('the answer is a read of presence, and says when the subscription ends', () => {
    const monitor = confirmed('subscribe');
    expect(monitor.effects.at(-1)).toMatchObject({ type: 'subscribe', names: ['alice'], seconds: 604_800 });
    expect(writeNotice(monitor.state)?.text).toBe('subscribing to alice for 7d …');
    monitor.wait(1000);
    monitor.wrote([{ answer: answerOf({ alice: presence({ ios: '0' }, { expiry: SECONDS + 99 }) }) }]);
    expect(monitor.user('alice')).toMatchObject({ status: 'offline', subscription: SECONDS + 99 });
    expect(monitor.state.subscriptions.total).toBeNull();
    expect(monitor.state.notice).toEqual({ kind: 'done', text: 'subscribed to alice for 7d', hint: null });
  });

  it('where the answer tells no end, it is counted from now', () => {
    const monitor = confirmed('subscribe');
    monitor.wrote([{ answer: answerOf({ alice: online }) }]);
    expect(monitor.user('alice').subscription).toBe(SECONDS + 604_800);
  });

  it('an answer to an older question never overwrites what subscribe saw', () => {
    const monitor = new Watching(['alice']);
    monitor.say({ type: 'open', layer: 'subscribe' }, 'confirm');
    monitor.wrote([{ answer: answerOf({ alice: offline }) }]);
    monitor.answer({ alice: online });
    expect(monitor.user('alice').status).toBe('offline');
  });

  it('a batch that fails is counted, and what went through is kept', () => {
    const monitor = confirmedForAll('subscribe', 102);
    const done = answerOf(Object.fromEntries(names(100).map((uid) => [uid, online])));
    monitor.wrote([
      { names: names(100), answer: done },
      { names: ['u101', 'u102'], failure: failureOf('throttled', 'too many calls') },
    ]);
    expect(monitor.user('u100').subscription).not.toBeNull();
    expect(monitor.user('u101').subscription).toBeNull();
    expect(monitor.state.notice).toEqual({
      kind: 'failed',
      text: '2 not done: W shows which; 100 of 102 subscribed: too many calls',
      hint: 'they are marked; what to do about throttled',
    });
  });

  it('users whom the answer leaves out are unknown, named, and stay marked', () => {
    const monitor = confirmedForAll('subscribe', 6);
    const answered = answerOf({ u1: online, u2: online, u3: null, u4: null, u5: null, u6: null });
    monitor.wrote([{ answer: answered }]);
    expect(monitor.state.notice).toEqual({
      kind: 'unknown',
      text: 'unknown for 4 users (u3, u4, u5, …): subscribing to 6 users for 7d: the answer leaves them out',
      hint: 'they are marked; R reads the subscriptions again',
    });
    expect([...monitor.state.marks]).toEqual([2, 3, 4, 5]);
    expect([monitor.user('u2').subscription, monitor.user('u3').subscription]).toEqual([SECONDS + 604_800, null]);
  });
});

describe('unsubscribing', () => {
  it('ends the subscription at once, though the sublist still shows it for a while', () => {
    const monitor = new Watching(['alice', 'bob']);
    monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'Alice', expiry: 77 }] });
    expect(monitor.user('alice').subscription).toBe(77);
    monitor.say({ type: 'open', layer: 'unsubscribe' }, 'confirm');
    expect(monitor.effects.at(-1)).toEqual({ type: 'unsubscribe', names: ['alice'] });
    monitor.wait(1000);
    monitor.wrote();
    expect(monitor.user('alice').subscription).toBeNull();
    monitor.wait(1000);
    monitor.say({ type: 'sublist-read', askedAt: monitor.now, subscriptions: [{ uid: 'alice', expiry: 77 }] });
    expect(monitor.user('alice').subscription).toBeNull();
    monitor.wait(SUBLIST_LAG + 1);
    monitor.say({ type: 'sublist-read', askedAt: monitor.now, subscriptions: [{ uid: 'alice', expiry: 77 }] });
    expect(monitor.user('alice').subscription).toBe(77);
  });
});

it('an end that was refused leaves the subscription as it was', () => {
  const monitor = new Watching(['alice']);
  monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'alice', expiry: 77 }] });
  monitor.say({ type: 'open', layer: 'unsubscribe' }, 'confirm');
  monitor.wrote([{ failure: failureOf('forbidden') }]);
  expect(monitor.user('alice').subscription).toBe(77);
});

describe('the sublist', () => {
  const sublists = (monitor: Watching) => monitor.effects.filter(({ type }) => type === 'sublist').length;

  it('is read at the start, once, and again after five minutes', () => {
    const monitor = new Watching(['alice']);
    monitor.wait(60_000);
    expect(sublists(monitor)).toBe(1);
    monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [] });
    for (let second = 0; second < 299; second++) monitor.wait(1000);
    expect(sublists(monitor)).toBe(1);
    monitor.wait(1000);
    expect(sublists(monitor)).toBe(2);
  });

  it('that cannot be read is trouble of its own, and is tried again when the wait is over', () => {
    const monitor = new Watching(['alice']);
    monitor.say({ type: 'sublist-failed', askedAt: 0, failure: failureOf('throttled'), wait: 900 });
    expect(monitor.state.troubles).toMatchObject({ retrieve: null, sublist: { since: START, retryAt: START + 900 } });
    expect(monitor.state.throttled).toBe(1);
    monitor.wait(899);
    expect(sublists(monitor)).toBe(1);
    monitor.wait(1);
    expect(monitor.effects.at(-1)).toEqual({ type: 'sublist', attempt: 1 });
    monitor.say({ type: 'sublist-read', askedAt: 900, subscriptions: [] });
    expect(monitor.state.troubles.sublist).toBeNull();
  });

  it('that is refused for frequency lowers the rate, but not again when it was asked for before that was lowered', () => {
    const monitor = new Watching(['alice']);
    const refused = (askedAt: number) => {
      monitor.wait(1000);
      monitor.say({ type: 'sublist-failed', askedAt, failure: failureOf('throttled'), wait: 60_000 });
      return monitor.state.governor.rate;
    };
    const full = settings.callsPerSecond;
    expect([refused(400), refused(600), refused(1500)]).toEqual([full / 2, full / 2, full / 4]);
    expect(monitor.state.throttled).toBe(3);
  });

  it('holds users nobody watches, which are counted', () => {
    const monitor = new Watching(['alice']);
    monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'stranger', expiry: 5 }] });
    expect(monitor.state.subscriptions.total).toBe(1);
    expect(monitor.user('alice').subscription).toBeNull();
  });
});
