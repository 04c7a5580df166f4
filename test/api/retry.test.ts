import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallName } from '../../src/api/contract.ts';
import type { Failure, FailureCode } from '../../src/api/errors.ts';
import { backOff, MAX_ATTEMPTS, readRetryAfter, retryDelay } from '../../src/api/retry.ts';

const failed = (code: FailureCode, more: Partial<Failure> = {}): Failure => ({
  code,
  message: '',
  hint: '',
  call: null,
  status: null,
  retryAfter: null,
  ...more,
});
const half = () => 0.5;
const retried = (failure: Failure, call: CallName) => retryDelay(1, failure, call, half) !== null;

const reads: CallName[] = ['retrieve', 'sublist'];
const writes: CallName[] = ['set', 'subscribe', 'unsubscribe'];
const passing: FailureCode[] = ['throttled', 'server', 'network', 'timeout'];
const lasting: FailureCode[] = [
  'refused',
  'no-token',
  'unauthorized',
  'forbidden',
  'not-activated',
  'not-found',
  'rejected',
  'redirected',
  'failed-result',
  'unreadable',
  'aborted',
];

describe('what is repeated', () => {
  it.each(reads)('%s after anything that may pass', (call) => {
    expect(passing.filter((code) => retried(failed(code), call))).toEqual(passing);
    expect(lasting.filter((code) => retried(failed(code), call))).toEqual([]);
  });

  it.each(writes)('%s only after what surely did nothing', (call) => {
    expect([...passing, ...lasting].filter((code) => retried(failed(code), call))).toEqual(['throttled']);
    expect(retried(failed('throttled', { status: 503 }), call)).toBe(false);
    expect(retried(failed('network', { unsent: true }), call)).toBe(true);
  });

  it('nothing after the last attempt', () => {
    expect(retryDelay(MAX_ATTEMPTS - 1, failed('server'), 'retrieve', half)).not.toBeNull();
    expect(retryDelay(MAX_ATTEMPTS, failed('server'), 'retrieve', half)).toBeNull();
  });
});

describe('the wait', () => {
  it('doubles', () => {
    expect([1, 2, 3, 4].map((attempt) => backOff(attempt, null, () => 0))).toEqual([500, 1000, 2000, 4000]);
  });

  it('differs by up to half, so that clients part', () => {
    expect(backOff(3, null, () => 1)).toBe(1000);
    expect(backOff(3, null, half)).toBe(1500);
  });

  it('has an end, whatever the number of the attempt', () => {
    const attempt = fc.oneof(fc.integer(), fc.constantFrom(1e6, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY));
    fc.assert(
      fc.property(attempt, fc.option(fc.nat()), fc.double({ min: 0, max: 1, noNaN: true }), (number, asked, random) => {
        const wait = backOff(number, asked, () => random);
        expect(wait).toBeGreaterThanOrEqual(250);
        expect(wait).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  it('is never shorter than what the server asked for, up to a minute', () => {
    expect(backOff(1, 20_000, half)).toBe(20_000);
    expect(backOff(1, 3_600_000, half)).toBe(60_000);
    expect(backOff(10, 1000, () => 0)).toBe(30_000);
    expect(retryDelay(1, failed('throttled', { retryAfter: 9000 }), 'set', half)).toBe(9000);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(1994, 10, 6, 8, 49, 0);

  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
    ['Sun Nov  6 08:49:37 1994', 37_000],
    ['Sun, 06 Nov 1994 08:48:00 GMT', 0],
    ['', null],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    ['Sunday morning', null],
    [undefined, null],
  ])('%j is %j milliseconds', (header, milliseconds) => {
    expect(readRetryAfter(header, now)).toBe(milliseconds);
  });
});
