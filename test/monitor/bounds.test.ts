import { expect, it } from 'vitest';
import { BOUND_WORDS, BOUNDS } from '../../src/monitor/bounds.ts';

it('every bound has words, and no two the same', () => {
  expect(Object.keys(BOUND_WORDS)).toEqual(Object.keys(BOUNDS));
  const whats = Object.values(BOUND_WORDS).map(({ what }) => what);
  expect(new Set(whats).size).toBe(whats.length);
});
