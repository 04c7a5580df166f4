import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecencyList } from '../../src/monitor/recency-list.ts';

const step = fc.record({ act: fc.constantFrom('append', 'prepend', 'remove'), index: fc.nat({ max: 9 }) });

/** Takes everything out, oldest first. */
function drained(list: RecencyList): number[] {
  const found: number[] = [];
  for (let oldest = list.oldest; oldest !== null; oldest = list.oldest) {
    found.push(oldest);
    list.remove(oldest);
  }
  return found;
}

it('keeps the order an array would keep, whatever is appended, prepended and removed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const list = new RecencyList(10);
      let model = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
      for (const { act, index } of steps) {
        model = model.filter((other) => other !== index);
        if (act === 'append') list.append(index);
        else if (act === 'prepend') list.prepend(index);
        else list.remove(index);
        if (act === 'append') model.push(index);
        if (act === 'prepend') model.unshift(index);
        expect(list.oldest).toBe(model[0] ?? null);
        expect(list.has(index)).toBe(model.includes(index));
      }
      expect(drained(list)).toEqual(model);
    }),
  );
});

it('begins in the order of the numbers, and empty when there are none', () => {
  expect(drained(new RecencyList(4))).toEqual([0, 1, 2, 3]);
  expect(new RecencyList(0).oldest).toBeNull();
});
