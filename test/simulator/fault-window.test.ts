import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowAt } from '../../src/simulator/fault-window.ts';

const open = (from: number, now: number, length?: number) => windowAt({ from, for: length }, now, 1).open;

test('a span is in force from its first moment up to its end, and without an end for ever', () => {
  expect([9.9, 10, 39.9, 40].map((now) => open(10, now, 30))).toEqual([false, true, true, false]);
  expect(open(10, 1e9)).toBe(true);
});

test('the next change is the beginning, then the end, then none', () => {
  expect([0, 10, 40].map((now) => windowAt({ from: 10, for: 30 }, now, 1).changesAt)).toEqual([10, 40, Number.POSITIVE_INFINITY]);
});

const episodes = fc.record({ every: fc.integer({ min: 1, max: 60 }), for: fc.integer({ min: 0, max: 60 }) });
const span = fc
  .record({
    from: fc.integer({ min: 0, max: 20 }),
    for: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
    episodes,
  })
  .filter((it) => it.episodes.for <= it.episodes.every);

test('between now and the next change nothing changes, and the next change lies ahead', () => {
  fc.assert(
    fc.property(span, fc.nat(), fc.nat({ max: 400 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (it, seed, now, part) => {
      const window = windowAt(it, now, seed);
      expect(window.changesAt).toBeGreaterThan(now);
      const later = Number.isFinite(window.changesAt) ? now + part * (window.changesAt - now) : now + 1000 * part;
      expect(windowAt(it, later, seed).open).toBe(window.open);
    }),
  );
});

/** For each tenth of a second of 100 minutes, whether it falls into an episode. */
const minutesOf = (seed: number) =>
  Array.from({ length: 60_000 }, (_, tenth) => windowAt({ from: 0, episodes: { every: 60, for: 6 } }, tenth / 10, seed).open);

test('episodes come once in each stretch, last as long as they should on average, and go by the seed', () => {
  const states = minutesOf(7);
  const starts = states.flatMap((state, index) => (state && !states[index - 1] ? [index / 10] : []));

  expect(starts).toHaveLength(100);
  expect(new Set(starts.map((start) => Math.floor(start / 60))).size).toBe(100);
  const average = states.filter(Boolean).length / 10 / starts.length;
  expect(average).toBeGreaterThan(5);
  expect(average).toBeLessThan(7);
  expect(minutesOf(7)).toEqual(states);
  expect(minutesOf(8)).not.toEqual(states);
});
