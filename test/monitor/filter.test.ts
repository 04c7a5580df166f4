import { expect, it } from 'vitest';
import { parseFilter } from '../../src/monitor/filter.ts';
import type { UserRecord } from '../../src/monitor/roster.ts';
import { presence } from '../helpers/watching.ts';

const alice: UserRecord = {
  index: 0,
  uid: 'Alice',
  status: 'online',
  presence: presence({ ios_12: '1', Web_7: '0' }, { ext: 'In a Call' }),
  absent: false,
  changed: [],
  timeline: [],
  subscription: null,
};

it.each([
  ['alice', true],
  ['LIC', true],
  ['ios', true],
  ['web_7', true],
  ['call', true],
  ['  alice   ios  call ', true],
  ['alice android', false],
  ['bob', false],
  ['1 0', false],
])('%j lets Alice through: %s', (text, shown) => {
  expect(parseFilter(text)?.(alice)).toBe(shown);
});

it('no words are no filter', () => {
  expect([parseFilter(''), parseFilter(' \t ')]).toEqual([null, null]);
});

it('a user of whom nothing was seen is found by name alone', () => {
  expect(parseFilter('alice')?.({ ...alice, presence: null })).toBe(true);
  expect(parseFilter('ios')?.({ ...alice, presence: null })).toBe(false);
});
