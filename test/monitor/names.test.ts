import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameRanks } from '../../src/monitor/names.ts';

function inOrder(uids: readonly string[]): string[] {
  const ranks = nameRanks(uids);
  return uids.toSorted((a, b) => (ranks[uids.indexOf(a)] as number) - (ranks[uids.indexOf(b)] as number));
}

it('numbers within names sort as numbers, letters without regard to case', () => {
  expect(inOrder(['user-10', 'Zoe', 'user-9', 'alice', 'user-1', 'user-10a'])).toEqual([
    'alice',
    'user-1',
    'user-9',
    'user-10',
    'user-10a',
    'Zoe',
  ]);
});

it('every name has a place of its own', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-c0-2_.-]{1,6}$/)), (uids) => {
      expect([...nameRanks(uids)].sort((a, b) => a - b)).toEqual(uids.map((_, index) => index));
    }),
  );
});
