import { expect, test } from 'vitest';
import type { FaultRuleInput } from '../../src/simulator/fault-rules.ts';
import { type InProcessMonitor, startMonitor } from '../helpers/in-process-monitor.ts';

/** Milliseconds after which the client under test gives an answer up. */
const TIMEOUT = 300;
const WRITES = ['set', 'subscribe', 'unsubscribe'] as const;

type Write = (typeof WRITES)[number];

/** A monitor that knows its users and subscriptions; the writes that follow meet this fault. */
async function startWith(fault: Exclude<FaultRuleInput, { do: 'refuse' }>): Promise<InProcessMonitor> {
  const monitor = await startMonitor({ timeout: TIMEOUT, simulator: { sublistLag: 0 } });
  await monitor.waitFor('the first answers', ({ planner, subscriptions }) => planner.sweeps > 0 && subscriptions.total !== null);
  await monitor.simulator.setFaultRules([{ ...fault, when: { calls: [...WRITES] } }]);
  return monitor;
}

function write({ dispatch }: InProcessMonitor, layer: Write): void {
  dispatch({ type: 'open', layer });
  if (layer === 'set') {
    dispatch({ type: 'focus', direction: 1 });
    dispatch({ type: 'edit', edit: { kind: 'erase-to-start' } });
    dispatch({ type: 'edit', edit: { kind: 'insert', text: '77' } });
    dispatch({ type: 'focus', direction: 1 });
    dispatch({ type: 'edit', edit: { kind: 'insert', text: '!' } });
  }
  dispatch({ type: 'confirm' });
}

/** Writes, and waits until everybody can know how it ended; nothing is ever sent twice. */
async function ended(monitor: InProcessMonitor, layer: Write) {
  write(monitor, layer);
  const { traffic } = monitor.simulator;
  await monitor.waitFor('the end of the write', ({ pending }) => pending === null && traffic.count(layer) > 0);
  expect(monitor.simulator.traffic.count(layer)).toBe(1);
  return monitor.state.notice;
}

const statusOf = (monitor: InProcessMonitor) => monitor.simulator.world.read('alice')?.devices[0]?.status;
const isSubscribed = (monitor: InProcessMonitor) => monitor.simulator.subscriptions.heldBy('wzy', Date.now())('alice');

test('a status that was set although the answer timed out is done', async () => {
  await using monitor = await startWith({ do: 'hang', carriedOut: true });
  expect(await ended(monitor, 'set')).toMatchObject({ kind: 'done', text: expect.stringMatching(/^done: set alice \S+ to 77$/) });
  expect(statusOf(monitor)).toBe('77');
  expect(monitor.user('alice').presence?.devices[0]?.status).toBe('77');
});

test('a status that was not set when the answer timed out is not done', async () => {
  await using monitor = await startWith({ do: 'hang' });
  const before = statusOf(monitor);
  expect(await ended(monitor, 'set')).toMatchObject({
    kind: 'failed',
    text: expect.stringMatching(/^not done: setting alice \S+ to 77: set: no complete answer within 0.3 s; \S+ is \d/),
  });
  expect(statusOf(monitor)).toBe(before);
});

test('a subscription that began although the answer timed out is done', async () => {
  await using monitor = await startWith({ do: 'hang', carriedOut: true });
  expect(await ended(monitor, 'subscribe')).toMatchObject({ kind: 'done', text: 'done: subscribed to alice for 7d' });
  expect(isSubscribed(monitor)).toBe(true);
  expect(monitor.user('alice').subscription).toBeGreaterThan(Date.now() / 1000 + 6 * 86_400);
});

test('a subscription that ended although the connection broke is done', async () => {
  await using monitor = await startWith({ do: 'reset', carriedOut: true });
  monitor.simulator.subscriptions.subscribe('wzy', ['alice'], 1000, Date.now());
  monitor.dispatch({ type: 'refresh-all' });
  await monitor.waitFor('the subscription', () => monitor.user('alice').subscription !== null);
  expect(await ended(monitor, 'unsubscribe')).toMatchObject({ kind: 'done', text: 'done: unsubscribed from alice' });
  expect(isSubscribed(monitor)).toBe(false);
  expect(monitor.user('alice').subscription).toBeNull();
});

test.each(WRITES)('%s stays unknown when the server is gone as it arrives, and says what to do', async (layer) => {
  await using monitor = await startWith({ do: 'hang' });
  const { simulator } = monitor;
  simulator.setFault(async (call) => {
    if (call === layer) await simulator.setFaultRules([{ do: 'refuse', when: { for: 3600 } }]);
    return undefined;
  });
  expect(await ended(monitor, layer)).toMatchObject({
    kind: 'unknown',
    text: expect.stringMatching(/^unknown: .*; could not be read back: .*ECONNREFUSED/),
    hint: layer === 'set' ? 'r re-retrieves alice' : 'R reads the subscriptions again',
  });
});

test('of three batches the lost one is read back, and none is sent twice', async () => {
  await using monitor = await startMonitor({ timeout: TIMEOUT, simulator: { users: 250, sublistLag: 0 } });
  await monitor.waitFor('the first answers', ({ planner, subscriptions }) => planner.sweeps > 0 && subscriptions.total !== null);
  for (let row = 0; row < 250; row++) monitor.dispatch({ type: 'mark' });
  const { uid } = monitor.state.roster.record(120);
  const lost = { users: [uid], calls: ['subscribe' as const] };
  await monitor.simulator.setFaultRules([{ do: 'status', status: 504, carriedOut: true, when: lost }]);
  monitor.dispatch({ type: 'open', layer: 'subscribe' });
  monitor.dispatch({ type: 'focus', direction: 1 });
  monitor.dispatch({ type: 'edit', edit: { kind: 'insert', text: '250' } });
  monitor.dispatch({ type: 'confirm' });
  await monitor.waitFor('the end of the write', ({ notice }) => notice?.kind === 'done');
  expect(monitor.state.notice?.text).toBe('done: subscribed to 250 users for 7d');
  expect(monitor.simulator.traffic.count('subscribe')).toBe(3);
  expect(monitor.user(uid).subscription).not.toBeNull();
});
