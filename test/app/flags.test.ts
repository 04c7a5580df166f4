import { expect, test } from 'vitest';
import { type FlagKind, flagsOf } from '../../src/monitor/flags.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { type InProcessMonitor, startMonitor } from '../helpers/in-process-monitor.ts';

/** A world that stands still and answers with these oddities and faults. */
const world = (more: object) =>
  JSON.stringify({
    about: 'x',
    pace: { lively: { users: 0, everySeconds: null }, others: { everySeconds: null }, busy: 0, lost: 0 },
    ...more,
  });

const everybody = ({ state }: InProcessMonitor) => state.settings.users.map((_, index) => state.roster.record(index));
const kinds = (monitor: InProcessMonitor, uid: string) => flagsOf(monitor.user(uid), Date.now()).map(({ kind }) => kind);

test.each<[quirk: string, flags: readonly FlagKind[]]>([
  ['last-time-ahead', ['future']],
  ['last-time-old', ['stale-online']],
  ['repeated-device', ['device-twice']],
  ['custom-word', ['status']],
  ['left-out', ['absent']],
  ['repeated-user', ['user-twice']],
  ['empty-uid', ['empty-uid']],
  ['foreign-uid', ['absent', 'foreign-uid']],
  ['last-time-word', ['mistyped']],
])('a server with the oddity %s has its users flagged %j', async (quirk, flags) => {
  await using monitor = await startMonitor({
    simulator: { scenario: world({ quirks: { [quirk]: 1 } }), users: ['alice', 'bob'] },
  });
  for (const name of ['alice', 'bob']) monitor.simulator.world.set(name, 'ios_1', '1', 'x');
  monitor.dispatch({ type: 'refresh-all' });
  await monitor.waitFor(
    'the flags',
    () => kinds(monitor, 'alice').join() === flags.join() && kinds(monitor, 'bob').join() === flags.join(),
  );
});

test.each(['calm', 'busy', 'still'])('nobody is flagged in the world %s', async (scenario) => {
  await using monitor = await startMonitor({ simulator: { scenario, users: 100 } });
  await monitor.waitFor('a few sweeps', ({ planner }) => planner.sweeps > 2);
  expect(everybody(monitor).flatMap((record) => flagsOf(record, Date.now()))).toEqual([]);
});

test('a server whose clock is ahead has nobody from the future', async () => {
  const faults = [{ do: 'clock', hours: 5 }];
  await using monitor = await startMonitor({ simulator: { scenario: world({ faults }), users: ['alice'] } });
  monitor.simulator.world.set('alice', 'ios_1', '1', 'just now');
  await monitor.waitFor('the change', () => monitor.user('alice').presence?.ext === 'just now');
  expect(monitor.state.troubles.clock).not.toBeNull();
  expect((monitor.user('alice').presence?.lastTime ?? 0) * 1000).toBeGreaterThan(Date.now() + 4 * 3_600_000);
  expect(kinds(monitor, 'alice')).toEqual([]);
});

test.each([0, 25, -25])('a subscription for an hour is flagged by a server whose clock is %i h ahead', async (hours) => {
  await using simulator = await startSimulator({ scenario: 'still', users: 5, sublistLag: 0 }).then((started) => ({
    ...started,
    [Symbol.asyncDispose]: () => started.close(),
  }));
  await simulator.setFaultRules(hours === 0 ? [] : [{ do: 'clock', hours }]);
  simulator.subscriptions.subscribe('wzy', ['alice'], 3600, Date.now());
  await using monitor = await startMonitor({ on: simulator });
  await monitor.waitFor('the sublist', () => kinds(monitor, 'alice').includes('ending'));
  expect(kinds(monitor, 'bob')).toEqual([]);
});
