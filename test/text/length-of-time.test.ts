import { expect, it } from 'vitest';
import { lengthBetween, lengthOfTime } from '../../src/text/length-of-time.ts';

const MINUTE = 60_000;

it.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [MINUTE, '1 min'],
  [42.9 * MINUTE, '42 min'],
  [60 * MINUTE, '1 h'],
  [190 * MINUTE, '3 h 10 min'],
  [24 * 60 * MINUTE, '1 d'],
  [100 * 60 * MINUTE, '4 d 4 h'],
])('%i ms is %s', (milliseconds, text) => {
  expect(lengthOfTime(milliseconds)).toBe(text);
});

it.each([
  [42 * MINUTE, 42.5 * MINUTE, '42 min'],
  [27_000, 37_000, '27–37 s'],
  [50_000, MINUTE, '50 s–1 min'],
  [0, 3 * MINUTE, 'at most 3 min'],
  [59 * MINUTE, 61 * MINUTE, '59 min–1 h 1 min'],
])('between %i and %i ms is %s', (least, most, text) => {
  expect(lengthBetween(least, most)).toBe(text);
});
