import { describe, expect, it } from 'vitest';
import { makeFilter } from '../../../src/monitor/filter/filter.ts';
import { parseFilter } from '../../../src/monitor/filter/parse.ts';
import type { UserRecord } from '../../../src/monitor/roster.ts';
import { presence } from '../../helpers/watching.ts';

/** The moment at which everything is asked, in milliseconds. */
const NOW = 1_000_000_000;
const SECONDS = NOW / 1000;

const alice: UserRecord = {
  index: 0,
  uid: 'Alice',
  status: 'online',
  presence: presence({ ios_12: '1', Web_7: '0' }, { ext: 'In a Call', lastTime: SECONDS - 60 }),
  absent: false,
  flags: [],
  changed: [],
  timeline: [],
  gaps: [],
  seenSince: 0,
  subscription: SECONDS + 5,
};
const stranger: UserRecord = { ...alice, uid: 'bob', status: 'unknown', presence: null, subscription: null };

function filterOf(text: string) {
  const { terms, problem } = parseFilter(text);
  expect(problem).toBeNull();
  return makeFilter(terms);
}
/** Whether a user answered about ten seconds ago is shown. */
const shows = (text: string, record = alice, receivedAt = NOW - 10_000) => filterOf(text)?.matches(record, receivedAt, NOW);

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
  ['"a call"', true],
  ['"call a"', false],
  ['!bob', true],
  ['!alice', false],
  ['!"a call"', false],
  ['status:online', true],
  ['STATUS:Online', true],
  ['status:offline', false],
  ['!status:offline', true],
  ['device:IOS', true],
  ['device:call', false],
  ['device:ios device:web', true],
  ['device:""', false],
  ['ext:call', true],
  ['ext:"in a call"', true],
  ['ext:ios', false],
  ['!ext:""', true],
  ['sub:yes', true],
  ['sub:no', false],
  ['flag:any', true],
  ['flag:ending', true],
  ['flag:absent', false],
  ['!flag:absent', true],
  ['!flag:any', false],
  ['age>10s', true],
  ['age>11s', false],
  ['age<11s', true],
  ['age<10s', false],
  ['changed<1m1s', true],
  ['changed<1m', false],
  ['changed>1m', true],
  ['!changed>1m', false],
  ['alice device:ios status:online age<1m !ext:busy', true],
])('%j lets Alice through: %s', (text, shown) => {
  expect(shows(text)).toBe(shown);
});

it.each(['bob', 'status:unknown', 'device:""', 'ext:""', 'sub:no', 'age>7d', 'changed>7d', '!age<7d'])(
  'a user of whom nothing was seen is found by %j: what never was counts as longer ago than anything',
  (text) => expect(shows(text, stranger, 0)).toBe(true),
);

it.each(['ios', 'ext:call', 'device:ios', 'sub:yes', 'age<7d', 'changed<7d'])(
  'a user of whom nothing was seen is not found by %j',
  (text) => expect(shows(text, stranger, 0)).toBe(false),
);

it('a subscription without an end holds, one that is over does not', () => {
  expect(shows('sub:yes', { ...alice, subscription: Number.POSITIVE_INFINITY })).toBe(true);
  expect(shows('sub:yes', { ...alice, subscription: SECONDS })).toBe(false);
});

it('no words are no filter', () => {
  expect([filterOf(''), filterOf(' \t ')]).toEqual([null, null]);
});

describe('a filter that asks about times', () => {
  it.each([
    ['age>30s', NOW + 20_000],
    ['age<30s', NOW + 20_000],
    ['!age<30s bob', NOW + 20_000],
    ['changed<5m', NOW + 240_000],
    ['sub:yes', NOW + 5000],
    ['age<30s sub:yes changed<5m', NOW + 5000],
    ['flag:ending', NOW + 5000],
    ['!flag:any', NOW + 5000],
    ['flag:stale-online', NOW - 60_000 + 30 * 86_400_000],
    ['flag:absent', Number.POSITIVE_INFINITY],
    ['age>5s', Number.POSITIVE_INFINITY],
  ])('%j knows when it says something else next', (text, moment) => {
    expect(filterOf(text)?.turnsAt(alice, NOW - 10_000, NOW)).toBe(moment);
  });

  it('says the same until that moment, and from it on something else', () => {
    for (const text of ['age>30s', 'age<30s', 'changed<5m', 'sub:no', 'flag:any', '!flag:ending', 'flag:stale-online']) {
      const filter = filterOf(text);
      const moment = filter?.turnsAt(alice, NOW - 10_000, NOW) as number;
      const now = filter?.matches(alice, NOW - 10_000, NOW);
      expect(filter?.matches(alice, NOW - 10_000, moment - 1)).toBe(now);
      expect(filter?.matches(alice, NOW - 10_000, moment)).toBe(!now);
    }
  });

  it('is told from one that does not', () => {
    expect(filterOf('alice status:online ext:x device:y flag:absent')?.timed).toBe(false);
    expect(['age>1s', 'changed<1s', '!sub:no', 'flag:any', 'flag:future'].every((text) => filterOf(text)?.timed)).toBe(true);
  });
});
