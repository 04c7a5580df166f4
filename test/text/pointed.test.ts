import { expect, it } from 'vitest';
import { pointedAt } from '../../src/text/pointed.ts';

it('marks the columns of the part, however wide what stands before it', () => {
  expect(pointedAt('alice status:onlne', { start: 13, end: 18 })).toBe('  alice status:onlne\n               ^^^^^');
  expect(pointedAt('名前 x:y', { start: 3, end: 5 })).toBe('  名前 x:y\n       ^^');
});

it('is two lines whatever the text, and marks a place with nothing in it', () => {
  expect(pointedAt('a\nb', { start: 3, end: 3 })).toBe('  a␊b\n     ^');
});
