import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TimesRing } from '../../src/monitor/times-ring.ts';

it('keeps the newest, also while its room grows and after it is full, and their later times', () => {
  const answers = fc.array(fc.record({ user: fc.nat(50), before: fc.nat(), after: fc.nat(), renews: fc.boolean() }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(fc.constantFrom(1, 7, 1500, 4000), fc.constantFrom(1, 60), answers, (bound, times, answers) => {
      const ring = new TimesRing(bound);
      const model: { user: number; before: number; after: number }[] = [];
      for (let turn = 0; turn < times; turn++) {
        for (const { user, before, after, renews } of answers) {
          const last = model.at(-1);
          if (renews && last !== undefined) {
            ring.renew(model.length - 1, after);
            last.after = after;
          } else {
            ring.push(user, before, after);
            model.push({ user, before, after });
          }
        }
      }
      expect([ring.first, ring.end]).toEqual([Math.max(0, model.length - bound), model.length]);
      expect(ring.size).toBe(Math.min(bound, model.length));
      for (let number = ring.first; number < ring.end; number++) {
        const kept = { user: ring.userOf(number), before: ring.beforeOf(number), after: ring.afterOf(number) };
        expect(kept).toEqual(model[number]);
      }
    }),
    { numRuns: 40 },
  );
});
