import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lanesOf } from '../../src/monitor/promised-lanes.ts';

it('users who are promised the same share a lane, and the shortest promise is the first', () => {
  const promises = [30_000, 5000, 30_000, 1000, 5000, 30_000];
  const { lanes, laneOf, samples } = lanesOf(promises.length, (index) => promises[index] as number);
  expect(lanes).toEqual([
    { size: 1, refresh: 1000 },
    { size: 2, refresh: 5000 },
    { size: 3, refresh: 30_000 },
  ]);
  expect([...laneOf]).toEqual([2, 1, 2, 0, 1, 2]);
  expect(samples).toEqual([3, 1, 0]);
});

it('the lanes depend on the promises alone, not on who comes first', () => {
  const promises = fc.array(fc.constantFrom(1000, 2000, 9000, 30_000), { maxLength: 30 });
  fc.assert(
    fc.property(promises, (all) => {
      const backwards = all.toReversed();
      const { lanes, laneOf, samples } = lanesOf(all.length, (index) => all[index] as number);
      expect(lanesOf(all.length, (index) => backwards[index] as number).lanes).toEqual(lanes);
      expect(Array.from(laneOf, (lane) => lanes[lane]?.refresh)).toEqual(all);
      expect(samples.map((sample) => all[sample])).toEqual(lanes.map(({ refresh }) => refresh));
    }),
  );
});

it('nobody is in no lane', () => {
  expect(lanesOf(0, () => 1000)).toEqual({ lanes: [], laneOf: new Uint16Array(), samples: [] });
});
