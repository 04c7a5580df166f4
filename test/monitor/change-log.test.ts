import { expect, it } from 'vitest';
import { ChangeLog } from '../../src/monitor/change-log.ts';

const change = (uid: string) =>
  ({ field: 'ext', device: null, from: '', to: uid, uid, notBefore: 0, notAfter: 1, gap: null }) as const;

function logOf(count: number, bound: number): ChangeLog {
  const log = new ChangeLog(bound);
  for (let id = 1; id <= count; id++) log.add(change(`u${id}`));
  return log;
}

it('tells the newest first, as many as are asked for', () => {
  expect(
    logOf(3, 10)
      .latest(2)
      .map(({ uid }) => uid),
  ).toEqual(['u3', 'u2']);
  expect(logOf(0, 10).latest(2)).toEqual([]);
});

it('forgets the oldest beyond its bound, and still counts them', () => {
  const log = logOf(25, 10);
  expect(log.latest(100).map(({ id }) => id)).toEqual([25, 24, 23, 22, 21, 20, 19, 18, 17, 16]);
  expect(log.lastId).toBe(25);
});

it('tells what was the newest at an earlier moment, for a frozen view', () => {
  expect(
    logOf(12, 10)
      .latest(3, 8)
      .map(({ id }) => id),
  ).toEqual([8, 7, 6]);
  expect(
    logOf(12, 10)
      .latest(3, 4)
      .map(({ id }) => id),
  ).toEqual([4, 3]);
  expect(logOf(40, 10).latest(3, 4)).toEqual([]);
});

it('finds a change by its id while it is kept', () => {
  const log = logOf(25, 10);
  expect([log.firstId(), log.at(16)?.uid, log.at(25)?.uid]).toEqual([16, 'u16', 'u25']);
  expect([log.at(15), log.at(26), new ChangeLog(10).at(0)]).toEqual([undefined, undefined, undefined]);
  expect(new ChangeLog(10).firstId()).toBe(1);
});
