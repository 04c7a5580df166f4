import { expect, it } from 'vitest';
import { deviceStatus, statusNote, type UserStatus, userStatus } from '../../src/monitor/status.ts';
import { presence } from '../helpers/watching.ts';

it.each<[string, Record<string, string>, UserStatus]>([
  ['one device online among others offline', { ios: '0', android: '1', web: '0' }, 'online'],
  ['one device online, another with a custom status', { ios: '101', android: '1' }, 'online'],
  ['a custom status beside offline devices', { ios: '0', android: '101' }, 'custom'],
  ['a custom status in words', { ios: 'Busy' }, 'custom'],
  ['an empty status', { ios: '' }, 'custom'],
  ['all devices offline', { ios: '0', android: '0' }, 'offline'],
  ['no devices at all', {}, 'unknown'],
])('%s: the user is as it should be', (_, devices, status) => {
  expect(userStatus(presence(devices).devices)).toBe(status);
});

it('the order of devices makes no difference', () => {
  const { devices } = presence({ a: '0', b: '101', c: '1' });
  expect(userStatus(devices.toReversed())).toBe('online');
  expect(userStatus(devices.slice(0, 2).toReversed())).toBe('custom');
});

it('a number that only looks like online is custom', () => {
  expect(['01', '1 ', '00', '-1'].map(deviceStatus)).toEqual(['custom', 'custom', 'custom', 'custom']);
});

it('a status that is no number is worth a note', () => {
  expect(['0', '1', '101', ''].map(statusNote)).toEqual([null, null, null, null]);
  expect(statusNote('busy')).toContain('NaN');
});
