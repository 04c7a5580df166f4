import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Pace } from '../../src/monitor/pace.ts';
import { mostInAnySecond } from '../helpers/counting-server.ts';

/** When calls leave that go as soon as they may, each timer late by so many milliseconds. */
function departures(callsPerSecond: number, lateness: readonly number[]): number[] {
  const pace = new Pace(callsPerSecond);
  const times: number[] = [];
  for (const late of lateness) {
    const now = Math.max(pace.nextAt, times.at(-1) ?? 0) + late;
    pace.spend(now);
    times.push(now);
  }
  return times;
}

const lateness = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 12, noNaN: true }), fc.nat({ max: 3000 })), {
  maxLength: 200,
});

it.each([1, 2.5, 5, 50])('at %d calls a second no second holds more, however late timers fire', (callsPerSecond) => {
  fc.assert(
    fc.property(lateness, (late) => {
      expect(mostInAnySecond(departures(callsPerSecond, late))).toBeLessThanOrEqual(Math.floor(callsPerSecond));
    }),
  );
});

it('half a call a second is one call in two seconds', () => {
  fc.assert(
    fc.property(lateness, (late) => {
      const times = departures(0.5, late);
      times.slice(1).forEach((time, at) => {
        expect(time - (times[at] as number)).toBeGreaterThanOrEqual(2000);
      });
    }),
  );
});

it('the first call may leave at once, the next ones evenly spaced', () => {
  expect(departures(5, [0, 0, 0, 0, 0])).toEqual([0, 200, 400, 600, 800].map((time) => time + (departures(5, [0])[0] as number)));
});

it('timers that fire a little late cost nothing in the long run', () => {
  const times = departures(50, Array(500).fill(9));
  const rate = (times.length - 1) / (((times.at(-1) as number) - (times[0] as number)) / 1000);
  expect(rate).toBeGreaterThan(50 / 1.15);
});

it('time in which nothing was asked is not made up for by asking more at once', () => {
  const pace = new Pace(5);
  pace.spend(0);
  pace.spend(60_000);
  expect(pace.nextAt).toBe(60_200);
});
