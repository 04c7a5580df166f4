import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RankedList } from '../../src/monitor/ranked-list.ts';

const byNumber = (a: number, b: number) => a - b;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

function expectSame(list: RankedList, model: readonly number[]): void {
  expect(list.size).toBe(model.length);
  expect(list.slice(0, list.size)).toEqual(model);
}

/** Steps that fill a list, empty stretches of it and fill it again, so that chunks split, empty and vanish. */
const step = fc.oneof(
  fc.record({ act: fc.constant('insert' as const), from: fc.nat({ max: 3000 }), count: fc.integer({ min: 1, max: 1500 }) }),
  fc.record({ act: fc.constant('remove' as const), from: fc.nat({ max: 3000 }), count: fc.integer({ min: 1, max: 1500 }) }),
);

it('holds what a sorted array would hold, whatever is inserted and removed', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 4000 }), { maxLength: 600 }), fc.array(step, { maxLength: 8 }), (first, steps) => {
      const list = new RankedList(byNumber, first);
      const model = new Set(first);
      for (const { act, from, count } of steps) {
        for (let item = from; item < from + count; item++) {
          if (act === 'remove') expect(list.remove(item)).toBe(model.delete(item));
          else if (!model.has(item)) {
            list.insert(item);
            model.add(item);
          }
        }
      }
      expectSame(list, [...model].sort(byNumber));
    }),
    { numRuns: 40 },
  );
});

it('finds every item at its position, and every position its item', () => {
  const odd = numbers(5000).map((index) => 2 * index + 1);
  const list = new RankedList(byNumber);
  for (const item of odd.toSorted((a, b) => (a % 97) - (b % 97))) list.insert(item);
  odd.forEach((item, position) => {
    expect(list.positionOf(item)).toBe(position);
    expect(list.at(position)).toBe(item);
    expect(list.positionOf(item - 1)).toBe(-1);
  });
  expect(list.at(5000)).toBeUndefined();
});

it('slices like an array, wherever its chunks end', () => {
  const list = new RankedList(byNumber, numbers(2000));
  fc.assert(
    fc.property(fc.nat({ max: 2100 }), fc.nat({ max: 600 }), (start, length) => {
      expect(list.slice(start, start + length)).toEqual(numbers(2000).slice(start, start + length));
    }),
  );
});

it('empties to nothing and fills again', () => {
  const list = new RankedList(byNumber, numbers(2000));
  for (const item of numbers(2000)) expect(list.remove(item)).toBe(true);
  expectSame(list, []);
  expect([list.at(0), list.positionOf(3), list.remove(3)]).toEqual([undefined, -1, false]);
  for (const item of numbers(2000).toReversed()) list.insert(item);
  expectSame(list, numbers(2000));
});

it('compares a handful of items for an insertion, however many it holds', () => {
  let compared = 0;
  const list = new RankedList((a, b) => {
    compared++;
    return a - b;
  }, numbers(100_000));
  list.remove(40_000);
  compared = 0;
  list.insert(40_000);
  expect(compared).toBeLessThan(40);
});
