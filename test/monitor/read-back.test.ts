import { describe, expect, it } from 'vitest';
import type { BatchOutcome, Report } from '../../src/monitor/messages.ts';
import { SUBLIST_LAG } from '../../src/monitor/subscriptions.ts';
import { writeNotice } from '../../src/monitor/writing.ts';
import { answerOf, failureOf, names, online, presence, START, Watching } from '../helpers/watching.ts';

const SECONDS = START / 1000;
const WEEK = 7 * 86_400;
const TIMEOUT = failureOf('timeout', 'no complete answer within 10 s');
const LOST: Partial<BatchOutcome> = { failure: TIMEOUT, unclear: true };

const before = presence({ ios: '0' }, { ext: 'x' });
const asked = presence({ ios: '1' }, { ext: 'x' });

/** A monitor whose user set the first of these users to 1, with the answer lost after ten seconds. */
function setLost(users: readonly string[] = ['alice']): Watching {
  const monitor = new Watching(users);
  monitor.answer(Object.fromEntries(users.map((uid) => [uid, before])));
  monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [] });
  monitor.say({ type: 'open', layer: 'set' }, { type: 'focus', direction: 1 }, { type: 'edit', edit: { kind: 'backspace' } });
  monitor.type('1');
  monitor.say('confirm');
  monitor.wait(10_000);
  monitor.wrote([LOST]);
  return monitor;
}

type Listed = Extract<Report, { type: 'sublist-read' }>['subscriptions'];

/** The same for a subscription to alice that begins or ends; `held` is what the sublist showed before. */
function subscriptionLost(layer: 'subscribe' | 'unsubscribe', held: Listed = []): Watching {
  const monitor = new Watching(['alice']);
  monitor.answer();
  read(monitor, held, 0);
  monitor.say({ type: 'open', layer }, 'confirm');
  monitor.wait(10_000);
  monitor.wrote([LOST]);
  return monitor;
}

const said = (monitor: Watching) => (monitor.state.pending === null ? monitor.state.notice : writeNotice(monitor.state));
const verdict = (monitor: Watching) => said(monitor)?.text.split(/[: ]/)[0];
const count = (monitor: Watching, type: string) => monitor.effects.filter((effect) => effect.type === type).length;
const read = (monitor: Watching, subscriptions: Listed, askedAt = monitor.now) =>
  monitor.say({ type: 'sublist-read', askedAt, subscriptions });
const alice = (expiry: number | null) => [{ uid: 'Alice', expiry }];
/** Takes the user's calls as answered until the monitor asks again, and answers that. */
function lookAgain(monitor: Watching, milliseconds: number, seen = before): void {
  monitor.wait(milliseconds);
  monitor.answer({ alice: seen });
}

describe('a status of which nobody knows whether it was set', () => {
  it('is looked at, before all others, and never set again', () => {
    const monitor = setLost(['alice', ...names(300)]);
    while (monitor.asked.length > 0) monitor.answer();
    monitor.wait(1000);
    expect(monitor.asked[0]?.names[0]).toBe('alice');
    monitor.wait(300_000);
    expect(count(monitor, 'set')).toBe(1);
  });

  it('says so meanwhile, and why', () => {
    expect(said(setLost())).toEqual({
      kind: 'busy',
      text: 'reading back whether it was done: setting alice ios to 1 …',
      hint: 'no complete answer within 10 s',
    });
  });

  it('that is there is done at once', () => {
    const monitor = setLost();
    lookAgain(monitor, 1000, asked);
    expect(monitor.state.pending).toBeNull();
    expect(said(monitor)).toEqual({
      kind: 'done',
      text: 'done: set alice ios to 1',
      hint: 'no complete answer within 10 s, but reading back shows it',
    });
  });

  it('that is not there may still come: it is not done only when a later look shows the same', () => {
    const monitor = setLost();
    lookAgain(monitor, 1000);
    expect(said(monitor)?.hint).toMatch(/^not seen yet: looking again at \d\d:\d\d:\d\d$/);
    lookAgain(monitor, 2000);
    expect(monitor.state.pending).toBeNull();
    expect(said(monitor)).toEqual({
      kind: 'failed',
      text: 'not done: setting alice ios to 1: no complete answer within 10 s; ios is 0, ext "x"',
      hint: 'e tries again',
    });
    expect(count(monitor, 'retrieve')).toBe(3);
  });

  it('that comes with the later look is done', () => {
    const monitor = setLost();
    lookAgain(monitor, 1000);
    lookAgain(monitor, 2000, asked);
    expect(verdict(monitor)).toBe('done');
  });

  it('that is neither as asked for nor as before is unknown, and says what is there', () => {
    const monitor = setLost();
    lookAgain(monitor, 3000, presence({ web: '1' }, { ext: 'hers' }));
    expect(said(monitor)).toEqual({
      kind: 'unknown',
      text: 'unknown: setting alice ios to 1: no complete answer within 10 s; ios is not there, ext "hers"',
      hint: 'r re-retrieves alice',
    });
  });

  it('of a user whom the answer leaves out stays unknown', () => {
    const monitor = setLost();
    monitor.wait(3000);
    monitor.answer({ alice: null });
    expect(said(monitor)?.text).toMatch(/^unknown: .*; the server leaves alice out of its answer$/);
  });

  it('an answer to a question from before says nothing', () => {
    const monitor = setLost();
    monitor.wait(3000);
    monitor.answer({ alice: asked }, { sentAt: START + 9999 });
    expect(verdict(monitor)).toBe('reading');
  });

  it('an answer about others says nothing', () => {
    const monitor = setLost(['alice', ...names(150)]);
    monitor.wait(3000);
    const other = { sequence: 1, answer: answerOf({ u1: online }), sentAt: START + 13_000, receivedAt: START + 13_000 };
    monitor.say({ type: 'retrieved', ...other });
    expect(verdict(monitor)).toBe('reading');
  });

  it('stays unknown when four looks fail, and says why', () => {
    const monitor = setLost();
    for (let look = 0; look < 4; look++) {
      expect(verdict(monitor)).toBe('reading');
      monitor.wait(1000);
      monitor.fail(failureOf('network', 'nothing listens there'));
      if (look < 3) expect(said(monitor)?.hint).toBe('nothing listens there');
    }
    expect(said(monitor)).toEqual({
      kind: 'unknown',
      text: 'unknown: setting alice ios to 1: no complete answer within 10 s; could not be read back: nothing listens there',
      hint: 'r re-retrieves alice',
    });
  });

  it('failures of calls about others do not count', () => {
    const monitor = setLost(['alice', ...names(450)]);
    while (monitor.asked.length > 0) monitor.answer();
    monitor.say('refresh-all');
    monitor.wait(1000);
    monitor.wait(1000);
    const [look, others] = monitor.asked.map(
      ({ sequence }) => ({ type: 'retrieve-failed', sequence, failure: TIMEOUT }) as const,
    );
    if (look === undefined || others === undefined) throw new Error('two calls were expected');
    monitor.say({ ...others, failure: failureOf('timeout'), wait: 0 });
    expect(monitor.state.pending?.readBack?.failedLooks).toBe(0);
    monitor.say({ ...look, wait: 0 });
    expect(monitor.state.pending?.readBack?.failedLooks).toBe(1);
  });

  it('stays unknown when nothing comes back within a minute', () => {
    const monitor = setLost();
    monitor.wait(59_999);
    expect(verdict(monitor)).toBe('reading');
    monitor.wait(1);
    expect(said(monitor)?.text).toMatch(/^unknown: .*; no answer came in time$/);
  });

  it('waits while P has stopped all calls, says so, and goes on with them', () => {
    const monitor = setLost();
    monitor.say('stop');
    expect(said(monitor)).toEqual({
      kind: 'busy',
      text: 'unknown until calls go on: setting alice ios to 1',
      hint: 'P goes on, and reads back whether it was done',
    });
    const calls = monitor.effects.length;
    monitor.wait(3_600_000);
    expect(monitor.effects).toHaveLength(calls);
    monitor.say('stop');
    expect(verdict(monitor)).toBe('reading');
    lookAgain(monitor, 1000, asked);
    expect(verdict(monitor)).toBe('done');
  });

  it('what else a key has to say stands over it until the next key', () => {
    const monitor = setLost();
    monitor.say({ type: 'refuse', reason: 'not now' });
    expect(monitor.state.notice?.text).toBe('not now');
    monitor.say({ type: 'move', by: 'row', direction: 1 });
    expect(monitor.state.notice).toBeNull();
    expect(verdict(monitor)).toBe('reading');
  });
});

describe('a subscription of which nobody knows whether it began', () => {
  it('is looked for in the sublist, and never asked for again', () => {
    const monitor = subscriptionLost('subscribe');
    expect(count(monitor, 'sublist')).toBe(2);
    monitor.wait(300_000);
    expect(count(monitor, 'subscribe')).toBe(1);
  });

  it('whose end is the one asked for is done, and shows', () => {
    const monitor = subscriptionLost('subscribe', alice(SECONDS + 50));
    read(monitor, alice(SECONDS + WEEK));
    expect(said(monitor)).toMatchObject({ kind: 'done', text: 'done: subscribed to alice for 7d' });
    expect(monitor.user('alice').subscription).toBe(SECONDS + WEEK);
  });

  it('that is not there yet may still show: it is not done only when the list has had time', () => {
    const monitor = subscriptionLost('subscribe');
    read(monitor, []);
    expect(said(monitor)?.hint).toMatch(/^not seen yet: looking again at/);
    monitor.wait(SUBLIST_LAG - 1);
    expect(count(monitor, 'sublist')).toBe(2);
    monitor.wait(1);
    expect(count(monitor, 'sublist')).toBe(3);
    read(monitor, []);
    expect(said(monitor)).toEqual({
      kind: 'failed',
      text: 'not done: subscribing to alice for 7d: no complete answer within 10 s; alice is not subscribed to',
      hint: 'a tries again',
    });
  });

  it('with another end than before and than asked for is unknown, and says which', () => {
    const monitor = subscriptionLost('subscribe', alice(SECONDS + 50));
    read(monitor, alice(SECONDS + 70));
    monitor.wait(SUBLIST_LAG);
    read(monitor, alice(SECONDS + 70));
    expect(said(monitor)?.text).toMatch(/^unknown: .*; alice is subscribed to until 2023-11-1\d \d\d:\d\d:\d\d$/);
    expect(said(monitor)?.hint).toBe('R reads the subscriptions again');
  });

  it('a sublist that was on its way as the write ended says nothing, and another one is read', () => {
    const monitor = new Watching(['alice']);
    monitor.answer();
    monitor.say({ type: 'open', layer: 'subscribe' }, 'confirm');
    monitor.wait(10_000);
    monitor.wrote([LOST]);
    expect(count(monitor, 'sublist')).toBe(1);
    monitor.wait(SUBLIST_LAG);
    read(monitor, [], 0);
    expect(verdict(monitor)).toBe('reading');
    expect(count(monitor, 'sublist')).toBe(2);
  });

  it('is not looked for before a back-off is over', () => {
    const monitor = new Watching(['alice']);
    monitor.answer();
    monitor.say({ type: 'open', layer: 'subscribe' }, 'confirm');
    monitor.say({ type: 'sublist-failed', askedAt: 0, failure: failureOf('throttled'), wait: 30_000 });
    monitor.wrote([LOST]);
    monitor.wait(29_999);
    expect(count(monitor, 'sublist')).toBe(1);
    monitor.wait(1);
    expect(count(monitor, 'sublist')).toBe(2);
    read(monitor, []);
    expect(verdict(monitor)).toBe('not');
  });

  it('a look that failed is forgotten once one succeeds', () => {
    const monitor = subscriptionLost('subscribe');
    monitor.say({ type: 'sublist-failed', askedAt: 0, failure: failureOf('server', '502'), wait: 1000 });
    expect(said(monitor)?.hint).toBe('502');
    monitor.wait(1000);
    read(monitor, []);
    expect(said(monitor)?.hint).toMatch(/^not seen yet/);
  });

  it('stays unknown when the sublist cannot be read four times in a row', () => {
    const monitor = subscriptionLost('subscribe');
    for (let look = 0; look < 4; look++) {
      expect(verdict(monitor)).toBe('reading');
      monitor.say({ type: 'sublist-failed', askedAt: 0, failure: failureOf('server', '502'), wait: 1000 });
      monitor.wait(1000);
    }
    expect(said(monitor)?.text).toMatch(/^unknown: .*; could not be read back: 502$/);
  });
});

describe('a subscription of which nobody knows whether it ended', () => {
  const held = alice(SECONDS + 5000);

  it('that is gone is done, and no longer shown', () => {
    const monitor = subscriptionLost('unsubscribe', held);
    read(monitor, []);
    expect(said(monitor)).toMatchObject({ kind: 'done', text: 'done: unsubscribed from alice' });
    expect(monitor.user('alice').subscription).toBeNull();
  });

  it('that is still there after a while is not done, and still shown', () => {
    const monitor = subscriptionLost('unsubscribe', held);
    read(monitor, held);
    monitor.wait(SUBLIST_LAG);
    read(monitor, held);
    expect(said(monitor)).toMatchObject({ kind: 'failed', hint: 'x tries again' });
    expect(monitor.user('alice').subscription).toBe(SECONDS + 5000);
  });

  it('just after it began it is missing in the list in any case: that says nothing yet', () => {
    const monitor = new Watching(['alice']);
    monitor.answer();
    read(monitor, [], 0);
    monitor.say({ type: 'open', layer: 'subscribe' }, 'confirm');
    monitor.wrote([{ answer: answerOf({ alice: presence({}, { expiry: SECONDS + WEEK }) }) }]);
    monitor.say({ type: 'open', layer: 'unsubscribe' }, 'confirm');
    monitor.wait(5000);
    monitor.wrote([LOST]);
    read(monitor, []);
    expect(verdict(monitor)).toBe('reading');
    monitor.wait(SUBLIST_LAG);
    read(monitor, alice(SECONDS + WEEK));
    expect(verdict(monitor)).toBe('not');
  });
});

describe('a write in several batches', () => {
  /** Subscriptions to 310 users in four batches: done, lost, refused, lost. */
  function manyLost(): Watching {
    const all = names(310);
    const monitor = new Watching(all);
    read(monitor, [], 0);
    monitor.say(...Array(310).fill('mark'), { type: 'open', layer: 'subscribe' }, { type: 'focus', direction: -1 });
    monitor.type('310');
    monitor.say('confirm');
    monitor.wrote([
      { names: all.slice(0, 100), answer: answerOf(Object.fromEntries(all.slice(0, 100).map((uid) => [uid, online]))) },
      { names: all.slice(100, 200), ...LOST },
      { names: all.slice(200, 300), failure: failureOf('rejected', 'too many sub presence') },
      { names: all.slice(300), ...LOST },
    ]);
    return monitor;
  }
  const shown = (uids: readonly string[]) => uids.map((uid) => ({ uid, expiry: SECONDS + WEEK }));

  it('one sublist serves all that are open, and what was not done is named and marked', () => {
    const monitor = manyLost();
    expect(count(monitor, 'sublist')).toBe(2);
    read(monitor, shown(names(200)));
    expect(monitor.state.pending?.readBack?.open).toHaveLength(10);
    monitor.wait(SUBLIST_LAG);
    read(monitor, shown(names(305)));
    expect(said(monitor)).toEqual({
      kind: 'failed',
      text:
        '105 not done: W shows which; 205 of 310 subscribed: ' +
        'no complete answer within 10 s; u306 is not subscribed to; too many sub presence',
      hint: 'they are marked; a tries again',
    });
    expect(monitor.state.marks.size).toBe(105);
    expect(count(monitor, 'subscribe')).toBe(4);
  });

  it('a mark that a person takes back meanwhile stays away', () => {
    const monitor = manyLost();
    monitor.say('mark');
    monitor.wait(SUBLIST_LAG);
    read(monitor, []);
    expect(monitor.state.marks.size).toBe(209);
    expect(said(monitor)?.hint).toBe('a tries again');
  });

  it('says of whom it is unknown and of whom not done', () => {
    const monitor = manyLost();
    monitor.wait(60_000);
    expect(said(monitor)).toMatchObject({
      kind: 'unknown',
      text: expect.stringMatching(/^110 unknown, 100 not done: W shows which; 100 of 310 subscribed: /),
    });
  });
});
