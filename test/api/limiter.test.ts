import { setMaxListeners } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { quotaOf } from '../../src/api/contract.ts';
import { createLimiter } from '../../src/api/limiter.ts';
import { Pace } from '../../src/monitor/pace.ts';
import { mostInAnySecond } from '../helpers/counting-server.ts';

const never = new AbortController().signal;
setMaxListeners(0, never);

function start(callsPerSecond: number) {
  const closed = new AbortController();
  onTestFinished(() => closed.abort());
  const limiter = createLimiter(callsPerSecond, closed.signal);
  const left: number[] = [];
  const turn = async (signal = never) => {
    await limiter.turn('retrieve', signal);
    left.push(performance.now());
  };
  return { closed, left, turn, limiter };
}

/** Waits until so many calls have left. */
async function turnOf(left: readonly number[], count: number): Promise<void> {
  while (left.length < count) await new Promise((resolve) => setImmediate(resolve));
}

it('half a call a second is one call in two seconds', async () => {
  const { left, turn } = start(0.5);
  await Promise.all([turn(), turn()]);
  expect((left[1] ?? 0) - (left[0] ?? 0)).toBeGreaterThanOrEqual(2000);
});

it('of two and a half calls a second two are used', async () => {
  const { left, turn } = start(2.5);
  await Promise.all(Array.from({ length: 5 }, () => turn()));
  expect(mostInAnySecond(left)).toBe(2);
});

it('calls that fell due while the program was busy do not leave in a heap', { timeout: 10_000 }, async () => {
  const { left, turn } = start(5);
  const all = Promise.all(Array.from({ length: 14 }, () => turn()));
  setTimeout(() => {
    const until = performance.now() + 600;
    while (performance.now() < until);
  }, 900);
  await all;
  expect(mostInAnySecond(left)).toBeLessThanOrEqual(5);
});

it('calls leave in the order they came', async () => {
  const { turn } = start(2);
  const order: number[] = [];
  await Promise.all([0, 1, 2].map(async (number) => turn().then(() => order.push(number))));
  expect(order).toEqual([0, 1, 2]);
});

it('a call that gives up rejects with the reason and leaves its place to the next', async () => {
  const { left, turn } = start(1);
  await turn();
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const given = Array.from({ length: 10 }, () => turn(stop.signal));
  const next = turn();
  stop.abort(new Error('enough'));
  for (const result of await Promise.allSettled(given)) expect(result).toMatchObject({ reason: { message: 'enough' } });
  await next;
  expect(left).toHaveLength(2);
});

it('closing ends all waiting', async () => {
  const { closed, turn } = start(1);
  await turn();
  const waiting = [turn(), turn()];
  closed.abort(new Error('closed'));
  for (const result of await Promise.allSettled(waiting)) expect(result).toMatchObject({ reason: { message: 'closed' } });
});

it('another limit holds for the calls that wait already, and no second holds more than the higher one', {
  timeout: 10_000,
}, async () => {
  const { left, turn, limiter } = start(2);
  const all = Promise.all(Array.from({ length: 12 }, () => turn()));
  await turnOf(left, 2);
  limiter.setLimit(5);
  await all;
  expect(mostInAnySecond(left)).toBe(5);
  expect(left).toHaveLength(12);
});

it('a lower limit holds at once', { timeout: 10_000 }, async () => {
  const { left, turn, limiter } = start(20);
  await Promise.all([turn(), turn(), turn()]);
  limiter.setLimit(2);
  await Promise.all([turn(), turn(), turn()]);
  expect(mostInAnySecond(left.slice(3))).toBe(2);
  expect((left[3] ?? 0) - (left[2] ?? 0)).toBeGreaterThanOrEqual(1000);
});

it.each([
  [0.5, 1, 2200],
  [1, 1, 1100],
  [2.5, 2, 1100],
  [50, 50, 1100],
])('at %d calls a second %i may leave in any %i ms, which is what calls are planned by too', (callsPerSecond, calls, window) => {
  expect(quotaOf(callsPerSecond)).toEqual({ calls, window });
  const pace = new Pace(callsPerSecond);
  for (let call = 0; call < calls; call++) pace.spend(call);
  expect(pace.nextAt).toBeCloseTo(Math.max(window, calls - 1 + pace.spacing));
});
