import { describe, expect, it } from 'vitest';
import { type Batch, Planner, type PlannerOptions } from '../../src/monitor/planner.ts';
import { PlannerRun } from '../helpers/planner-run.ts';

const options: PlannerOptions = { callsPerSecond: 5, refresh: 30_000 };
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, offset) => from + offset);

/** A planner, and a clock that goes to whenever the next call may leave. */
function plan(size: number, more: Partial<PlannerOptions> = {}) {
  const planner = new Planner(size, { ...options, ...more });
  const plan = {
    planner,
    now: 0,
    /** The next call, at the earliest moment it may leave. */
    next(): Batch {
      plan.now = Math.max(plan.now, planner.wakeAt);
      const batch = planner.next(plan.now);
      if (batch === null) throw new Error('nothing was planned');
      return batch;
    },
    /** Asks about everybody once and answers. */
    sweep() {
      for (let call = 0; call < planner.callsPerSweep; call++) planner.answered(plan.next().sequence);
    },
  };
  return plan;
}

describe('when everybody is due', () => {
  it('all batches but the last are full, and hold everybody once', () => {
    const { next } = plan(250);
    const batches = [next(), next(), next()];
    expect(batches.map(({ users }) => users.length)).toEqual([100, 100, 50]);
    expect(batches.flatMap(({ users }) => users).sort((a, b) => a - b)).toEqual(range(0, 250));
  });

  it('nothing is planned while everybody is being asked about', () => {
    const { planner, next } = plan(100);
    next();
    expect([planner.wakeAt, planner.next(1e9)]).toEqual([Number.POSITIVE_INFINITY, null]);
  });

  it('with nobody to watch nothing is ever asked', () => {
    const { planner } = plan(0);
    expect([planner.wakeAt, planner.next(1e9), planner.callsPerSweep, planner.progress]).toEqual([
      Number.POSITIVE_INFINITY,
      null,
      0,
      1,
    ]);
  });
});

describe('who goes first', () => {
  it('users on screen', () => {
    const { planner, next } = plan(500);
    planner.show([420, 421, 422]);
    expect(next().users.slice(0, 4)).toEqual([420, 421, 422, 0]);
  });

  it('users on screen take at most four fifths of a batch', () => {
    const { planner, next } = plan(500);
    planner.show(range(400, 500));
    expect(next().users).toEqual([...range(400, 480), ...range(0, 20)]);
  });

  it('users on screen who are not due take no place from others', () => {
    const { planner, sweep, next } = plan(200);
    sweep();
    planner.show([150]);
    expect(next().users[0]).toBe(0);
  });

  it('a wanted user before those on screen, at once and once', () => {
    const one = plan(500);
    one.sweep();
    one.planner.show([7]);
    one.planner.want([450]);
    one.now += 300;
    expect(one.planner.wakeAt).toBeLessThanOrEqual(one.now);
    expect(one.next().users[0]).toBe(450);
    expect(one.planner.wakeAt).toBeGreaterThan(one.now + 1000);
  });

  it('a wanted user who is being asked about is asked about again after that answer', () => {
    const { planner, next } = plan(100);
    const before = next();
    planner.want([50]);
    expect(planner.wakeAt).toBe(Number.POSITIVE_INFINITY);
    planner.answered(before.sequence);
    expect(next().users[0]).toBe(50);
  });

  it('when everybody is wanted the sweep goes at full pace, and then back to its usual one', () => {
    const everybody = plan(300);
    everybody.sweep();
    everybody.now += 3000;
    const pressed = everybody.now;
    everybody.planner.wantEverybody(pressed);
    const users = range(0, 3).flatMap(() => everybody.next().users);
    expect(users.toSorted((a, b) => a - b)).toEqual(range(0, 300));
    expect(everybody.now - pressed).toBeLessThanOrEqual(400);
  });

  it('when everybody is wanted, so are those whose answer was still on its way', () => {
    const { planner, next } = plan(200);
    const slow = next();
    planner.wantEverybody(100);
    planner.answered(next().sequence);
    planner.answered(slow.sequence);
    expect(next().users.toSorted((a, b) => a - b)).toEqual(slow.users);
  });
});

describe('failures', () => {
  it('nothing is asked until the wait is over, then those who failed, before all others', () => {
    const failing = plan(500);
    const first = failing.next();
    failing.planner.failed(first.sequence, 700, failing.now + 50);
    expect(failing.planner.heldUntil).toBe(failing.now + 750);
    const again = failing.next();
    expect(failing.now).toBeGreaterThanOrEqual(750);
    expect(again.users).toEqual(first.users);
    expect(again.attempt).toBe(1);
  });

  it('a round of failures counts once, however many calls were under way', () => {
    const { planner, next } = plan(500);
    const round = range(0, 5).map(() => next());
    for (const { sequence } of round) planner.failed(sequence, 500, 2000);
    expect(planner.failures).toBe(1);
    const again = next();
    expect(again.attempt).toBe(1);
    planner.failed(again.sequence, 1000, 4000);
    expect(planner.failures).toBe(2);
  });

  it('the longest wait that a round of failures asks for is kept', () => {
    const { planner, next } = plan(500);
    const [first, second] = [next(), next()];
    planner.failed(first.sequence, 500, 1000);
    planner.failed(second.sequence, 30_000, 1100);
    expect(planner.heldUntil).toBe(31_100);
  });

  it('an answer to a call that left before the failure does not end the wait', () => {
    const { planner, next } = plan(500);
    const [first, second] = [next(), next()];
    planner.failed(first.sequence, 30_000, 1000);
    planner.answered(second.sequence);
    expect(planner.heldUntil).toBe(31_000);
    expect(planner.wakeAt).toBe(31_000);
  });

  it('an answer to a call made after the wait ends the row of failures', () => {
    const { planner, next } = plan(500);
    planner.failed(next().sequence, 500, 1000);
    planner.answered(next().sequence);
    expect([planner.failures, planner.heldUntil]).toEqual([0, null]);
    expect(next().attempt).toBe(0);
  });

  it('a wait can be cut short', () => {
    const { planner, next } = plan(100);
    planner.failed(next().sequence, 30_000, 1000);
    planner.retryNow();
    expect(planner.next(1001)?.users).toHaveLength(100);
  });

  it('a batch that was refused for what is in it is asked in halves, and stops nobody', () => {
    const { planner, next } = plan(300);
    const bad = next();
    expect(planner.refused(bad.sequence, 500, 1000)?.found).toBe(false);
    expect([planner.failures, planner.heldUntil]).toEqual([0, null]);
    expect([...next().users, ...next().users]).toEqual(bad.users);
    expect([...next().users, ...next().users]).toEqual(range(100, 300));
  });
});

it('a sweep takes as long as all its calls need, those about suspects included', () => {
  const { planner, next } = plan(100, { callsPerSecond: 1, refresh: 1000 });
  planner.refused(next().sequence, 500, 0);
  expect(planner.period).toBe(3000);
});

it('an answer nobody waits for changes nothing', () => {
  const { planner, next } = plan(100);
  const { sequence } = next();
  planner.answered(sequence);
  expect([planner.answered(sequence), planner.failed(sequence, 9, 9), planner.answered(99)]).toEqual([null, null, null]);
  expect([planner.failures, planner.sweeps]).toEqual([0, 1]);
});

it('progress is the share of the sweep that was answered or refused, and a failure is neither', () => {
  const { planner, next } = plan(250);
  const [first, second, third] = [next(), next(), next()];
  expect(planner.progress).toBe(0);
  planner.answered(first.sequence);
  expect(planner.progress).toBe(0.4);
  planner.failed(second.sequence, 1, 0);
  expect(planner.progress).toBe(0.4);
  planner.answered(third.sequence);
  expect(planner.progress).toBe(0.6);
  planner.answered(next().sequence);
  expect([planner.sweeps, planner.progress]).toEqual([1, 0]);
});

it('a user asked about twice in one sweep counts once', () => {
  const twice = plan(200);
  twice.planner.answered(twice.next().sequence);
  twice.planner.want([0, 1, 2]);
  twice.planner.answered(twice.next().sequence);
  expect(twice.planner.progress).toBe((200 - 3) / 200);
});

it('sequence numbers only increase, whoever takes one', () => {
  const { planner, next } = plan(500);
  const taken = [next().sequence, planner.nextSequence(), next().sequence, planner.nextSequence()];
  expect(taken).toEqual(taken.toSorted((a, b) => a - b));
  expect(new Set(taken).size).toBe(4);
});

it('calls of a sweep are spread over the period', () => {
  const run = new PlannerRun(400, options, () => ({ takes: 50, ends: 'answered' }));
  run.until(100_000);
  const gaps = run.departures.slice(5).map(({ at }, index) => at - (run.departures[index + 4]?.at as number));
  for (const gap of gaps) expect(gap).toBeCloseTo(7500, 0);
});
