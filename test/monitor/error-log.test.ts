import { describe, expect, it } from 'vitest';
import { ErrorLog, failedCall, type Mishap } from '../../src/monitor/error-log.ts';
import { failureOf, names, online, START, Watching } from '../helpers/watching.ts';

const mishap = (message: string, more: Partial<Mishap> = {}): Mishap => ({
  kind: 'network',
  call: 'retrieve',
  status: null,
  message,
  hint: 'look',
  concerned: null,
  ...more,
});

/** The entries, newest first, as message and how often. */
function told(log: ErrorLog): string[] {
  const ids = Array.from({ length: log.lastId - log.firstId + 1 }, (_, at) => log.lastId - at);
  return ids.map((id) => `${log.at(id)?.message} ×${log.at(id)?.count}`);
}

describe('the same failure again', () => {
  it('is one entry within a minute, with the first and the last time', () => {
    const log = new ErrorLog();
    for (const at of [1000, 2000, 62_000]) log.add(mishap('down'), at);
    expect(told(log)).toEqual(['down ×3']);
    expect(log.at(1)).toMatchObject({ firstAt: 1000, lastAt: 62_000 });
    log.add(mishap('down'), 122_001);
    expect(told(log)).toEqual(['down ×1', 'down ×3']);
  });

  it('is one entry in a row of failures however long the waits are, and another once something went through', () => {
    const log = new ErrorLog();
    log.add(mishap('down'), 1000, 1000);
    log.add(mishap('down'), 900_000, 1000);
    log.add(mishap('down'), 3_600_000, 1000);
    expect(told(log)).toEqual(['down ×3']);
    log.add(mishap('down'), 9_000_000, 9_000_000);
    expect(told(log)).toEqual(['down ×1', 'down ×3']);
  });

  it('goes to its own entry where failures take turns', () => {
    const log = new ErrorLog();
    for (let at = 0; at < 10; at++) log.add(mishap(at % 2 === 0 ? 'refused' : 'reset'), at * 1000);
    expect(told(log)).toEqual(['reset ×5', 'refused ×5']);
  });

  it('counts as another one when call, status, kind or message is another', () => {
    const log = new ErrorLog();
    const others: Partial<Mishap>[] = [{}, { call: 'set' }, { status: 503 }, { kind: 'server' }, { message: 'other' }];
    for (const more of others) log.add(mishap('down', more), 0);
    expect(log.lastId).toBe(5);
  });

  it('tells whom it concerned when it concerned most', () => {
    const log = new ErrorLog();
    for (const names of [['ann'], ['bob', 'eve'], ['zed']]) log.add(failedCall(failureOf('server'), names), 0);
    expect(log.at(1)).toMatchObject({ count: 3, concerned: { name: 'bob', count: 2 } });
  });
});

it('forgets the oldest beyond its bound, and begins anew with what it forgot', () => {
  const log = new ErrorLog(3);
  for (const message of ['a', 'b', 'c', 'd']) log.add(mishap(message), 0);
  expect([told(log), log.firstId, log.at(1)]).toEqual([['d ×1', 'c ×1', 'b ×1'], 2, undefined]);
  log.add(mishap('a'), 1);
  expect(told(log)).toEqual(['a ×1', 'd ×1', 'c ×1']);
});

describe('what the monitor notes', () => {
  const latest = (monitor: Watching) => monitor.state.errors.at(monitor.state.errors.lastId);

  it('a retrieve call that failed, with the names in it, and an outage of an hour as one entry', () => {
    const monitor = new Watching(names(3));
    for (let minute = 0; minute < 60; minute++) {
      monitor.fail(failureOf('network', 'connection refused'), 60_000);
      monitor.wait(60_000);
    }
    expect(monitor.state.errors.lastId).toBe(1);
    expect(latest(monitor)).toMatchObject({
      kind: 'network',
      call: 'retrieve',
      message: 'connection refused',
      concerned: { name: 'u1', count: 3 },
      count: 60,
      firstAt: START,
      lastAt: START + 59 * 60_000,
    });
  });

  it('the next outage is an entry of its own', () => {
    const monitor = new Watching(['ann']);
    for (let outage = 0; outage < 2; outage++) {
      monitor.fail(failureOf('network'));
      monitor.wait(120_000);
      monitor.answer();
      monitor.wait(120_000);
    }
    expect(monitor.state.errors.lastId).toBe(2);
  });

  it('a sublist that cannot be read, and a token that is not renewed', () => {
    const monitor = new Watching(['ann']);
    monitor.say({
      type: 'sublist-failed',
      askedAt: 0,
      failure: { ...failureOf('forbidden'), call: 'sublist', status: 403 },
      wait: 900,
    });
    expect(latest(monitor)).toMatchObject({ kind: 'forbidden', call: 'sublist', status: 403, concerned: null });
    const failure = { ...failureOf('no-token'), call: 'token' } as const;
    monitor.say({ type: 'token', trouble: { failure, retryIn: 1000, worksFor: 0 } });
    expect(latest(monitor)).toMatchObject({ kind: 'no-token', call: 'token', count: 1 });
    monitor.say({ type: 'token', trouble: null });
    expect(monitor.state.errors.lastId).toBe(2);
  });

  it('each batch of a write that failed, and none that went through', () => {
    const monitor = new Watching(names(150));
    monitor.say('mark-shown', { type: 'open', layer: 'unsubscribe' });
    monitor.type('150');
    monitor.say('confirm');
    monitor.wrote([{}, { failure: { ...failureOf('rejected', 'no'), call: 'unsubscribe' } }]);
    expect(monitor.state.errors.lastId).toBe(1);
    expect(latest(monitor)).toMatchObject({ call: 'unsubscribe', message: 'no', concerned: { name: 'u101', count: 50 } });
  });

  it('clocks that differ, once', () => {
    const monitor = new Watching(['ann']);
    const { wall } = monitor.stamp;
    const answer = { users: new Map([['ann', online]]), places: new Map(), absent: [], unattributed: [], oddities: [] };
    for (const { sequence } of [monitor.asked[0] ?? { sequence: 0 }]) {
      monitor.say({ type: 'retrieved', sequence, answer, sentAt: wall, receivedAt: wall, clockError: 7_200_000 });
    }
    expect(latest(monitor)).toMatchObject({
      kind: 'clock',
      call: null,
      message: 'the clock of the server is 2h ahead of the one here',
      count: 1,
    });
  });

  it('a warning of the program itself', () => {
    const monitor = new Watching(['ann']);
    monitor.say({ type: 'warned', text: 'state.json cannot be written', hint: 'make room' });
    expect(latest(monitor)).toMatchObject({ kind: 'warning', message: 'state.json cannot be written', hint: 'make room' });
  });
});
