import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostInAnySecond } from '../helpers/counting-server.ts';
import { type Fate, longestWait, PlannerRun } from '../helpers/planner-run.ts';

const steady = (): Fate => ({ takes: 60, ends: 'answered' });
const fates = fc.array(
  fc.record<Fate>({
    takes: fc.nat({ max: 12_000 }),
    ends: fc.constantFrom('answered', 'answered', 'answered', 'failed'),
  }),
  { minLength: 1, maxLength: 40 },
);
const lateness = fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 40 });
const meddling = fc.array(
  fc.record({
    at: fc.nat({ max: 60_000 }),
    act: fc.constantFrom('want', 'everybody', 'retry', 'show'),
    from: fc.nat({ max: 900 }),
  }),
  { maxLength: 15 },
);

interface Weather {
  readonly fates: readonly Fate[];
  readonly late: readonly number[];
  readonly meddling: readonly { at: number; act: string; from: number }[];
}

const weather: fc.Arbitrary<Weather> = fc.record({ fates, late: lateness, meddling });

/** A minute of a planner in bad weather, with a person who meddles. */
function minute(size: number, callsPerSecond: number, { fates, late, meddling }: Weather): PlannerRun {
  let turn = 0;
  const run = new PlannerRun(
    size,
    { callsPerSecond, refresh: 5000 },
    ({ sequence }) => fates[sequence % fates.length] as Fate,
    () => late[turn++ % late.length] as number,
  );
  for (const { at, act, from } of meddling.toSorted((a, b) => a.at - b.at)) {
    run.until(at);
    const some = Array.from({ length: 40 }, (_, offset) => (from + offset) % size);
    if (act === 'want') run.planner.want(some.slice(0, 3));
    else if (act === 'everybody') run.planner.wantEverybody(run.now);
    else if (act === 'retry') run.planner.retryNow();
    else run.planner.show(some);
  }
  run.until(60_000);
  return run;
}

describe.each([1, 5, 50])('at %d calls a second, whatever fails, is late or is meddled with', (callsPerSecond) => {
  it('no second holds more calls', () => {
    fc.assert(
      fc.property(weather, (weather) => {
        const { departures } = minute(1000, callsPerSecond, weather);
        expect(mostInAnySecond(departures.map(({ at }) => at))).toBeLessThanOrEqual(callsPerSecond);
      }),
      { numRuns: 25 },
    );
  });

  it('a batch holds at most 100 users, each once, and none who is in another batch under way', () => {
    fc.assert(
      fc.property(weather, (weather) => {
        const { departures } = minute(1000, callsPerSecond, weather);
        const freeAt = new Float64Array(1000);
        for (const { at, users, sequence } of departures) {
          expect(users.length).toBeGreaterThan(0);
          expect(users.length).toBeLessThanOrEqual(100);
          expect(new Set(users).size).toBe(users.length);
          const { takes } = weather.fates[sequence % weather.fates.length] as Fate;
          for (const index of users) {
            if ((freeAt[index] as number) > at) expect.unreachable(`user ${index} is asked about twice at once`);
            freeAt[index] = at + takes;
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

it('at half a call a second two calls are at least two seconds apart', () => {
  fc.assert(
    fc.property(weather, (weather) => {
      const { departures } = minute(300, 0.5, weather);
      departures.slice(1).forEach(({ at }, before) => {
        expect(at - (departures[before]?.at as number)).toBeGreaterThanOrEqual(2000);
      });
    }),
    { numRuns: 25 },
  );
});

it('progress is a share, and sweeps are only ever completed', () => {
  fc.assert(
    fc.property(weather, (weather) => {
      const run = minute(150, 5, weather);
      const { sweeps, progress } = run.planner;
      expect(progress).toBeGreaterThanOrEqual(0);
      expect(progress).toBeLessThan(1);
      run.until(70_000);
      expect(run.planner.sweeps).toBeGreaterThanOrEqual(sweeps);
    }),
    { numRuns: 25 },
  );
});

describe.each([1, 99, 100, 101, 250, 10_000])('with %d users', (size) => {
  const run = () => new PlannerRun(size, { callsPerSecond: 5, refresh: 30_000 }, steady);

  it('everybody is asked about once each period', () => {
    const quiet = run();
    quiet.until(150_000);
    expect(longestWait(quiet)).toBeLessThanOrEqual(30_000 + 1);
  });

  it('no more calls are made than that takes', () => {
    const quiet = run();
    quiet.until(150_000);
    expect(quiet.departures.length).toBeLessThanOrEqual(5 * Math.ceil(size / 100) + Math.ceil(size / 100));
    expect(quiet.planner.sweeps).toBeGreaterThanOrEqual(5);
  });
});

it('a list that the budget cannot keep fresh is asked about as fast as the budget allows', () => {
  const run = new PlannerRun(10_000, { callsPerSecond: 2, refresh: 10_000 }, steady);
  run.until(240_000);
  expect(run.planner.period).toBe(50_000);
  expect(longestWait(run)).toBeLessThanOrEqual(50_000 * 1.11);
});

it('10,000 users at 50 calls a second are swept in about two seconds', () => {
  const run = new PlannerRun(10_000, { callsPerSecond: 50, refresh: 30_000 }, steady);
  run.until(30_000, () => run.planner.sweeps === 1);
  expect(run.departures).toHaveLength(100);
  expect(run.now - (run.departures[0]?.at as number)).toBeLessThanOrEqual(1.15 * 2000);
});

it('nobody starves although the users on screen are always due', () => {
  const run = new PlannerRun(1000, { callsPerSecond: 1, refresh: 1000 }, steady);
  run.planner.show(Array.from({ length: 95 }, (_, index) => index));
  run.until(300_000);
  const turns = Math.ceil(905 / 20) + 1;
  expect(longestWait(run)).toBeLessThanOrEqual(turns * 1100);
});
