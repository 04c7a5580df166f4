import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowed, answered, governorAt, refused, withCeiling, yieldingNow } from '../../src/monitor/governor.ts';
import { SharedQuota } from '../helpers/shared-quota.ts';

test('a refusal halves the rate at once, and after a rest it comes back bit by bit', () => {
  const yielded = refused(governorAt(8), 'refused', 1000, 1100);
  expect(allowed(yielded, 1100)).toBe(4);
  expect(allowed(yielded, yielded.restUntil)).toBe(4);
  const soon = allowed(yielded, yielded.restUntil + 1000);
  expect(soon).toBeGreaterThan(4);
  expect(soon).toBeLessThan(4.1);
  expect(allowed(yielded, yielded.restUntil + 600_000)).toBe(8);
  expect(yieldingNow(yielded, 1200)).toEqual({ reason: 'refused', at: 1100 });
  expect(yieldingNow(yielded, yielded.restUntil + 600_000)).toBeNull();
});

test('calls that were on their way when the rate was halved do not halve it again', () => {
  const once = refused(governorAt(8), 'refused', 1000, 1100);
  expect(refused(once, 'refused', 1050, 1200)).toBe(once);
  expect(allowed(refused(once, 'overloaded', 1150, 1200), 1200)).toBe(2);
});

test('rests grow longer while they keep ending in refusals, and start short again after a good time', () => {
  const first = refused(governorAt(8), 'refused', 0, 1);
  const again = first.restUntil + 10_000;
  const second = refused(first, 'refused', again - 1, again);
  expect(second.restUntil - again).toBe(2 * (first.restUntil - 1));
  const later = second.restUntil + 3_600_000;
  expect(refused(second, 'refused', later - 1, later).restUntil - later).toBe(first.restUntil - 1);
});

test('something is always allowed, and never more than the ceiling', () => {
  const event = fc.record({
    after: fc.integer({ min: 0, max: 100_000 }),
    what: fc.constantFrom('refused', 'overloaded', 'answered', 'ceiling'),
    value: fc.integer({ min: 1, max: 5000 }),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 100 }), (events) => {
      let governor = governorAt(5);
      let now = 0;
      for (const { after, what, value } of events) {
        now += after;
        if (what === 'answered') governor = answered(governor, value, now);
        else if (what === 'ceiling') governor = withCeiling(governor, 1 + (value % 50), now);
        else governor = refused(governor, what as 'refused', now - 1, now);
        expect(allowed(governor, now)).toBeGreaterThan(0);
        expect(allowed(governor, now + value)).toBeLessThanOrEqual(governor.ceiling);
        expect(allowed(governor, now + value)).toBeGreaterThanOrEqual(allowed(governor, now));
      }
    }),
  );
});

test('answers that become slow lower the rate, and a server that is always slow does not', () => {
  let governor = governorAt(10);
  for (let now = 0; now < 60_000; now += 1000) governor = answered(governor, 900, now);
  expect(allowed(governor, 60_000)).toBe(10);
  for (let now = 60_000; now < 70_000; now += 1000) governor = answered(governor, 4000, now);
  expect(allowed(governor, 70_000)).toBeLessThan(8.1);
  expect(yieldingNow(governor, 70_000)?.reason).toBe('slow');
});

test.each([20, 40, 46, 48, 49.5])(
  'production at %d calls a second of 50 is refused for at most one call more in a hundred because of us, whatever our ceiling',
  (load) => {
    for (const seed of [1, 2, 3]) {
      const minutes = 60;
      const alone = new SharedQuota({ load, seed, minutes, ceiling: 0 }).run();
      for (const ceiling of [5, 50]) {
        const together = new SharedQuota({ load, seed, minutes, ceiling }).run();
        expect(together.mine.sent).toBeGreaterThan(0);
        expect(together.production.refused - alone.production.refused).toBeLessThanOrEqual(alone.production.sent * 0.01);
      }
    }
  },
);

test('with room to spare the whole ceiling is used', () => {
  const { mine } = new SharedQuota({ load: 20, seed: 1, minutes: 30, ceiling: 5 }).run();
  expect(mine.sent).toBeGreaterThan(0.9 * 5 * 30 * 60);
  expect(mine.refused).toBe(0);
});
