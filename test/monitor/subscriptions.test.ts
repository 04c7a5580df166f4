import { describe, expect, it } from 'vitest';
import { SUBLIST_LAG, Subscriptions } from '../../src/monitor/subscriptions.ts';

const until = (uid: string, expiry: number | null) => ({ uid, expiry });

describe('what is believed', () => {
  it('the sublist, and of it only what is new, moved or ended counts as changed', () => {
    const subscriptions = new Subscriptions();
    expect(subscriptions.total).toBeNull();
    expect([...subscriptions.merge([until('Alice', 100), until('bob', 200)], 0, 10)]).toEqual([
      ['alice', 100],
      ['bob', 200],
    ]);
    expect([...subscriptions.merge([until('ALICE', 100), until('carol', 300)], 1000, 1010)]).toEqual([
      ['bob', null],
      ['carol', 300],
    ]);
    expect(subscriptions.total).toBe(2);
  });

  it('a subscription whose end the server does not tell has none', () => {
    const subscriptions = new Subscriptions();
    expect([...subscriptions.merge([until('alice', null)], 0, 10)]).toEqual([['alice', Number.POSITIVE_INFINITY]]);
    expect([...subscriptions.merge([until('alice', null)], 20, 30)]).toEqual([]);
  });

  it('a subscription made a moment ago, though the sublist does not show it yet', () => {
    const subscriptions = new Subscriptions();
    subscriptions.merge([], 0, 10);
    subscriptions.answered('Bob', 500, 1000);
    expect([...subscriptions.merge([], 2000, 2010)]).toEqual([]);
    expect(subscriptions.total).toBe(1);
  });

  it('an end a moment ago, though the sublist still shows the subscription', () => {
    const subscriptions = new Subscriptions();
    subscriptions.merge([until('bob', 500)], 0, 10);
    subscriptions.answered('BOB', null, 1000);
    expect(subscriptions.total).toBe(0);
    expect([...subscriptions.merge([until('bob', 500)], 2000, 2010)]).toEqual([]);
    expect(subscriptions.total).toBe(0);
  });

  it('after fifteen seconds the sublist again, also where it disagrees', () => {
    const subscriptions = new Subscriptions();
    subscriptions.merge([until('bob', 500)], 0, 10);
    subscriptions.answered('bob', null, 1000);
    subscriptions.answered('carol', 900, 1000);
    const late = 1000 + SUBLIST_LAG + 1;
    expect([...subscriptions.merge([until('bob', 500)], late, late)]).toEqual([
      ['carol', null],
      ['bob', 500],
    ]);
  });

  it('a sublist that was asked for within the fifteen seconds does not count as later because it took long', () => {
    const subscriptions = new Subscriptions();
    subscriptions.answered('carol', 900, 1000);
    expect([...subscriptions.merge([], 1000 + SUBLIST_LAG, 90_000)]).toEqual([]);
    expect(subscriptions.total).toBe(1);
  });

  it('users nobody watches are counted like all others', () => {
    const subscriptions = new Subscriptions();
    subscriptions.merge(
      Array.from({ length: 250 }, (_, index) => until(`stranger-${index}`, 1)),
      0,
      10,
    );
    expect(subscriptions.total).toBe(250);
  });
});

describe('when it is read', () => {
  it('at once, then every five minutes, and not while a reading is under way', () => {
    const subscriptions = new Subscriptions();
    expect(subscriptions.wakeAt).toBe(Number.NEGATIVE_INFINITY);
    subscriptions.reading();
    expect(subscriptions.wakeAt).toBe(Number.POSITIVE_INFINITY);
    subscriptions.merge([], 0, 1000);
    expect(subscriptions.wakeAt).toBe(1000 + 5 * 60_000);
  });

  it('again as soon as a write must show in it, until it does', () => {
    const subscriptions = new Subscriptions();
    subscriptions.merge([], 0, 1000);
    subscriptions.answered('bob', 500, 2000);
    expect(subscriptions.wakeAt).toBe(2000 + SUBLIST_LAG);
    subscriptions.merge([], 2000 + SUBLIST_LAG, 17_100);
    expect(subscriptions.wakeAt).toBe(17_100 + SUBLIST_LAG);
    subscriptions.merge([], 40_000, 40_100);
    expect(subscriptions.wakeAt).toBe(40_100 + 5 * 60_000);
  });

  it('not a second time because a write is answered while it is being read, but again once that reading is over', () => {
    const subscriptions = new Subscriptions();
    subscriptions.reading();
    subscriptions.answered('bob', 500, 2000);
    expect(subscriptions.wakeAt).toBe(Number.POSITIVE_INFINITY);
    subscriptions.merge([], 1000, 18_000);
    expect(subscriptions.wakeAt).toBe(18_000 + SUBLIST_LAG);
    subscriptions.reading();
    subscriptions.answered('carol', 500, 40_000);
    subscriptions.failed(900, 60_000);
    expect(subscriptions.wakeAt).toBe(60_900);
  });

  it('after a failure when its wait is over, and failures are counted until one reading goes through', () => {
    const subscriptions = new Subscriptions();
    subscriptions.failed(700, 1000);
    subscriptions.failed(900, 2000);
    expect([subscriptions.wakeAt, subscriptions.failures, subscriptions.total]).toEqual([2900, 2, null]);
    subscriptions.merge([], 3000, 3010);
    expect(subscriptions.failures).toBe(0);
  });
});
