import { describe, expect, it } from 'vitest';
import type { Presence } from '../../src/api/contract.ts';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import { type AnswerOrigin, Roster } from '../../src/monitor/roster.ts';
import { failureOf, offline, online, presence } from '../helpers/watching.ts';

/** The answer to the n-th question: sent at 10 × n seconds, complete a second later. */
const nth = (n: number): AnswerOrigin => ({ sequence: n, sentAt: n * 10_000, receivedAt: n * 10_000 + 1000 });

function rosterOf(...answers: (Presence | null)[]): Roster {
  const roster = new Roster(['alice', 'Bob'], new ChangeLog());
  answers.forEach((answer, at) => {
    roster.observe(0, answer, nth(at + 1));
  });
  return roster;
}

describe('what an answer changes', () => {
  it('the first answer is no change: nobody knows what was before', () => {
    const roster = rosterOf();
    expect(roster.observe(0, online, nth(1))).toEqual([]);
    expect(roster.record(0)).toMatchObject({ status: 'online', presence: online, changed: [], timeline: [] });
  });

  it('a change fell between the sending of the earlier question and the end of the later answer', () => {
    const [change] = rosterOf(online).observe(0, offline, nth(2));
    expect(change).toEqual({
      id: 1,
      uid: 'alice',
      field: 'device',
      device: 'ios',
      from: '1',
      to: '0',
      notBefore: 10_000,
      notAfter: 21_000,
      gap: null,
    });
  });

  it('the interval begins with the latest answer that still said the old, not with the first', () => {
    const [change] = rosterOf(online, online, online).observe(0, offline, nth(4));
    expect(change).toMatchObject({ notBefore: 30_000, notAfter: 41_000 });
  });

  it('a wall clock that was set back does not make an interval end before it begins', () => {
    const roster = rosterOf(online);
    const [change] = roster.observe(0, offline, { sequence: 2, sentAt: 4000, receivedAt: 5000 });
    expect(change).toMatchObject({ notBefore: 5000, notAfter: 5000 });
  });

  it('a change after failures says that more may have happened', () => {
    const roster = rosterOf(online);
    roster.fail(0, failureOf('network'), 15_000);
    expect(roster.observe(0, offline, nth(2))).toMatchObject([{ gap: 'failed' }]);
    expect(roster.observe(0, online, nth(3))).toMatchObject([{ gap: null }]);
  });

  it('the cells that changed are marked until the next answer, the status cell when the sum of the devices changed', () => {
    const roster = rosterOf(online, offline);
    expect([...roster.record(0).changed].sort()).toEqual(['devices', 'status']);
    roster.observe(0, presence({ ios: '0' }, { ext: 'x' }), nth(3));
    expect(roster.record(0).changed).toEqual(['ext']);
    roster.observe(0, presence({ ios: '0' }, { ext: 'x' }), nth(4));
    expect(roster.record(0).changed).toEqual([]);
  });

  it('a device that changes beside one that stays online leaves the status cell alone', () => {
    const roster = rosterOf(presence({ ios: '1', web: '1' }), presence({ ios: '1', web: '0' }));
    expect(roster.record(0).changed).toEqual(['devices']);
  });

  it('the timeline holds the latest changes, newest first, and no more than its bound', () => {
    const flapping = Array.from({ length: BOUNDS.timeline + 10 }, (_, at) => (at % 2 === 0 ? online : offline));
    const { timeline } = rosterOf(...flapping).record(0);
    expect(timeline).toHaveLength(BOUNDS.timeline);
    expect(timeline.map(({ id }) => id)).toEqual(timeline.map((_, at) => BOUNDS.timeline + 9 - at));
  });

  it('an unchanged answer keeps the identity of the record and of its data', () => {
    const roster = rosterOf(presence({ ios: '1' }, { ext: 'x', lastTime: 7 }));
    const before = roster.record(0);
    roster.observe(0, presence({ ios: '1' }, { ext: 'x', lastTime: 7, expiry: 99 }), nth(2));
    expect(roster.record(0)).toBe(before);
    expect(roster.receivedAt(0)).toBe(21_000);
  });

  it('another last_time is taken in without counting as a change', () => {
    const roster = rosterOf(presence({ ios: '1' }, { lastTime: 7 }));
    expect(roster.observe(0, presence({ ios: '1' }, { lastTime: 8 }), nth(2))).toEqual([]);
    expect(roster.record(0).presence?.lastTime).toBe(8);
  });

  it('an answer about one user leaves the others as they are', () => {
    const roster = rosterOf();
    const bob = roster.record(1);
    roster.observe(0, online, nth(1));
    expect(roster.record(1)).toBe(bob);
  });
});

describe('answers that say little', () => {
  it('a name absent from a 200 answer is unknown, not offline, and its old data are kept', () => {
    const roster = rosterOf(online);
    expect(roster.observe(0, null, nth(2))).toMatchObject([{ field: 'status', from: 'online', to: 'unknown' }]);
    expect(roster.record(0)).toMatchObject({ status: 'unknown', absent: true, presence: online });
    expect(roster.observe(0, null, nth(3))).toEqual([]);
  });

  it('a user who is back in the answers is back at once, with only what differs as changes', () => {
    const roster = rosterOf(online, null);
    expect(roster.observe(0, offline, nth(3))).toMatchObject([
      { field: 'status', from: 'unknown', to: 'offline' },
      { field: 'device', device: 'ios', from: '1', to: '0' },
    ]);
    expect(roster.record(0)).toMatchObject({ status: 'offline', absent: false, presence: offline });
  });

  it('a user without any device is unknown, but not left out', () => {
    expect(rosterOf(presence()).record(0)).toMatchObject({ status: 'unknown', absent: false });
  });

  it('devices of one id are both kept', () => {
    const twice = presence([
      ['android', '0'],
      ['android', '1'],
    ]);
    const roster = rosterOf(twice, twice);
    expect(roster.record(0)).toMatchObject({ status: 'online', presence: { devices: twice.devices }, timeline: [] });
  });

  it('an answer to an older question never overwrites one to a newer', () => {
    const roster = rosterOf();
    roster.observe(0, offline, nth(5));
    expect(roster.observe(0, online, nth(4))).toEqual([]);
    expect(roster.record(0).status).toBe('offline');
    expect(roster.receivedAt(0)).toBe(51_000);
  });
});

describe('failures', () => {
  it('a failure erases nothing', () => {
    const roster = rosterOf(online);
    const before = roster.record(0);
    roster.fail(0, failureOf('server'), 20_000);
    expect(roster.record(0)).toBe(before);
    expect(roster.receivedAt(0)).toBe(11_000);
  });

  it('a row of failures is told with its beginning and its latest reason, and ends with an answer', () => {
    const roster = rosterOf(online);
    roster.fail(0, failureOf('server'), 20_000);
    roster.fail(0, failureOf('network'), 30_000);
    expect(roster.failing(0)).toEqual({ since: 20_000, failure: failureOf('network') });
    expect(roster.failingCount).toBe(1);
    roster.observe(0, online, nth(4));
    expect([roster.failing(0), roster.failingCount]).toEqual([undefined, 0]);
  });
});

it('names are found whatever their case', () => {
  const roster = rosterOf();
  expect([roster.indexOf('ALICE'), roster.indexOf('bob'), roster.indexOf('carol')]).toEqual([0, 1, undefined]);
});

it('a subscription is noted without touching what was seen', () => {
  const roster = rosterOf(online);
  roster.subscribe(0, 1234);
  expect(roster.record(0)).toMatchObject({ subscription: 1234, presence: online, status: 'online' });
  const noted = roster.record(0);
  roster.subscribe(0, 1234);
  expect(roster.record(0)).toBe(noted);
  roster.subscribe(0, null);
  expect(roster.record(0).subscription).toBeNull();
});

it('the oldest data are those of whoever was answered longest ago', () => {
  const roster = rosterOf();
  expect(roster.oldestReceivedAt()).toBe(0);
  roster.observe(0, online, nth(1));
  expect(roster.oldestReceivedAt()).toBe(0);
  roster.observe(1, online, nth(2));
  expect(roster.oldestReceivedAt()).toBe(11_000);
  roster.observe(0, online, nth(3));
  expect(roster.oldestReceivedAt()).toBe(21_000);
  expect(new Roster([], new ChangeLog()).oldestReceivedAt()).toBeNull();
});
