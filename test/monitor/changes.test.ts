import { describe, expect, it } from 'vitest';
import type { Presence } from '../../src/api/contract.ts';
import { differences, type Sighting, samePresence } from '../../src/monitor/changes.ts';
import { userStatus } from '../../src/monitor/status.ts';
import { presence } from '../helpers/watching.ts';

const seen = (found: Presence): Sighting => ({ status: userStatus(found.devices), presence: found });
const between = (before: Presence, after: Presence) => differences(seen(before), seen(after));

describe('what counts as a change', () => {
  it('a device whose status changed', () => {
    expect(between(presence({ ios: '1', web: '0' }), presence({ ios: '0', web: '0' }))).toEqual([
      { field: 'device', device: 'ios', from: '1', to: '0' },
    ]);
  });

  it('a device that appeared, and one that vanished', () => {
    expect(between(presence({ ios: '1' }), presence({ web: '1' }))).toEqual([
      { field: 'device', device: 'web', from: null, to: '1' },
      { field: 'device', device: 'ios', from: '1', to: null },
    ]);
  });

  it('another ext', () => {
    expect(between(presence({ ios: '1' }, { ext: 'a' }), presence({ ios: '1' }, { ext: '' }))).toEqual([
      { field: 'ext', device: null, from: 'a', to: '' },
    ]);
  });

  it('a user who became unknown, though nothing else is known to have changed', () => {
    const before = seen(presence({ ios: '1' }));
    expect(differences(before, { status: 'unknown', presence: before.presence })).toEqual([
      { field: 'status', device: null, from: 'online', to: 'unknown' },
    ]);
  });

  it('a second device of the same id is told apart from the first', () => {
    const before = presence([
      ['android', '0'],
      ['android', '0'],
    ]);
    const after = presence([
      ['android', '0'],
      ['android', '1'],
    ]);
    const second = { field: 'device', device: 'android', occurrence: 1 };
    expect(between(before, after)).toEqual([{ ...second, from: '0', to: '1' }]);
    expect(between(before, presence({ android: '0' }))).toEqual([{ ...second, from: '0', to: null }]);
  });

  it('a device named like a member of every object is a device like any other', () => {
    expect(between(presence(), presence([['__proto__', '1']]))).toContainEqual({
      field: 'device',
      device: '__proto__',
      from: null,
      to: '1',
    });
  });
});

describe('what is no change', () => {
  it.each([
    ['devices in another order', presence({ ios: '1', web: '0' }), presence({ web: '0', ios: '1' })],
    ['last_time alone', presence({ ios: '1' }, { lastTime: 1 }), presence({ ios: '1' }, { lastTime: 2 })],
    ['the end of a subscription', presence({ ios: '1' }, { expiry: 1 }), presence({ ios: '1' })],
  ])('%s', (_, before, after) => {
    expect(between(before, after)).toEqual([]);
  });
});

it('two answers say the same when devices, ext and last_time are the same', () => {
  const one = presence({ ios: '1', web: '0' }, { ext: 'x', lastTime: 5 });
  expect(samePresence(one, presence({ ios: '1', web: '0' }, { ext: 'x', lastTime: 5 }))).toBe(true);
  for (const other of [
    presence({ ios: '1', web: '1' }, { ext: 'x', lastTime: 5 }),
    presence({ ios: '1' }, { ext: 'x', lastTime: 5 }),
    presence({ web: '0', ios: '1' }, { ext: 'x', lastTime: 5 }),
    presence({ ios: '1', web: '0' }, { ext: 'y', lastTime: 5 }),
    presence({ ios: '1', web: '0' }, { ext: 'x', lastTime: 6 }),
  ]) {
    expect(samePresence(one, other)).toBe(false);
  }
});
