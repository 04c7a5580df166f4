import { expect, test } from 'vitest';
import { Subscriptions } from '../../src/simulator/subscriptions.ts';

const uids = (subscriptions: Subscriptions, now: number) => subscriptions.list('wzy', now).map(({ uid }) => uid);

test('a subscription ends at its second', () => {
  const subscriptions = new Subscriptions(0);

  const held = subscriptions.subscribe('wzy', ['a'], 10, 5_900);

  expect(held).toEqual([{ uid: 'a', expiry: 15 }]);
  expect(uids(subscriptions, 14_999)).toEqual(['a']);
  expect(uids(subscriptions, 15_000)).toEqual([]);
  expect(subscriptions.heldBy('wzy', 15_000)('a')).toBe(false);
});

test('the list shows a change only after the lag, though the subscription holds at once', () => {
  const subscriptions = new Subscriptions(10_000);

  subscriptions.subscribe('wzy', ['a', 'b'], 1000, 1_000);
  expect(uids(subscriptions, 10_999)).toEqual([]);
  expect(subscriptions.heldBy('wzy', 1_001)('A')).toBe(true);
  expect(uids(subscriptions, 11_000)).toEqual(['a', 'b']);

  subscriptions.unsubscribe('wzy', ['A'], 12_000);
  expect(uids(subscriptions, 21_999)).toEqual(['a', 'b']);
  expect(subscriptions.heldBy('wzy', 12_001)('a')).toBe(false);
  expect(uids(subscriptions, 22_000)).toEqual(['b']);
});

test('subscribing again overwrites the end and keeps the place in the list', () => {
  const subscriptions = new Subscriptions(0);

  subscriptions.subscribe('wzy', ['a', 'b'], 10, 0);
  subscriptions.subscribe('wzy', ['a'], 100, 5_000);

  expect(subscriptions.list('wzy', 5_000)).toEqual([
    { uid: 'a', expiry: 105 },
    { uid: 'b', expiry: 10 },
  ]);
  expect(uids(subscriptions, 11_000)).toEqual(['a']);
});

test('expired subscriptions make room for new ones, and only new names count', () => {
  const subscriptions = new Subscriptions(0);
  const names = Array.from({ length: 3000 }, (_, index) => `u${index}`);

  subscriptions.subscribe('wzy', names, 10, 0);
  expect(subscriptions.subscribe('wzy', ['one-more'], 10, 1_000)).toBeNull();
  expect(subscriptions.subscribe('wzy', ['u1', 'U2'], 10, 1_000)).toHaveLength(2);
  expect(subscriptions.subscribe('wzy', ['one-more'], 10, 10_000)).toHaveLength(1);
});

test('every acting user has subscriptions of their own, without regard to case', () => {
  const subscriptions = new Subscriptions(0);

  subscriptions.subscribe('WZY', ['a'], 10, 0);
  subscriptions.subscribe('ops', ['b'], 10, 0);

  expect(uids(subscriptions, 1)).toEqual(['a']);
});
