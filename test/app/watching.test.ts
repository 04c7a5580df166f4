import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/simulator/server.ts';
import { startMonitor } from '../helpers/in-process-monitor.ts';

test.each([
  [0, 0],
  [1, 1],
  [100, 1],
  [101, 2],
  [1000, 10],
])('%i users are swept with %i calls', async (users, calls) => {
  await using monitor = await startMonitor({ simulator: { users }, settings: { refresh: 3_600_000 } });
  await monitor.waitFor('one sweep', ({ planner }) => planner.size === 0 || planner.sweeps > 0);
  await monitor.waitFor('the sublist', ({ subscriptions }) => subscriptions.total !== null);
  expect(monitor.simulator.traffic.count('retrieve')).toBe(calls);
});

test('no second holds more calls than configured, at 10,000 users and with failures in between', async () => {
  await using monitor = await startMonitor({ simulator: { users: 10_000, callsPerSecond: 1000 } });
  const { simulator } = monitor;
  let asked = 0;
  simulator.setFault((call) => (call === 'retrieve' && ++asked % 7 === 0 ? { status: 500, body: '' } : undefined));
  await monitor.waitFor('a sweep', ({ planner }) => planner.sweeps > 0);
  expect(simulator.traffic.mostInAnySecond('retrieve')).toBeLessThanOrEqual(50);
  expect(simulator.traffic.answered(500)).toBeGreaterThan(5);
  expect(monitor.state.roster.oldestReceivedAt()).toBeGreaterThan(0);
});

const NAMES = ['..', 'a/b', '名前', '👩‍👩‍👧', '%2f', 'é', '?', '#'];

test('names that need encoding are watched, set and subscribed to like any other', async () => {
  await using monitor = await startMonitor({ simulator: { users: NAMES } });
  const { simulator } = monitor;
  for (const name of NAMES) simulator.world.set(name, 'ios_1', '1', `I am ${name}`);
  await monitor.waitFor('the first answer', ({ planner }) => planner.sweeps > 0);
  for (const name of NAMES) expect(monitor.user(name).presence?.ext).toBe(`I am ${name}`);

  monitor.dispatch({ type: 'move', by: 'end', direction: -1 });
  for (let row = 0; row < NAMES.length; row++) monitor.dispatch({ type: 'mark' });
  monitor.dispatch({ type: 'open', layer: 'subscribe' });
  monitor.dispatch({ type: 'confirm' });
  await monitor.waitFor('the subscriptions', () => NAMES.every((name) => monitor.user(name).subscription !== null));
  expect(simulator.subscriptions.heldBy('wzy', Date.now())('..')).toBe(true);

  for (let row = 0; row < NAMES.length; row++) {
    monitor.dispatch({ type: 'move', by: 'end', direction: -1 });
    for (let down = 0; down < row; down++) monitor.dispatch({ type: 'move', by: 'row', direction: 1 });
    monitor.dispatch({ type: 'open', layer: 'set' });
    monitor.dispatch({ type: 'focus', direction: 1 });
    monitor.dispatch({ type: 'edit', edit: { kind: 'erase-to-start' } });
    monitor.dispatch({ type: 'edit', edit: { kind: 'insert', text: '0' } });
    monitor.dispatch({ type: 'confirm' });
    await monitor.waitFor('the write', ({ pending }) => pending === null);
  }
  const written = simulator.traffic.recent.filter(({ call }) => call === 'set').map(({ uid }) => uid);
  expect(written.toSorted()).toEqual(NAMES.toSorted());
  for (const name of NAMES) expect(simulator.world.read(name)?.devices[0]?.status).toBe('0');
});

test('subscriptions of many pages are read at the start, and those of users nobody watches do no harm', async () => {
  const simulator = await startSimulator({ scenario: 'still', users: 500, sublistLag: 0 });
  onTestFinished(() => simulator.close());
  simulator.subscriptions.subscribe('wzy', simulator.world.names.slice(0, 450), 86_400, Date.now());
  await using monitor = await startMonitor({ on: simulator, settings: { users: ['alice', 'bob'] } });
  await monitor.waitFor('the sublist', ({ subscriptions }) => subscriptions.total !== null);
  expect(monitor.state.subscriptions.total).toBe(450);
  expect(monitor.user('alice').subscription).toBeGreaterThan(Date.now() / 1000);
  expect(simulator.traffic.count('sublist')).toBe(5);
});

test('what subscribe answered stands although the sublist does not show it yet', async () => {
  await using monitor = await startMonitor({ simulator: { sublistLag: 60_000 } });
  await monitor.waitFor('the sublist', ({ subscriptions }) => subscriptions.total === 0);
  monitor.dispatch({ type: 'open', layer: 'subscribe' });
  monitor.dispatch({ type: 'confirm' });
  await monitor.waitFor('the answer', () => monitor.user('alice').subscription !== null);
  const read = monitor.simulator.traffic.count('sublist');
  monitor.dispatch({ type: 'refresh-all' });
  await monitor.waitFor('the sublist to be read again', ({ subscriptions }) => {
    return monitor.simulator.traffic.count('sublist') > read && Number.isFinite(subscriptions.wakeAt);
  });
  expect(monitor.user('alice').subscription).not.toBeNull();
});

test('more than a hundred marked users are subscribed to in batches, and the count has to be typed', async () => {
  await using monitor = await startMonitor({ simulator: { users: 250 } });
  await monitor.waitFor('one sweep', ({ planner }) => planner.sweeps > 0);
  for (let row = 0; row < 250; row++) monitor.dispatch({ type: 'mark' });
  expect(monitor.state.marks.size).toBe(249 + 1);
  monitor.dispatch({ type: 'open', layer: 'subscribe' });
  monitor.dispatch({ type: 'confirm' });
  expect(monitor.simulator.traffic.count('subscribe')).toBe(0);
  monitor.dispatch({ type: 'edit', edit: { kind: 'insert', text: '250' } });
  monitor.dispatch({ type: 'confirm' });
  await monitor.waitFor('the answers', ({ notice }) => notice?.kind === 'done');
  expect(monitor.simulator.traffic.count('subscribe')).toBe(3);
  expect(monitor.user('c3').subscription).not.toBeNull();
});
