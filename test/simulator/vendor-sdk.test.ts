import { expect, test } from 'vitest';
import { simulate } from '../helpers/simulator-calls.ts';
import { driveSdk, SDK_RESOURCE } from '../helpers/vendor-sdk.ts';

test('the vendor SDK can publish, subscribe, retrieve and unsubscribe', { timeout: 60_000 }, async () => {
  const simulator = await simulate({ sublistLag: 0 });
  simulator.world.set('c2', 'android', '1', 'in a call');

  const [published, subscribed, retrieved, unsubscribed] = await driveSdk(simulator, [
    ['publishPresence', { description: 'at lunch 🍜' }],
    ['subscribePresence', { usernames: ['c2', 'bob'], expiry: 1000 }],
    ['getPresenceStatus', { usernames: ['c2', 'wzy'] }],
    ['unsubscribePresence', { usernames: ['c2'] }],
  ]);

  expect(published).toEqual({ value: null });
  expect(simulator.world.read('wzy')).toMatchObject({ ext: 'at lunch 🍜', devices: [{ device: SDK_RESOURCE, status: '1' }] });
  expect(subscribed?.value?.result).toMatchObject([{ uid: 'c2', ext: 'in a call' }, { uid: 'bob' }]);
  expect(retrieved?.value?.data?.result).toMatchObject([
    { uid: 'c2', status: { android: '1' } },
    { uid: 'wzy', status: { [SDK_RESOURCE]: '1' } },
  ]);
  expect(unsubscribed).toEqual({ value: null });
  expect(simulator.subscriptions.list('wzy', Date.now()).map(({ uid }) => uid)).toEqual(['bob']);
});

test('the vendor SDK can page through the list of subscriptions', { timeout: 60_000 }, async () => {
  const simulator = await simulate({ sublistLag: 0 });
  simulator.subscriptions.subscribe('wzy', ['alice', 'bob', 'c2', 'carol', 'x'], 1000, Date.now());

  const pages = await driveSdk(
    simulator,
    [1, 2, 3, 4].map((pageNum) => ['getSubscribedPresencelist', { pageNum, pageSize: 2 }] as const),
  );

  const results = pages.map(({ value }) => value?.data?.result as { totalnum: string; sublist: { uid: string }[] });
  expect(results.map(({ totalnum }) => totalnum)).toEqual(['5', '5', '5', '5']);
  expect(results.map(({ sublist }) => sublist.map(({ uid }) => uid))).toEqual([['alice', 'bob'], ['c2', 'carol'], ['x'], []]);
});

test('the vendor SDK reads why a call was refused from where it expects it', { timeout: 60_000 }, async () => {
  const simulator = await simulate();

  const [refused] = await driveSdk(simulator, [['subscribePresence', { usernames: ['wzy'], expiry: 1000 }]]);

  expect(JSON.stringify(refused?.error)).toContain("you can't sub yourself");
  expect(simulator.traffic.answered(400)).toBe(1);
});
