import { expect, it } from 'vitest';
import { brokenPromise, type Plan } from '../../src/monitor/promise.ts';
import { initialState } from '../../src/monitor/state.ts';
import { names, START, settings } from '../helpers/watching.ts';

const plan = (users: number, seconds: number, callsPerSecond: number, groups: Plan['groups'] = []): Plan => ({
  users: names(users),
  groups,
  refresh: seconds * 1000,
  callsPerSecond,
});
const group = (name: string, members: number, seconds: number | null) => ({
  name,
  users: names(members),
  refresh: seconds === null ? null : seconds * 1000,
});

it.each([
  [plan(5000, 5, 5), '5,000 users every 5s needs 10 calls/s, the budget is 5: every 10s instead'],
  [plan(1, 1, 0.5), '1 user every 1s needs 1 calls/s, the budget is 0.5: every 2s instead'],
  [plan(100_000, 30, 5), '100,000 users every 30s needs 33.4 calls/s, the budget is 5: every 3m 20s instead'],
  [
    plan(1000, 30, 0.5, [group('vip', 100, 5)]),
    '100 users in vip every 5s and 900 users every 30s need 0.6 calls/s, the budget is 0.5: the others every 38s instead',
  ],
  [
    plan(1000, 30, 0.2, [group('vip', 300, 2), group('staff', 300, 2)]),
    '300 users in vip, staff every 2s and 700 users every 30s need 2 calls/s, the budget is 0.2: vip, staff every 20s and the others every 11m 40s instead',
  ],
  [plan(4000, 10, 4), '4,000 users every 10s needs 4 calls/s, the budget is 4 with a tenth of it in reserve: every 11s instead'],
])('what cannot be kept is said', (plan, sentence) => {
  expect(brokenPromise(plan)).toBe(sentence);
});

it.each([
  ['a list the budget is enough for', plan(1000, 30, 5)],
  ['nobody', plan(0, 1, 0.1)],
  ['a group without a time of its own', plan(400, 5, 5, [group('vip', 100, null)])],
  ['a group of users nobody watches', { ...plan(100, 30, 0.1), groups: [{ name: 'x', users: ['stranger'], refresh: 1000 }] }],
])('nothing is said of %s', (_, plan) => {
  expect(brokenPromise(plan)).toBeNull();
});

it('a user in two groups has the shorter promise, whatever the case of its name', () => {
  const groups = [
    { name: 'slow', users: ['A'], refresh: 60_000 },
    { name: 'vip', users: ['a'], refresh: 1000 },
  ];
  expect(brokenPromise({ users: ['a'], groups, refresh: 30_000, callsPerSecond: 0.5 })).toContain('every 1s needs 1 calls/s');
});

it('the screen says it first, with what to do', () => {
  const { notice } = initialState({ ...settings, users: names(5000), refresh: 5000 }, { wall: START, steady: 0 });
  expect(notice).toEqual({
    kind: 'failed',
    text: '5,000 users every 5s needs 10 calls/s, the budget is 5: every 10s instead',
    hint: 'raise callsPerSecond if production can spare it, or lengthen refresh',
  });
});
