import { expect, test } from 'vitest';
import { Traffic } from '../../src/simulator/traffic.ts';

const record = (at: number) => ({ call: 'sublist' as const, uid: 'wzy', names: [], at, status: at % 2 === 0 ? 200 : null });

test('all requests are counted and the last thousand are kept', () => {
  const traffic = new Traffic();

  for (let at = 0; at < 5000; at++) {
    traffic.arrive('sublist', at);
    traffic.finish(record(at));
  }

  expect([traffic.count(), traffic.count('sublist'), traffic.count('set')]).toEqual([5000, 5000, 0]);
  expect([traffic.answered(200), traffic.answered(null)]).toEqual([2500, 2500]);
  expect(traffic.recent).toHaveLength(1000);
  expect([traffic.recent.at(0), traffic.recent.at(-1)]).toEqual([record(4000), record(4999)]);
});

test('each kind of request has its own fullest second', () => {
  const traffic = new Traffic();

  for (const at of [0, 500, 999, 1000, 5000]) traffic.arrive('set', at);
  traffic.arrive('retrieve', 5000);

  expect(traffic.mostInAnySecond('set')).toBe(3);
  expect(traffic.mostInAnySecond('retrieve')).toBe(1);
  expect(traffic.mostInAnySecond('subscribe')).toBe(0);
});
