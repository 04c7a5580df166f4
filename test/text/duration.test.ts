import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../../src/text/duration.ts';

describe('parseDuration', () => {
  test.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
    ['1d12h', 129_600_000],
    ['1d0h0m1s', 86_401_000],
    ['0s', 0],
    [' 30s ', 30_000],
  ])('%j is %d milliseconds', (text, milliseconds) => {
    expect(parseDuration(text)).toEqual({ milliseconds });
  });

  test.each([
    ['30', 'a number with its unit, for example "30s"'],
    ['12h1d', 'the largest unit first'],
    ['5m5m', 'each unit once'],
    ['1.5h', 'whole numbers'],
    ['', 'a time such as "90s"'],
    ['-5s', 'a time such as "90s"'],
    ['5S', 'a time such as "90s"'],
    ['5 m', 'a time such as "90s"'],
    ['soon', 'a time such as "90s"'],
    ['99999999999d', 'a shorter time'],
  ])('%j is refused with what to write instead', (text, expected) => {
    expect(parseDuration(text)).toEqual({ error: expect.stringContaining(expected) });
  });
});

describe('formatDuration', () => {
  test('writes the largest units first and leaves out those that are zero', () => {
    expect([0, 90_000, 86_401_000, 129_600_000].map(formatDuration)).toEqual(['0s', '1m30s', '1d1s', '1d12h']);
  });

  test('cuts off what is below a second', () => {
    expect(formatDuration(1999)).toBe('1s');
    expect(formatDuration(999)).toBe('0s');
  });

  test('whatever whole seconds it writes, parseDuration reads back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 9 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds * 1000))).toEqual({ milliseconds: seconds * 1000 });
      }),
    );
  });

  test('whatever parseDuration reads, formatDuration writes in its shortest form', () => {
    const part = (unit: string) =>
      fc.option(
        fc.nat({ max: 500 }).map((n) => `${n}${unit}`),
        { nil: '' },
      );
    fc.assert(
      fc.property(part('d'), part('h'), part('m'), part('s'), (...parts) => {
        const read = parseDuration(parts.join('') || '0s');
        const milliseconds = 'milliseconds' in read ? read.milliseconds : Number.NaN;
        const written = formatDuration(milliseconds);
        expect(parseDuration(written)).toEqual({ milliseconds });
        expect(formatDuration(milliseconds)).toMatch(/^(0s|(?=.)([1-9]\d*d)?([1-9]\d?h)?([1-9]\d?m)?([1-9]\d?s)?)$/);
      }),
    );
  });
});
