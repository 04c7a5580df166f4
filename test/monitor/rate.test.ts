import { expect, it } from 'vitest';
import { Rate } from '../../src/monitor/rate.ts';

/** A rate after calls at these times. */
function rateOf(times: readonly number[]): Rate {
  const rate = new Rate();
  for (const time of times) rate.count(time);
  return rate;
}

const every = (gap: number, until: number) => Array.from({ length: Math.ceil(until / gap) }, (_, at) => at * gap);

it('before the first call there is none', () => {
  expect(rateOf([]).perSecond(5000)).toBe(0);
});

it('is counted over the last ten seconds', () => {
  expect(rateOf(every(500, 20_000)).perSecond(19_999)).toBeCloseTo(2, 1);
});

it('in the first seconds it is counted since the first call, and a single one is no burst', () => {
  expect(rateOf([1000]).perSecond(1000)).toBe(1);
  expect(rateOf(every(500, 4000)).perSecond(4000)).toBe(2);
});

it('goes back to nothing when calls stop', () => {
  const rate = rateOf([0, 100, 200]);
  expect(rate.perSecond(1000)).toBe(3);
  expect(rate.perSecond(30_201)).toBe(0);
});

it('stands still while the true figure strays little, so that digits do not flicker', () => {
  const rate = rateOf(every(100, 10_000));
  const shown = rate.perSecond(10_000);
  for (const time of [10_000, 10_010, 10_020, 10_030, 10_040, 10_050]) rate.count(time);
  expect(rate.perSecond(10_060)).toBe(shown);
  for (let time = 10_100; time < 11_000; time += 10) rate.count(time);
  expect(rate.perSecond(11_000)).toBeGreaterThan(shown * 1.15);
});
