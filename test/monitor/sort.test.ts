import { expect, it } from 'vitest';
import type { Presence } from '../../src/api/contract.ts';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import { Roster } from '../../src/monitor/roster.ts';
import type { Column } from '../../src/monitor/sort.ts';
import { View } from '../../src/monitor/view.ts';
import { presence } from '../helpers/watching.ts';

/** Names in the order of a column, after one answer each, in the order given. */
function sorted(column: Column, users: Readonly<Record<string, Presence | null>>, descending = false): string[] {
  const uids = Object.keys(users);
  const roster = new Roster(uids, new ChangeLog());
  uids.forEach((uid, index) => {
    const said = users[uid] ?? null;
    roster.observe(index, said, { sequence: 1, sentAt: index, receivedAt: index + 1 });
    if (said?.expiry != null) roster.subscribe(index, said.expiry);
  });
  const view = new View(roster, null, { column, descending }, 0);
  return view.slice(0, view.size).map((index) => roster.record(index).uid);
}

it('by status: online, custom, offline, unknown, alike by name', () => {
  const users = {
    d: presence({ ios: '0' }),
    z: presence({ ios: '1' }),
    b: null,
    a: presence({ ios: '1' }),
    c: presence({ ios: '101' }),
  };
  expect(sorted('status', users)).toEqual(['a', 'z', 'c', 'd', 'b']);
  expect(sorted('status', users, true)).toEqual(['b', 'd', 'c', 'a', 'z']);
});

it('by name, with numbers as numbers', () => {
  expect(sorted('user', { 'u-10': null, 'U-9': null, a: null })).toEqual(['a', 'U-9', 'u-10']);
});

it('by last change, users of whom none is known after all others', () => {
  const users = {
    a: presence({}, { lastTime: null }),
    b: presence({}, { lastTime: 7 }),
    c: presence({}, { lastTime: 3 }),
    d: null,
  };
  expect(sorted('change', users)).toEqual(['c', 'b', 'a', 'd']);
});

it('by ext without regard to case, users without any after all others, whatever script the others write', () => {
  const users = {
    a: presence(),
    b: presence({}, { ext: 'ｈｅｌｌｏ' }),
    c: presence({}, { ext: 'Busy' }),
    d: presence({}, { ext: '😀' }),
  };
  expect(sorted('ext', users).slice(-1)).toEqual(['a']);
  expect(sorted('ext', users)[0]).toBe('c');
});

it('by the end of the subscription, users without any after all others', () => {
  const users = { a: presence(), b: presence({}, { expiry: 9 }), c: presence({}, { expiry: 4 }) };
  expect(sorted('sub', users)).toEqual(['c', 'b', 'a']);
});

it('by age, the youngest first', () => {
  expect(sorted('age', { a: presence(), b: presence(), c: presence() })).toEqual(['c', 'b', 'a']);
});

it('by how many devices there are', () => {
  expect(sorted('devices', { a: presence({ x: '0', y: '0' }), b: presence(), c: presence({ x: '1' }) })).toEqual(['b', 'c', 'a']);
});
