import { describe, expect, it } from 'vitest';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import { History, type HistoryBounds, NO_HISTORY } from '../../src/monitor/history.ts';
import { Roster } from '../../src/monitor/roster.ts';
import { failureOf, names, offline, online, presence } from '../helpers/watching.ts';

const ROOMY = { observations: 1000, historyBytes: 1_000_000 };

/** A history of `users` users; every answer, failure and subscription is a moment of its own, a second after the last one. */
function historyOf(users: number, bounds: HistoryBounds = ROOMY) {
  const log = new ChangeLog(4);
  const roster = new Roster(names(users), log);
  const history = new History(roster, log, bounds);
  let now = 0;
  const close = () =>
    history.close(() => ({
      at: now,
      lastChange: log.lastId,
      oldestReceivedAt: roster.oldestReceivedAt(),
      subscriptionsRead: true,
      period: 1000,
      periodOf: () => 1000,
    }));
  return {
    log,
    roster,
    history,
    answer(said: ReturnType<typeof presence> | null, ...users: number[]) {
      now += 1000;
      for (const index of users) roster.observe(index, said, { sequence: now, sentAt: now - 10, receivedAt: now });
      close();
    },
    fail(...users: number[]) {
      now += 1000;
      for (const index of users) roster.fail(index, failureOf('network', `failed at ${now}`), now);
      close();
    },
    subscribe(index: number, end: number | null) {
      now += 1000;
      roster.subscribe(index, end);
      close();
    },
  };
}

const times = (history: History) => Array.from({ length: history.size }, (_, at) => history.moment(history.first + at)?.at);

describe('a step', () => {
  it('is an answer that brings something new, a first failure, the answer that ends it, and a subscription', () => {
    const { history, answer, fail, subscribe } = historyOf(2);
    answer(online, 0, 1);
    answer(offline, 1);
    fail(0);
    answer(online, 0);
    subscribe(1, 99);
    subscribe(1, null);
    answer(null, 1);
    answer(presence({ ios: '1' }, { lastTime: 5 }), 0);
    expect(times(history)).toEqual([1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000]);
  });

  it('is no answer that confirms, be it one that ends the mark of a change, no further failure and no subscription as before', () => {
    const { history, answer, fail, subscribe } = historyOf(1);
    answer(online, 0);
    answer(offline, 0);
    answer(offline, 0);
    answer(offline, 0);
    fail(0);
    fail(0);
    subscribe(0, null);
    expect(times(history)).toEqual([1000, 2000, 5000]);
  });
});

describe('a traveller', () => {
  it('finds records, times of answers, failures and subscriptions as they were', () => {
    const { roster, history, answer, fail, subscribe } = historyOf(2);
    answer(online, 0, 1);
    const first = roster.record(0);
    answer(online, 0, 1);
    fail(1);
    fail(1);
    const failing = roster.failing(1);
    subscribe(0, 99);
    answer(offline, 0, 1);
    let { traveller } = history.travel(history.present(), 0);
    expect(traveller.past.record(0)).toBe(first);
    expect([traveller.past.receivedAt(0), traveller.past.failing(1), traveller.past.oldestReceivedAt()]).toEqual([
      1000,
      undefined,
      1000,
    ]);
    ({ traveller } = history.travel(traveller, 2));
    expect(traveller.past.record(0).subscription).toBe(99);
    expect([traveller.past.receivedAt(0), traveller.past.failing(1)]).toEqual([2000, failing]);
    ({ traveller } = history.travel(traveller, 3));
    expect(traveller.past.record(1)).toBe(roster.record(1));
    expect([traveller.past.receivedAt(1), traveller.past.failing(1), traveller.past.failingCount]).toEqual([6000, undefined, 0]);
  });

  it('goes on from where the view was frozen, although more was noted of the same users since', () => {
    const { history, roster, answer } = historyOf(2);
    answer(online, 0, 1);
    answer(online, 0, 1);
    const traveller = history.present();
    answer(online, 0);
    answer(offline, 1);
    expect(traveller.past.receivedAt(0)).toBe(2000);
    const step = history.beside(traveller, 1);
    expect([history.beside(traveller, -1), step]).toEqual([0, 1]);
    const later = history.travel(traveller, 1).traveller;
    expect([later.past.receivedAt(0), later.past.receivedAt(1)]).toEqual([3000, 4000]);
    expect(later.past.record(1)).toBe(roster.record(1));
    expect(history.travel(later, 0).traveller.past.receivedAt(0)).toBe(1000);
  });

  it('at the moment of a step has the steps beside that one beside it', () => {
    const { history, answer } = historyOf(1);
    answer(online, 0);
    answer(offline, 0);
    const { traveller } = history.travel(history.present(), 1);
    expect([history.beside(traveller, -1), history.beside(traveller, 1)]).toEqual([0, null]);
    answer(online, 0);
    expect(history.beside(traveller, 1)).toBe(2);
  });

  it('in the present has the latest step before it, whether or not it was confirmed since', () => {
    const { history, answer } = historyOf(1);
    answer(online, 0);
    expect(history.beside(history.present(), -1)).toBe(0);
    answer(online, 0);
    expect([history.beside(history.present(), -1), history.beside(history.present(), 1)]).toEqual([0, null]);
  });

  it('is told whose records are others than before', () => {
    const { history, answer } = historyOf(50);
    answer(online, ...Array.from({ length: 50 }, (_, index) => index));
    answer(offline, 7);
    answer(offline, 9, 7);
    const { touched } = history.travel(history.present(), 1);
    expect(touched).toEqual(new Set([7, 9]));
  });
});

describe('the bounds', () => {
  it('users who are only confirmed never push a step out', () => {
    const { history, answer } = historyOf(3, { observations: 6, historyBytes: 1_000_000 });
    answer(online, 0, 1, 2);
    for (let turn = 0; turn < 1000; turn++) answer(online, 0, 1, 2);
    expect([history.first, history.size]).toEqual([0, 1]);
    expect(history.travel(history.present(), 0).traveller.past.receivedAt(2)).toBe(1000);
  });

  it('as many answers about users are kept as are allowed, and the steps that they lead to', () => {
    const { history, answer } = historyOf(2, { observations: 10, historyBytes: 1_000_000 });
    for (let turn = 0; turn < 100; turn++) answer(turn % 2 === 0 ? online : offline, 0, 1);
    expect([history.kept.observations, history.first, history.end]).toEqual([10, 94, 100]);
  });

  it('large texts of strangers are kept only as far as there is room for them', () => {
    const { history, answer } = historyOf(1, { observations: 1000, historyBytes: 1_000_000 });
    const large = (turn: number) => presence({ ios: '1' }, { ext: `${turn}`.padEnd(100_000, 'x') });
    for (let turn = 0; turn < 100; turn++) {
      answer(large(turn), 0);
      expect(history.kept.bytes).toBeLessThanOrEqual(1_000_000);
    }
    expect([history.size, history.end]).toEqual([5, 100]);
    const { past } = history.travel(history.present(), history.first).traveller;
    expect(past.record(0).presence?.ext.startsWith('95x')).toBe(true);
  });

  it('bring a traveller whose place is forgotten to a step that is kept all the same', () => {
    const { history, roster, answer } = historyOf(2, { observations: 4, historyBytes: 1_000_000 });
    answer(online, 0, 1);
    const traveller = history.present();
    for (let turn = 0; turn < 10; turn++) answer(turn % 2 === 0 ? offline : online, 0, 1);
    expect(traveller.past.record(0).status).toBe('online');
    expect([history.beside(traveller, -1), history.beside(traveller, 1)]).toEqual([null, history.first]);
    const before = roster.record(0);
    const travelled = history.travel(traveller, history.first);
    expect([travelled.touched, travelled.traveller.past.receivedAt(1)]).toEqual([null, 9000]);
    expect(roster.record(0)).toBe(before);
  });

  it('the changes that a list showed at the oldest moment are kept as long as the moment', () => {
    const { history, log, answer } = historyOf(1, { observations: 50, historyBytes: 1_000_000 });
    for (let turn = 0; turn < 300; turn++) answer(turn % 2 === 0 ? online : offline, 0);
    const oldest = history.moment(history.first)?.lastChange ?? 0;
    expect(log.latest(3, oldest).map(({ id }) => id)).toEqual([oldest, oldest - 1, oldest - 2]);
    expect(log.latest(1000)).toHaveLength(4);
    expect(log.latest(1, oldest - 40)).toEqual([]);
  });
});

it('of which nothing is to be kept stays empty, whatever happens, and the view can be frozen all the same', () => {
  const { history, roster, log, answer, fail, subscribe } = historyOf(3, NO_HISTORY);
  for (let round = 0; round < 20; round++) {
    answer(round % 2 === 0 ? online : offline, 0, 1, 2);
    fail(1);
    subscribe(2, round);
  }
  expect(history.kept).toEqual({ observations: 0, bytes: 0 });
  expect([history.size, history.end]).toEqual([0, 0]);
  expect(log.firstId()).toBe(log.lastId - 3);
  expect(log.at(log.firstId() - 1)).toBeUndefined();
  const frozen = history.present();
  const before = roster.record(0);
  answer(presence({ ios: 'away' }), 0);
  expect(frozen.past.record(0)).toBe(before);
  expect(history.beside(frozen, -1)).toBeNull();
});
