import { describe, expect, it } from 'vitest';
import { nextPollAt } from '../../src/monitor/polling.ts';
import { answerOf, failureOf, names, offline, online, START, Watching } from '../helpers/watching.ts';

/** Lets time pass until the monitor asks for presence again. */
function untilAsked(monitor: Watching): number {
  const { length } = monitor.asked;
  while (monitor.asked.length === length) {
    monitor.now = Math.max(monitor.now, nextPollAt(monitor.state));
    if (monitor.say({ type: 'tick' }).some(({ type }) => type === 'sublist')) {
      monitor.say({ type: 'sublist-read', askedAt: monitor.now, subscriptions: [] });
    }
  }
  return monitor.now;
}

describe('asking', () => {
  it('the first call leaves at once, with the names as they were given, and the sublist is read', () => {
    const monitor = new Watching(['Alice', 'bob']);
    expect(monitor.effects).toEqual([
      { type: 'retrieve', sequence: 1, names: ['Alice', 'bob'], attempt: 0 },
      { type: 'sublist', attempt: 0 },
    ]);
  });

  it('the next calls leave one after the other, as the budget allows', () => {
    const monitor = new Watching(names(250));
    expect(monitor.asked).toHaveLength(1);
    monitor.wait(199);
    expect(monitor.asked).toHaveLength(1);
    monitor.wait(1);
    monitor.wait(200);
    expect(monitor.asked.map((call) => call.names.length)).toEqual([100, 100, 50]);
  });

  it('users on screen are asked about first', () => {
    const monitor = new Watching(names(500));
    monitor.say({ type: 'move', by: 'end', direction: 1 });
    monitor.wait(200);
    expect(monitor.asked[1]?.names.slice(0, 10)).toEqual(names(500).slice(490));
  });
});

describe('answers', () => {
  it('an answer that nobody waits for changes nothing', () => {
    const monitor = new Watching(['alice']);
    const [call] = monitor.asked;
    monitor.answer({ alice: offline });
    monitor.wait(1000);
    monitor.say({
      type: 'retrieved',
      sequence: call?.sequence ?? 0,
      answer: answerOf({ alice: online }),
      sentAt: START,
      receivedAt: START,
    });
    expect(monitor.user('alice').status).toBe('offline');
  });

  it('the interval of a change is that of the two calls, wherever the monitor was meanwhile', () => {
    const monitor = new Watching(['alice']);
    monitor.answer({ alice: online }, { sentAt: START + 10, receivedAt: START + 50 });
    untilAsked(monitor);
    monitor.answer({ alice: offline }, { sentAt: START + 30_010, receivedAt: START + 30_090 });
    expect(monitor.user('alice').timeline).toMatchObject([{ notBefore: START + 10, notAfter: START + 30_090 }]);
  });
});

describe('calls that fail', () => {
  it('data stay, and the users count as failing until they are answered', () => {
    const monitor = new Watching(['alice']);
    monitor.answer({ alice: online });
    untilAsked(monitor);
    monitor.fail(failureOf('server'), 700);
    expect(monitor.user('alice')).toMatchObject({ status: 'online', presence: online });
    expect(monitor.state.roster.failingCount).toBe(1);
    untilAsked(monitor);
    monitor.answer();
    expect(monitor.state.roster.failingCount).toBe(0);
  });

  it('the trouble is told with its beginning, its latest reason and the next attempt, and ends with an answer', () => {
    const monitor = new Watching(['alice']);
    monitor.wait(1000);
    monitor.fail(failureOf('server'), 700);
    expect(monitor.state.troubles.retrieve).toEqual({
      failure: failureOf('server'),
      since: START + 1000,
      retryAt: START + 1700,
    });
    expect(untilAsked(monitor)).toBe(1700);
    expect(monitor.asked[0]?.attempt).toBe(1);
    monitor.fail(failureOf('network'), 1500);
    expect(monitor.state.troubles.retrieve).toMatchObject({
      failure: { code: 'network' },
      since: START + 1000,
      retryAt: START + 3200,
    });
    untilAsked(monitor);
    monitor.answer();
    expect(monitor.state.troubles.retrieve).toBeNull();
  });

  it('an answer that was already on its way neither ends the trouble nor the wait the server asked for', () => {
    const monitor = new Watching(names(200));
    monitor.wait(200);
    monitor.fail(failureOf('throttled'), 30_000);
    monitor.answer();
    expect(monitor.state.troubles.retrieve).toMatchObject({ failure: { code: 'throttled' }, retryAt: START + 30_200 });
    expect(untilAsked(monitor)).toBe(30_200);
  });

  it('calls refused for their frequency are counted', () => {
    const monitor = new Watching(names(200));
    monitor.wait(200);
    monitor.fail(failureOf('throttled'));
    monitor.fail(failureOf('throttled'));
    untilAsked(monitor);
    monitor.fail(failureOf('server'));
    expect(monitor.state.throttled).toBe(2);
  });

  /** Lets a minute pass in which the server refuses every call that names one of these. Returns how many calls there were. */
  function minuteWith(monitor: Watching, refuses: (name: string) => boolean): number {
    let calls = 0;
    for (const end = monitor.now + 60_000; monitor.now < end; monitor.wait(100)) {
      for (let [call] = monitor.asked; call !== undefined; [call] = monitor.asked) {
        calls++;
        if (call.names.some(refuses)) monitor.fail(failureOf('rejected'), 30_000);
        else monitor.answer();
      }
    }
    return calls;
  }

  it.each([1, 2, 100, 250])(
    'of %i users the one whom the server chokes on is found and shown as failed; nobody else is blocked',
    (size) => {
      const users = names(size);
      const culprit = users[Math.floor(size / 3)] as string;
      const monitor = new Watching(users, { callsPerSecond: 50, refresh: 60_000 });
      const calls = minuteWith(monitor, (name) => name === culprit);
      const { roster } = monitor.state;
      expect(roster.failingCount).toBe(1);
      expect(roster.failing(roster.indexOf(culprit) as number)?.failure.code).toBe('rejected');
      for (const uid of users) expect(monitor.user(uid).presence === null, uid).toBe(uid === culprit);
      expect(monitor.state.troubles.retrieve?.failure.code).toBe('rejected');
      expect(calls).toBeLessThan(2 * Math.ceil(size / 100) + 2 * Math.ceil(Math.log2(100)) + 3);
    },
  );

  it('a culprit that has been found spoils no later sweep, is asked alone now and then, and is forgiven once it is answered', () => {
    const users = names(100);
    const monitor = new Watching(users, { callsPerSecond: 50, refresh: 10_000 });
    minuteWith(monitor, (name) => name === 'u7');
    const calls = minuteWith(monitor, (name) => name === 'u7');
    expect(calls).toBeLessThan(14);
    minuteWith(monitor, () => false);
    minuteWith(monitor, () => false);
    expect([monitor.state.roster.failingCount, monitor.state.troubles.retrieve]).toEqual([0, null]);
    expect(monitor.user('u7').presence).not.toBeNull();
  });

  it('when nothing goes through it is not about a user: calls wait instead of trying each one', () => {
    const monitor = new Watching(names(1000), { callsPerSecond: 50, refresh: 30_000 });
    expect(minuteWith(monitor, () => true)).toBeLessThan(10);
    expect(monitor.state.troubles.retrieve?.retryAt).not.toBeNull();
  });
});
