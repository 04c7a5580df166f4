import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Simulator } from '../../src/simulator/server.ts';
import { simulate } from '../helpers/simulator-calls.ts';

type Operation = readonly [name: string, argument: object];
interface Outcome {
  readonly value?: { readonly result?: unknown; readonly data?: { readonly result?: unknown } } | null;
  readonly error?: unknown;
}

const script = new URL('../helpers/vendor-sdk.mjs', import.meta.url).pathname;
const resource = 'webim_test_1';

async function drive({ url, orgName, appName, token }: Simulator, operations: readonly Operation[]): Promise<Outcome[]> {
  const order = JSON.stringify({ url, orgName, appName, token, uid: 'wzy', resource, operations });
  const { stdout } = await promisify(execFile)(process.execPath, [script, order], { timeout: 60_000 });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Outcome[];
}

test('the vendor SDK can publish, subscribe, retrieve and unsubscribe', { timeout: 60_000 }, async () => {
  const simulator = await simulate({ sublistLag: 0 });
  simulator.world.set('c2', 'android', '1', 'in a call');

  const [published, subscribed, retrieved, unsubscribed] = await drive(simulator, [
    ['publishPresence', { description: 'at lunch 🍜' }],
    ['subscribePresence', { usernames: ['c2', 'bob'], expiry: 1000 }],
    ['getPresenceStatus', { usernames: ['c2', 'wzy'] }],
    ['unsubscribePresence', { usernames: ['c2'] }],
  ]);

  expect(published).toEqual({ value: null });
  expect(simulator.world.read('wzy')).toMatchObject({ ext: 'at lunch 🍜', devices: [{ device: resource, status: '1' }] });
  expect(subscribed?.value?.result).toMatchObject([{ uid: 'c2', ext: 'in a call' }, { uid: 'bob' }]);
  expect(retrieved?.value?.data?.result).toMatchObject([
    { uid: 'c2', status: { android: '1' } },
    { uid: 'wzy', status: { [resource]: '1' } },
  ]);
  expect(unsubscribed).toEqual({ value: null });
  expect(simulator.subscriptions.list('wzy', Date.now()).map(({ uid }) => uid)).toEqual(['bob']);
});

test('the vendor SDK can page through the list of subscriptions', { timeout: 60_000 }, async () => {
  const simulator = await simulate({ sublistLag: 0 });
  simulator.subscriptions.subscribe('wzy', ['alice', 'bob', 'c2', 'carol', 'x'], 1000, Date.now());

  const pages = await drive(
    simulator,
    [1, 2, 3, 4].map((pageNum) => ['getSubscribedPresencelist', { pageNum, pageSize: 2 }] as const),
  );

  const results = pages.map(({ value }) => value?.data?.result as { totalnum: string; sublist: { uid: string }[] });
  expect(results.map(({ totalnum }) => totalnum)).toEqual(['5', '5', '5', '5']);
  expect(results.map(({ sublist }) => sublist.map(({ uid }) => uid))).toEqual([['alice', 'bob'], ['c2', 'carol'], ['x'], []]);
});

test('the vendor SDK reads why a call was refused from where it expects it', { timeout: 60_000 }, async () => {
  const simulator = await simulate();

  const [refused] = await drive(simulator, [['subscribePresence', { usernames: ['wzy'], expiry: 1000 }]]);

  expect(JSON.stringify(refused?.error)).toContain("you can't sub yourself");
  expect(simulator.traffic.answered(400)).toBe(1);
});
