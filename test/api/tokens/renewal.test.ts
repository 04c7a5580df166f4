import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localFailure } from '../../../src/api/errors.ts';
import { advise, failed, NO_TOKEN, type Renewal, refusedBy, renewed } from '../../../src/api/tokens/renewal.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;
const pauses = { longest: 10 * MINUTE, random: () => 0 };
const trouble = localFailure('network', 'token', 'no answer', 'check').failure;
const dayToken = renewed(NO_TOKEN, { token: 'first', lifetime: DAY }, 0);

describe('a token whose life is known', () => {
  it.each([
    ['is used as it is before half of it', 12 * HOUR - 1, 'use'],
    ['is used while another is asked for, from half of it on', 12 * HOUR, 'renew-aside'],
    ['is still used shortly before its end', DAY - 1, 'renew-aside'],
    ['is no longer used at its end', DAY, 'renew'],
  ])('%s', (_, now, advice) => {
    expect(advise(dayToken, now)).toBe(advice);
  });

  it('stays in use while its renewal fails and pauses', () => {
    const failing = failed(dayToken, trouble, 13 * HOUR, pauses);
    expect(failing.current?.token).toBe('first');
    expect(advise(failing, 13 * HOUR + 1)).toBe('use');
    expect(advise(failing, 13 * HOUR + 500)).toBe('renew-aside');
  });

  it('that ended while its renewal pauses is waited for', () => {
    const failing = failed(dayToken, trouble, DAY - 1, pauses);
    expect(advise(failing, DAY)).toBe('wait');
    expect(advise(failing, DAY + 500)).toBe('renew');
  });
});

it('a token whose life nobody knows is used until the server refuses it', () => {
  const forever = renewed(NO_TOKEN, { token: 'first', lifetime: null }, 0);
  expect(advise(forever, 1000 * DAY)).toBe('use');
  expect(advise(refusedBy(forever, 'first', 1000 * DAY, pauses), 1000 * DAY)).toBe('renew');
});

describe('a renewal that fails', () => {
  it('waits twice as long each time, up to the longest pause', () => {
    let renewal: Renewal = NO_TOKEN;
    const waits = Array.from({ length: 14 }, () => {
      renewal = failed(renewal, trouble, 0, pauses);
      return renewal.notBefore;
    });
    expect(waits.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
    expect(waits.slice(-2)).toEqual([10 * MINUTE, 10 * MINUTE]);
  });

  it('waits as long as the server asks', () => {
    expect(failed(NO_TOKEN, { ...trouble, retryAfter: 5 * MINUTE }, 0, pauses).notBefore).toBe(5 * MINUTE);
  });

  it('is forgotten once a token has been good for ten minutes', () => {
    const mended = renewed(failed(NO_TOKEN, trouble, 0, pauses), { token: 'first', lifetime: null }, 1000);
    expect(mended.failure).toBeNull();
    expect(failed(mended, trouble, 1000 + 10 * MINUTE, pauses).notBefore).toBe(1500 + 10 * MINUTE);
  });
});

describe('a token that the server refuses', () => {
  it('is renewed at once, but one that was made just now only after a pause that grows', () => {
    let renewal = dayToken;
    let now = 0;
    const waits = Array.from({ length: 5 }, (_, index) => {
      const token = renewal.current?.token ?? '';
      renewal = refusedBy(renewal, token, now, pauses);
      const wait = renewal.notBefore - now;
      now = Math.max(now, renewal.notBefore);
      renewal = renewed(renewal, { token: `again ${index}`, lifetime: DAY }, now);
      return wait;
    });
    expect(waits[0]).toBeLessThanOrEqual(0);
    expect(waits.slice(1)).toEqual([500, 1000, 2000, 4000]);
  });

  it('after it had been good for a while is renewed at once, whatever was before', () => {
    const before = refusedBy(renewed(refusedBy(dayToken, 'first', 0, pauses), { token: 'b', lifetime: DAY }, 0), 'b', 0, pauses);
    const good = renewed(before, { token: 'c', lifetime: DAY }, 1000);
    expect(advise(refusedBy(good, 'c', 1000 + 11 * MINUTE, pauses), 1000 + 11 * MINUTE)).toBe('renew');
  });

  it('counts once, however many calls it was refused for', () => {
    const once = refusedBy(dayToken, 'first', HOUR, pauses);
    expect(refusedBy(once, 'first', HOUR, pauses)).toBe(once);
  });

  it('and is the one before the present one changes nothing', () => {
    expect(refusedBy(dayToken, 'an older one', HOUR, pauses)).toBe(dayToken);
  });
});

it('a server that refuses everything, or answers nothing, is asked at most once in a pause', () => {
  const step = fc.record({
    after: fc.integer({ min: 0, max: 5000 }),
    fails: fc.boolean(),
    random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 50, maxLength: 200 }), (steps) => {
      let renewal = dayToken;
      let now = 0;
      const asked: number[] = [];
      for (const { after, fails, random } of steps) {
        now += after;
        const chance = { longest: 10 * MINUTE, random: () => random };
        renewal = refusedBy(renewal, renewal.current?.token ?? '', now, chance);
        if (advise(renewal, now) === 'wait') continue;
        asked.push(now);
        renewal = fails
          ? failed(renewal, trouble, now, chance)
          : renewed(renewal, { token: `t${asked.length}`, lifetime: DAY }, now);
      }
      // Pauses double from half a second, less up to half of each: the first n of them last at least 250 ms × (2^n − 1).
      expect(asked.length).toBeLessThanOrEqual(2 + Math.log2(1 + now / 250));
    }),
  );
});
