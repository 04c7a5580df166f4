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

  it('a batch refused for what is in it stops no other, and its trouble lasts until its users are answered', () => {
    const monitor = new Watching(names(200));
    monitor.fail(failureOf('unreadable'), 30_000);
    monitor.wait(200);
    expect(monitor.asked).toHaveLength(1);
    monitor.answer();
    expect(monitor.state.troubles.retrieve).toMatchObject({ failure: { code: 'unreadable' }, retryAt: null });
    expect(monitor.state.roster.failingCount).toBe(100);
    untilAsked(monitor);
    monitor.answer();
    expect([monitor.state.troubles.retrieve, monitor.state.roster.failingCount]).toEqual([null, 0]);
  });
});
