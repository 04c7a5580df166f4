import { expect, test } from 'vitest';
import type { Fault } from '../../src/simulator/faults.ts';
import { startMonitor } from '../helpers/in-process-monitor.ts';

const html = (status: number): Fault => ({
  status,
  body: '<html><h1>gateway</h1></html>',
  headers: { 'content-type': 'text/html' },
});

test.each<[string, Fault, RegExp]>([
  ['a reset connection', 'reset', /connection/],
  [
    'a 401',
    { status: 401, body: '{"error":"unauthorized","error_description":"Unable to authenticate (OAuth)"}' },
    /Unable to authenticate/,
  ],
  [
    'a 429',
    { status: 429, body: '{"error":"reach_limit","error_description":"This request has reached api limit"}' },
    /api limit/,
  ],
  ['a 502 with HTML', html(502), /502/],
  ['an empty 503', { status: 503, body: '' }, /503/],
  ['a 200 that is no JSON', { status: 200, body: '{"result":[{"uid":' }, /answer/],
  ['a 200 with a failure in it', { status: 200, body: '{"result":"the app not open presence"}' }, /not open presence/],
])('%s is said, loses nothing, and is over when the server is well again', async (_, fault, said) => {
  await using monitor = await startMonitor({ simulator: { users: 2 } });
  const { simulator } = monitor;
  simulator.world.set('alice', 'ios_1', '1', 'here');
  await monitor.waitFor('the first answer', ({ planner }) => planner.sweeps > 0);
  const before = monitor.user('alice');

  simulator.setFault((call) => (call === 'retrieve' ? fault : undefined));
  await monitor.waitFor(
    'the trouble to be told',
    ({ troubles, roster }) => troubles.retrieve !== null && roster.failing(before.index) !== undefined,
  );
  expect(monitor.state.troubles.retrieve?.failure.message).toMatch(said);
  expect(monitor.state.troubles.retrieve?.failure.hint).not.toBe('');
  expect(monitor.user('alice').presence).toBe(before.presence);
  expect(monitor.state.roster.failing(before.index)?.failure.message).toMatch(said);

  simulator.setFault(null);
  simulator.world.set('alice', 'ios_1', '0');
  await monitor.waitFor('the change after the fault', () => monitor.user('alice').timeline.length > 0);
  await monitor.waitFor('all to be well', ({ troubles }) => troubles.retrieve === null);
  expect(monitor.user('alice').timeline[0]).toMatchObject({ device: 'ios_1', from: '1', to: '0', gap: 'failed' });
});

test('while the server refuses for frequency, hardly any call is made', async () => {
  await using monitor = await startMonitor({ simulator: { users: 2000 } });
  const { simulator } = monitor;
  simulator.setFault((call) => (call === 'retrieve' ? { status: 429, body: '', headers: { 'retry-after': '30' } } : undefined));
  await monitor.waitFor('the first refusals', ({ throttled }) => throttled > 0);
  const asked = simulator.traffic.count('retrieve');
  const heldUntil = monitor.state.planner.heldUntil ?? 0;
  expect(heldUntil - monitor.state.stamp.steady).toBeGreaterThan(25_000);
  await monitor.waitFor('two looks at the clock', ({ stamp }) => stamp.steady > heldUntil - 28_000);
  expect(simulator.traffic.count('retrieve') - asked).toBeLessThanOrEqual(2);
});

test('an answer that comes too late to be waited for changes nothing', async () => {
  await using monitor = await startMonitor({ timeout: 300 });
  const { simulator } = monitor;
  await monitor.waitFor('the first answer', ({ planner }) => planner.sweeps > 0);
  const held = Promise.withResolvers<undefined>();
  simulator.setFault((call) => (call === 'retrieve' ? held.promise : undefined));
  await monitor.waitFor('the time-out', ({ troubles }) => troubles.retrieve?.failure.code === 'timeout');
  simulator.setFault(null);
  held.resolve(undefined);
  await monitor.waitFor('good answers again', ({ troubles }) => troubles.retrieve === null);
  expect(monitor.state.log.lastId).toBe(0);
});

test('one user whom the server chokes on is found and shown as failed, and the other 99 stay fresh', async () => {
  await using monitor = await startMonitor({ simulator: { users: 100 } });
  const { simulator } = monitor;
  simulator.setFault((call, names) => {
    return call === 'retrieve' && names.includes('carol') ? { status: 400, body: '{"error":"illegal_argument"}' } : undefined;
  });
  await monitor.waitFor('the culprit', ({ roster, planner }) => roster.failingCount === 1 && planner.sweeps > 1);
  expect(monitor.state.roster.failing(monitor.user('carol').index)?.failure.message).toContain('illegal_argument');
  expect(monitor.user('alice').presence).not.toBeNull();
  expect(monitor.state.roster.receivedAt(monitor.user('alice').index)).toBeGreaterThan(monitor.state.stamp.wall - 5000);
});
