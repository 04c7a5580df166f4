import { expect, it, onTestFinished, vi } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import { openEngine } from '../../src/runtime/engine.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { simulate } from '../helpers/simulator-calls.ts';
import { names, settings } from '../helpers/watching.ts';

async function watch(options: SimulatorOptions = {}, callsPerSecond = 50) {
  const simulator = await simulate({ users: names(250), ...options });
  const { url: host, orgName, appName, token } = simulator;
  const engine = openEngine(
    { ...settings, users: names(250), callsPerSecond, refresh: 1000 },
    {
      base: baseUrl({ host, orgName, appName }),
      uid: 'wzy',
      token: { name: 'the test', get: async () => token, renew: async () => token },
      callsPerSecond,
      extMaxBytes: 64,
    },
  );
  onTestFinished(() => engine.close());
  const until = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 5000 });
  return { simulator, engine, state: engine.store.getLatest, until };
}

it('asks about everybody, three calls for 250 users, and shows what was answered', async () => {
  const { simulator, engine, state, until } = await watch();
  let frames = 0;
  engine.store.subscribe(() => {
    frames++;
  });
  expect(simulator.traffic.count()).toBe(0);
  engine.store.start();
  await until(() => state().planner.sweeps >= 1 && state().subscriptions.total === 0);
  expect(state().roster.counts.unknown).toBe(0);
  await until(() => engine.store.getSnapshot().perSecond > 0);
  expect(frames).toBeGreaterThan(0);
});

it('sees a change, and knows the moments between which it fell', async () => {
  const { simulator, engine, state, until } = await watch();
  engine.store.start();
  await until(() => state().planner.sweeps >= 1);
  const before = Date.now();
  simulator.world.set('u7', 'web_new', '1', 'back');
  await until(() => state().log.lastId >= 2);
  const [change] = state().log.latest(1);
  expect(change).toMatchObject({ uid: 'u7' });
  expect(change?.notBefore).toBeLessThanOrEqual(before + 1);
  expect(change?.notAfter).toBeGreaterThanOrEqual(before);
});

it('goes on after an outage, and tells it while it lasts', async () => {
  const { simulator, engine, state, until } = await watch();
  simulator.setFault(() => 'reset');
  engine.store.start();
  await until(() => state().troubles.retrieve?.failure.code === 'network' && state().roster.failingCount > 0);
  simulator.setFault(null);
  await until(() => state().roster.counts.unknown === 0);
  expect([state().troubles.retrieve, state().roster.failingCount]).toEqual([null, 0]);
});

it('ends with the exit code the monitor wants', async () => {
  const { engine } = await watch();
  engine.store.start();
  engine.store.dispatch({ type: 'interrupt' });
  expect(await engine.ended).toBe(130);
});

it('closing gives up the calls under way and asks no more', async () => {
  const { simulator, engine, state, until } = await watch();
  simulator.setFault(() => 'hang');
  engine.store.start();
  await until(() => simulator.traffic.count('retrieve') >= 3);
  const last = state();
  engine.close();
  const open = () => simulator.traffic.count();
  const asked = open();
  simulator.setFault(null);
  await vi.waitUntil(() => simulator.traffic.answered(null) >= 1);
  expect(state()).toBe(last);
  expect(open()).toBe(asked);
});
