import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { calls, dealtWith, knock, simulate } from '../helpers/simulator-calls.ts';
import { HandTime } from '../helpers/simulator-time.ts';

const REFUSED = 'ECONNREFUSED';

async function untilOpen(simulator: Simulator): Promise<void> {
  while ((await knock(simulator)) !== null);
}

test('connections are refused for a while, and the server comes back on the same port', async () => {
  const time = new HandTime();
  const simulator = await simulate({ ...time.options, faults: [{ do: 'refuse', when: { from: 10, for: 30 } }] });

  expect((await calls.sublist(simulator)).status).toBe(200);
  time.move(10_000);
  await time.untilSet(1);
  expect(time.waits).toEqual([30_000]);
  expect(await knock(simulator)).toBe(REFUSED);
  time.move(29_999);
  expect(await knock(simulator)).toBe(REFUSED);
  time.move(1);
  await untilOpen(simulator);

  expect((await calls.sublist(simulator)).status).toBe(200);
  expect(time.waits).toEqual([]);
});

test('connections that are open are cut', async () => {
  const simulator = await simulate({ faults: [{ do: 'hang' }] });
  const open = calls.sublist(simulator).catch((error: NodeJS.ErrnoException) => error.code);
  await dealtWith(simulator, 1);

  await simulator.setFaultRules([{ do: 'refuse', when: { for: 1000 } }]);

  expect(await open).toBe('ECONNRESET');
  expect(await knock(simulator)).toBe(REFUSED);
});

test('once the faults are set the port is closed or open, as they say', async () => {
  const simulator = await simulate();

  for (let round = 0; round < 3; round++) {
    await simulator.setFaultRules([{ do: 'refuse', when: { for: 1000 } }]);
    expect(await knock(simulator)).toBe(REFUSED);
    await simulator.setFaultRules([]);
    expect(await knock(simulator)).toBeNull();
  }
});

test('a simulator can begin out of reach', async () => {
  const time = new HandTime();
  const simulator = await simulate({ ...time.options, faults: [{ do: 'refuse', when: { for: 5 } }] });

  expect(await knock(simulator)).toBe(REFUSED);
  time.move(5000);
  await untilOpen(simulator);
});

test('a port that somebody took in the meantime is asked for again until it is free', async () => {
  const time = new HandTime();
  const simulator = await simulate(time.options);
  await simulator.setFaultRules([{ do: 'refuse', when: { for: 5 } }]);
  const squatter = createServer().listen(Number(new URL(simulator.url).port), '127.0.0.1');
  onTestFinished(() => {
    squatter.close();
  });
  await once(squatter, 'listening');

  time.move(5000);
  await time.untilSet(1);
  squatter.close();
  await once(squatter, 'close');
  time.move(1000);

  await untilOpen(simulator);
});

test('it closes at once while it refuses connections, and leaves no timer', async () => {
  const time = new HandTime();
  const simulator = await startSimulator({ ...time.options, faults: [{ do: 'refuse', when: { for: 5 } }] });

  await simulator.close();
  time.move(10_000);

  expect(time.waits).toEqual([]);
  expect(await knock(simulator)).toBe(REFUSED);
});
