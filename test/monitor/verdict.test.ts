import { describe, expect, it } from 'vitest';
import { judgeSet, judgeSubscribe, judgeUnsubscribe } from '../../src/monitor/verdict.ts';
import { presence } from '../helpers/watching.ts';

describe('a status that was to be set', () => {
  const asked = { type: 'set', uid: 'alice', resource: 'ios', status: '1', ext: 'new' } as const;
  const before = presence({ ios: '0', web: '1' }, { ext: 'old' });

  it.each([
    ['is as asked for', before, presence({ ios: '1', web: '1' }, { ext: 'new' }), 'done'],
    ['is as asked for, whatever else changed', before, presence({ ios: '1', web: '0' }, { ext: 'new' }), 'done'],
    ['is as asked for, and nothing was known before', null, presence({ ios: '1' }, { ext: 'new' }), 'done'],
    ['is as asked for on a device named twice', before, presence([['ios', '0'], ['ios', '1']], { ext: 'new' }), 'done'], // biome-ignore format: one case a line
    ['is as before', before, presence({ ios: '0', web: '1' }, { ext: 'old' }), 'not-done'],
    ['is as before, and another device changed', before, presence({ ios: '0' }, { ext: 'old' }), 'not-done'],
    ['of a new device is not there', presence({}, { ext: 'old' }), presence({ web: '1' }, { ext: 'old' }), 'not-done'],
    ['is there, with the ext of somebody else', before, presence({ ios: '1' }, { ext: 'hers' }), 'unknown'],
    ['is there, with the old ext', before, presence({ ios: '1' }, { ext: 'old' }), 'unknown'],
    ['is another one', before, presence({ ios: '101' }, { ext: 'new' }), 'unknown'],
    ['is another one, and nothing was known before', null, presence({ ios: '0' }, { ext: 'old' }), 'unknown'],
  ] as const)('%s', (_, known, now, verdict) => {
    expect(judgeSet(asked, known, now)).toBe(verdict);
  });
});

describe('a subscription that was to begin', () => {
  const asked = { earliest: 10_000, latest: 10_010 };

  it.each([
    ['ends when asked for', null, 10_005, 'done'],
    ['ends when asked for, by a clock that is a minute off', null, 9940, 'done'],
    ['ends when asked for, and ended earlier before', 9990, 10_005, 'done'],
    ['ends when asked for, and nothing was known before', undefined, 10_005, 'done'],
    ['has no end that is told, and was not there before', null, Number.POSITIVE_INFINITY, 'done'],
    ['is not there', null, null, 'not-done'],
    ['is not there, and nothing was known before', undefined, null, 'not-done'],
    ['still ends as before', 5000, 5000, 'not-done'],
    ['still ends as before, which is nearly what was asked for', 10_000, 10_000, 'not-done'],
    ['has no end that is told, as before', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 'not-done'],
    ['ends at another time than before and than asked for', 5000, 7000, 'unknown'],
    ['ends much later than asked for', null, 20_000, 'unknown'],
    ['has no end that is told, and had one before', 5000, Number.POSITIVE_INFINITY, 'unknown'],
  ] as const)('%s', (_, before, now, verdict) => {
    expect(judgeSubscribe(asked, before, now)).toBe(verdict);
  });
});

describe('a subscription that was to end', () => {
  it.each([
    ['is gone', 5000, null, 'done'],
    ['is still there', 5000, 5000, 'not-done'],
    ['is there, and nothing was known before', undefined, 5000, 'not-done'],
    ['began anew', 5000, 7000, 'unknown'],
    ['is there, and was not before', null, 7000, 'unknown'],
  ] as const)('%s', (_, before, now, verdict) => {
    expect(judgeUnsubscribe(before, now)).toBe(verdict);
  });
});
