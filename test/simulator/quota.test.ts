import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Quota } from '../../src/simulator/quota.ts';
import { SlidingSecond } from '../../src/simulator/sliding-second.ts';
import { calls, simulate } from '../helpers/simulator-calls.ts';

test('a method is turned away past its calls a second and admitted again as the window slides', () => {
  const quota = new Quota(2);

  expect(quota.admit('retrieve', 0)).toBe(true);
  expect(quota.admit('retrieve', 600)).toBe(true);
  expect(quota.admit('retrieve', 999)).toBe(false);
  expect(quota.admit('retrieve', 1000)).toBe(true);
  expect(quota.admit('retrieve', 1599)).toBe(false);
  expect(quota.admit('retrieve', 1600)).toBe(true);
});

test('calls that were turned away do not count', () => {
  const quota = new Quota(1);

  expect(quota.admit('set', 0)).toBe(true);
  for (let at = 100; at < 1000; at += 100) expect(quota.admit('set', at)).toBe(false);
  expect(quota.admit('set', 1000)).toBe(true);
});

test('in no second are more admitted than allowed, and nothing is turned away without need', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 80 }), (limit, gaps) => {
      const quota = new Quota(limit);
      const admitted: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        const within = admitted.filter((at) => at > now - 1000).length;
        expect(quota.admit('set', now)).toBe(within < limit);
        if (within < limit) admitted.push(now);
      }
    }),
  );
});

test('the most in any sliding second is what looking at every window finds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 80 }), (gaps) => {
      const second = new SlidingSecond();
      let now = 0;
      const moments = gaps.map((gap) => {
        now += gap;
        second.add(now);
        return now;
      });
      const windows = moments.map((end) => moments.filter((at) => at > end - 1000 && at <= end).length);
      expect(second.peak).toBe(Math.max(...windows));
    }),
  );
});

test('however many moments there are, no more than its capacity are held', () => {
  const second = new SlidingSecond(3);

  for (let now = 0; now < 100; now++) second.add(now);

  expect(second.count(99)).toBe(3);
  expect(second.count(1097)).toBe(2);
});

test('the 51st call of a method within a second is answered with 429, another method is not', async () => {
  let at = 0;
  const simulator = await simulate({ monotonic: () => at });
  for (let index = 0; index < 50; index++) expect((await calls.retrieve(simulator, ['bob'])).status).toBe(200);

  const over = await calls.retrieve(simulator, ['bob']);

  expect(over.status).toBe(429);
  expect(over.json).toMatchObject({ error: 'reach_limit', error_description: 'This request has reached api limit' });
  expect((await calls.sublist(simulator)).status).toBe(200);
  expect(simulator.traffic.mostInAnySecond('retrieve')).toBe(51);
  expect(simulator.traffic.mostInAnySecond('sublist')).toBe(1);
  at = 1000;
  expect((await calls.retrieve(simulator, ['bob'])).status).toBe(200);
  expect(simulator.traffic.mostInAnySecond('retrieve')).toBe(51);
});

test('the quota can be set', async () => {
  const simulator = await simulate({ callsPerSecond: 2, monotonic: () => 0 });

  const statuses = [];
  for (let index = 0; index < 3; index++) statuses.push((await calls.sublist(simulator)).status);

  expect(statuses).toEqual([200, 200, 429]);
});
