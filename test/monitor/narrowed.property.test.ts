import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newestFirst } from '../../src/monitor/cursor.ts';
import { Narrowed } from '../../src/monitor/narrowed.ts';

/** How far a log goes on, how much of it is forgotten, and how much of its end a frozen view does not show. */
const step = fc.record({ more: fc.nat(2500), forgets: fc.nat(2500), hides: fc.nat(20) });

it('holds those of a log that are wanted, wherever the log begins and ends by then, and looks at none twice', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: 1, max: 7 }), (steps, every) => {
      const looks = new Map<number, number>();
      const wanted = (id: number) => id % every === 0;
      const narrowed = new Narrowed((id) => {
        looks.set(id, (looks.get(id) ?? 0) + 1);
        return wanted(id);
      });
      let [oldest, newest] = [1, 0];
      for (const { more, forgets, hides } of steps) {
        newest += more;
        oldest = Math.min(newest + 1, oldest + forgets);
        const list = narrowed.list(oldest, newest - hides);
        const whole = newestFirst(oldest, newest - hides);
        const ids = Array.from({ length: whole.size }, (_, at) => Number(whole.keyAt(at))).filter(wanted);
        expect(list.size).toBe(ids.length);
        expect(Array.from({ length: list.size + 1 }, (_, at) => list.keyAt(at))).toEqual([...ids, undefined]);
        expect(ids.map((id) => list.positionOf(id))).toEqual([...ids.keys()]);
        for (const id of [oldest - 1, newest - hides + 1, oldest + 0.5]) expect(list.positionOf(id)).toBe(-1);
      }
      expect(Math.max(1, ...looks.values())).toBe(1);
    }),
    { numRuns: 50 },
  );
});
