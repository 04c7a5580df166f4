import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecencyLists } from '../../src/monitor/recency-lists.ts';

/** Ten users in three lanes. */
const LANES = [0, 1, 0, 2, 1, 0, 2, 1, 0, 0];
const step = fc.record({
  act: fc.constantFrom('insert', 'append', 'prepend', 'remove'),
  users: fc.uniqueArray(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }),
  time: fc.integer({ min: 1, max: 20 }),
});

/** Takes everybody of a lane out, oldest first. */
function drained(lists: RecencyLists, lane: number): number[] {
  const found: number[] = [];
  for (let oldest = lists.oldest(lane); oldest !== null; oldest = lists.oldest(lane)) {
    found.push(oldest);
    lists.remove(oldest);
  }
  return found;
}

it('keeps the order arrays would keep, whoever is put in, put last, put first and taken out', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const lists = new RecencyLists(LANES, 3);
      const times = new Array<number>(10).fill(0);
      const model = [0, 1, 2].map((lane) => LANES.flatMap((other, index) => (other === lane ? [index] : [])));
      for (const { act, users, time } of steps) {
        for (const index of users) {
          const lane = LANES[index] as number;
          model[lane] = (model[lane] as number[]).filter((other) => other !== index);
        }
        if (act === 'insert') for (const index of users) times[index] = time;
        for (const index of users) {
          const others = model[LANES[index] as number] as number[];
          if (act === 'insert') others.splice(others.findLastIndex((other) => (times[other] as number) <= time) + 1, 0, index);
          if (act === 'prepend') others.unshift(index);
          if (act === 'append') others.push(index);
          if (act === 'append') lists.append(index);
          if (act === 'prepend') lists.prepend(index);
          if (act === 'remove') lists.remove(index);
        }
        if (act === 'insert') lists.insert(users, times);
        expect(LANES.map((_, index) => lists.has(index))).toEqual(
          LANES.map((lane, index) => (model[lane] as number[]).includes(index)),
        );
      }
      expect([0, 1, 2].map((lane) => drained(lists, lane))).toEqual(model);
    }),
  );
});

it('begins in the order of the numbers, and empty when there are none', () => {
  expect(drained(new RecencyLists([0, 0, 0, 0], 1), 0)).toEqual([0, 1, 2, 3]);
  expect(new RecencyLists([], 1).oldest(0)).toBeNull();
});
