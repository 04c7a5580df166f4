import { expect, it } from 'vitest';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import { Past } from '../../src/monitor/past.ts';
import { Roster } from '../../src/monitor/roster.ts';
import { failureOf, offline, online } from '../helpers/watching.ts';

const nth = (sequence: number) => ({ sequence, sentAt: sequence * 10_000, receivedAt: sequence * 10_000 + 1000 });

/** Alice, who is online, and bob, of whom nothing is known; both in a group, alice in another one too. */
function watched(): Roster {
  const groups = [
    { name: 'both', users: ['alice', 'bob'], refresh: null },
    { name: 'one', users: ['alice'], refresh: null },
  ];
  const roster = new Roster(['alice', 'bob'], new ChangeLog(), groups);
  roster.observe(0, online, nth(1));
  return roster;
}

it('a copy is not touched by later answers, failures or subscriptions', () => {
  const roster = watched();
  const past = new Past(roster);
  roster.observe(0, offline, nth(2));
  roster.observe(1, online, nth(3));
  roster.fail(1, failureOf('network'), 40_000);
  roster.subscribe(0, 5);
  expect(past.record(0)).toMatchObject({ status: 'online', subscription: null });
  expect(past.record(1).presence).toBeNull();
  expect(past.counts).toEqual({ online: 1, custom: 0, offline: 0, unknown: 1 });
  expect([past.groups.onlineIn(0), past.groups.onlineIn(1), past.groups.sizeOf(0)]).toEqual([1, 1, 2]);
  expect([past.receivedAt(0), past.receivedAt(1), past.oldestReceivedAt()]).toEqual([11_000, 0, 0]);
  expect([past.failing(1), past.failingCount]).toEqual([undefined, 0]);
  expect([past.size, past.indexOf('BOB'), past.nameRank(1)]).toEqual([2, 1, 1]);
});

it('a copy has who fails', () => {
  const roster = watched();
  roster.fail(1, failureOf('network'), 40_000);
  const past = new Past(roster);
  roster.observe(1, online, nth(5));
  expect([past.failing(1)?.since, past.failingCount]).toEqual([40_000, 1]);
});

it('counts of everybody and of the groups follow the records that are put into a copy', () => {
  const roster = watched();
  const past = new Past(roster);
  roster.observe(0, offline, nth(2));
  roster.observe(1, online, nth(2));
  past.putRecord(roster.record(0));
  expect(past.counts).toEqual({ online: 0, custom: 0, offline: 1, unknown: 1 });
  expect([past.groups.onlineIn(0), past.groups.onlineIn(1)]).toEqual([0, 0]);
  past.putRecord(roster.record(1));
  expect(past.counts).toEqual(roster.counts);
  expect([past.groups.onlineIn(0), past.groups.onlineIn(1)]).toEqual([1, 0]);
});
