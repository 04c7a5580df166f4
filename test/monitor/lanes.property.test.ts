import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allot, widestSpacing } from '../../src/monitor/allotment.ts';
import { mostInAnySecond } from '../helpers/counting-server.ts';
import { PlannerRun } from '../helpers/planner-run.ts';

/** Users who are promised the same: how many, and how many seconds their data may be old. */
interface Group {
  readonly size: number;
  readonly seconds: number;
}

const group: fc.Arbitrary<Group> = fc.record({
  size: fc.integer({ min: 1, max: 700 }),
  seconds: fc.integer({ min: 2, max: 40 }),
});
const groups = fc.array(group, { minLength: 1, maxLength: 4 });
const shares = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
const latency = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 20 });

/** Milliseconds that answers take at most where the calls of a sweep are close together. */
const SLOWEST = 1500;

/** The promise of each user, in milliseconds. */
function promisesOf(groups: readonly Group[]): number[] {
  return groups.flatMap(({ size, seconds }) => new Array<number>(size).fill(seconds * 1000));
}

function runOf(groups: readonly Group[], callsPerSecond: number, takes: readonly number[]): PlannerRun {
  const promises = promisesOf(groups);
  const refreshOf = (index: number) => promises[index] as number;
  return new PlannerRun(promises.length, { callsPerSecond, refresh: 30_000, refreshOf }, ({ sequence }) => ({
    takes: takes[sequence % takes.length] as number,
    ends: 'answered',
  }));
}

/** Milliseconds by which each time between two askings of a user is longer than allowed, from `since` on; negative when shorter. */
function delaysIn(run: PlannerRun, allowed: (index: number) => number, since: number): number[] {
  const last = new Map<number, number>();
  const delays: number[] = [];
  const note = (index: number, at: number) => {
    const before = last.get(index);
    if (before !== undefined && before >= since) delays.push(at - before - allowed(index));
  };
  for (const { at, users } of run.departures) {
    for (const index of users) {
      note(index, at);
      last.set(index, at);
    }
  }
  for (const index of last.keys()) note(index, run.now);
  return delays;
}

/** The longest of them. */
function worstDelay(run: PlannerRun, allowed: (index: number) => number, since = 0): number {
  return delaysIn(run, allowed, since).reduce((worst, delay) => Math.max(worst, delay), Number.NEGATIVE_INFINITY);
}

/**
 * How late users are asked about, at a budget that is enough, once the first sweep has evened out: milliseconds of the latest
 * asking, and the share of askings that are late. Answers take a share of the time after which it is their users' turn again.
 */
function latenessOf(groups: readonly Group[], shares: readonly number[]): { worst: number; share: number } {
  const run = runOf(
    groups,
    enoughFor(groups),
    shares.map((share) => share * mostLatency(groups)),
  );
  run.until(60_000, () => run.planner.sweeps === 1);
  const promises = promisesOf(groups);
  const evenAgain = run.now + 2 * Math.max(...promises);
  run.until(evenAgain + 240_000);
  const delays = delaysIn(run, (index) => promises[index] as number, evenAgain);
  return {
    worst: delays.reduce((worst, delay) => Math.max(worst, delay), Number.NEGATIVE_INFINITY),
    share: delays.filter((delay) => delay > 0.001).length / delays.length,
  };
}

/** A budget, in whole calls a second, that has room for the promises and the limiter's reserve. */
function enoughFor(groups: readonly Group[]): number {
  const lanes = lanesOf(groups);
  return Math.max(1, Math.ceil(1100 / widestSpacing(lanes, 100)));
}

/** The most milliseconds an answer may take, up to some seconds, so that its users wait again when it is their turn. */
function mostLatency(groups: readonly Group[]): number {
  const spacing = widestSpacing(lanesOf(groups), 100);
  return Math.max(0.9 * spacing, Math.min(SLOWEST, Math.min(...promisesOf(groups)) - 2 * spacing));
}

function lanesOf(groups: readonly Group[]) {
  const sizes = new Map<number, number>();
  for (const { size, seconds } of groups) sizes.set(seconds * 1000, (sizes.get(seconds * 1000) ?? 0) + size);
  return [...sizes].sort(([one], [other]) => one - other).map(([refresh, size]) => ({ refresh, size }));
}

describe('when the budget is enough for all promises', () => {
  it('with one promise for everybody no deadline is missed once the hurry of the first sweep has evened out', () => {
    fc.assert(
      fc.property(fc.tuple(group), shares, (groups, shares) => {
        expect(latenessOf(groups, shares).worst).toBeLessThanOrEqual(0.001);
      }),
      { numRuns: 60 },
    );
  });

  it('with several promises hardly one is missed, and hardly ever by more than the time of a few calls', () => {
    const lists = fc.sample(fc.tuple(groups, shares), 60);
    const late = lists.filter(([groups, shares]) => {
      const { worst, share } = latenessOf(groups, shares);
      return worst > (4 * 1100) / enoughFor(groups) || share > 0.05;
    });
    // Such lists exist, and are rare: one in thousands.
    expect(late.length, JSON.stringify(late)).toBeLessThanOrEqual(2);
  });

  it('every batch is full, but one with everybody in it who is not being asked about', () => {
    fc.assert(
      fc.property(groups, latency, (groups, takes) => {
        const run = runOf(groups, enoughFor(groups), takes);
        run.until(120_000);
        const size = promisesOf(groups).length;
        for (const { at, users, sequence } of run.departures) {
          const underWay = run.departures.filter(
            (other) => other.sequence < sequence && other.at + (takes[other.sequence % takes.length] as number) > at,
          );
          const waiting = size - underWay.reduce((sum, other) => sum + other.users.length, 0);
          expect(users.length).toBe(Math.min(100, waiting));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('few more calls are made than the promises need', () => {
    fc.assert(
      fc.property(groups, (groups) => {
        const run = runOf(groups, enoughFor(groups), [20]);
        run.until(400_000);
        const needed = 400_000 / widestSpacing(lanesOf(groups), 100);
        expect(run.departures.length).toBeLessThanOrEqual(1.05 * needed + Math.ceil(promisesOf(groups).length / 100) + 1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('when the budget is not enough', () => {
  const scarce = fc.tuple(
    fc.integer({ min: 1, max: 150 }),
    fc.integer({ min: 1000, max: 4000 }),
    fc.integer({ min: 1, max: 2 }),
    latency,
  );

  it('the shortest promise is kept first, and nobody starves', () => {
    fc.assert(
      fc.property(scarce, ([vip, rest, callsPerSecond, takes]) => {
        const groups = [
          { size: vip, seconds: 5 },
          { size: rest, seconds: 8 },
        ];
        const run = runOf(groups, callsPerSecond, takes);
        run.until(400_000);
        expect(mostInAnySecond(run.departures.map(({ at }) => at))).toBeLessThanOrEqual(callsPerSecond);
        const swept = run.departures.find(({ at }) => at > 0 && run.planner.sweeps > 0)?.at ?? 0;
        expect(worstDelay(run, (index) => (index < vip ? 5000 : Number.POSITIVE_INFINITY), swept)).toBeLessThanOrEqual(0.001);
        const [, others] = allot(lanesOf(groups), 1100 / callsPerSecond, 100);
        const allowed = (others?.period as number) + 2 * (1100 / callsPerSecond) + 1500;
        expect(worstDelay(run, (index) => (index < vip ? Number.POSITIVE_INFINITY : allowed))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });

  it('a promise that would take every call leaves some places to everybody else', () => {
    const run = runOf(
      [
        { size: 1000, seconds: 2 },
        { size: 200, seconds: 30 },
      ],
      1,
      [50],
    );
    run.until(600_000);
    const longest = worstDelay(run, (index) => (index < 1000 ? Number.POSITIVE_INFINITY : 0));
    expect(longest).toBeLessThanOrEqual((200 / 5) * 1100 * 1.2);
  });

  it('users on the screen are kept fresh as long as those with a shorter promise are', () => {
    const groups = [
      { size: 50, seconds: 5 },
      { size: 5000, seconds: 10 },
    ];
    const run = runOf(groups, 2, [50]);
    const shown = Array.from({ length: 30 }, (_, offset) => 900 + offset);
    run.planner.show(shown);
    run.until(300_000);
    const allowed = (index: number) => (index < 50 ? 5000 : shown.includes(index) ? 11_000 : Number.POSITIVE_INFINITY);
    expect(worstDelay(run, allowed)).toBeLessThanOrEqual(0.001);
  });
});

it('a long list in two groups costs few more calls than the two lists would cost alone', () => {
  const both = widestSpacing(
    [
      { size: 12, refresh: 5000 },
      { size: 900, refresh: 30_000 },
    ],
    100,
  );
  expect(1000 / both).toBeLessThanOrEqual(1.25 * (12 / 5 + 900 / 30) * (1 / 100) + 1 / 5);
});

it('any number of promises is kept by calls that leave often enough', () => {
  const least = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(least, fc.integer({ min: 1, max: 1000 }), (count, size) => {
      const lanes = Array.from({ length: count }, (_, at) => ({ size, refresh: 1000 * (at + 1) }));
      const spacing = widestSpacing(lanes, 100);
      expect(spacing).toBeGreaterThan(0);
      const allotted = allot(lanes, spacing, 100);
      expect(allotted.every(({ period }) => Number.isFinite(period))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

it('a promise that no call can keep is an error, rather than a search without end', () => {
  expect(() => widestSpacing([{ size: 1, refresh: 0 }], 100)).toThrow(RangeError);
});
