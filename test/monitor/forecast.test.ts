import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forecast } from '../../src/monitor/forecast.ts';
import { Planner } from '../../src/monitor/planner.ts';
import { brokenPromise, type Plan } from '../../src/monitor/promise.ts';
import { names } from '../helpers/watching.ts';

const plan = (users: number, seconds: number, callsPerSecond: number, groups: Plan['groups'] = []): Plan => ({
  users: names(users),
  groups,
  refresh: seconds * 1000,
  callsPerSecond,
});

it('what is needed is what the promise takes, and no more is made', () => {
  const reckoned = forecast(plan(1000, 20, 5));
  expect(reckoned).toMatchObject({ callsPerSweep: 10, needed: 0.5, rate: 0.5 });
  expect(reckoned?.lanes).toMatchObject([{ name: null, size: 1000, alone: 0.5, period: 20_000, kept: true }]);
});

it('where the budget is too small, all of it is used', () => {
  const reckoned = forecast(plan(5000, 5, 5));
  expect(reckoned?.needed).toBe(10);
  expect(reckoned?.rate).toBeCloseTo(5 / 1.1);
  expect(reckoned?.lanes[0]?.kept).toBe(false);
});

it('nobody costs nothing', () => {
  expect(forecast(plan(0, 5, 5))).toBeNull();
});

it('agrees with the planner on how often the slowest are asked, and with the sentence on what cannot be kept', () => {
  const arbitrary = fc.record({
    users: fc.integer({ min: 1, max: 900 }),
    vip: fc.integer({ min: 1, max: 300 }),
    seconds: fc.integer({ min: 1, max: 120 }),
    vipSeconds: fc.integer({ min: 1, max: 120 }),
    rate: fc.constantFrom(0.1, 0.5, 1, 5, 50),
  });
  fc.assert(
    fc.property(arbitrary, ({ users, vip, seconds, vipSeconds, rate }) => {
      const members = Math.min(vip, users);
      const planned = plan(users, seconds, rate, [{ name: 'vip', users: names(members), refresh: vipSeconds * 1000 }]);
      const reckoned = forecast(planned);
      const refreshOf = (index: number) => (index < members ? vipSeconds : seconds) * 1000;
      const planner = new Planner(users, { callsPerSecond: rate, refresh: seconds * 1000, refreshOf });
      const periods = reckoned?.lanes.map(({ period }) => period).toSorted((one, other) => one - other);
      const asked = [...new Set([planner.periodOf(0), planner.periodOf(users - 1)])].toSorted((one, other) => one - other);
      expect([...new Set(periods)]).toEqual(asked);
      expect(reckoned?.lanes.every(({ kept }) => kept)).toBe(brokenPromise(planned) === null);
    }),
  );
});
