import { expect, test } from 'vitest';
import { SimulatorError } from '../../src/simulator/errors.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { ask, calls, simulate } from '../helpers/simulator-calls.ts';

test('it listens on loopback only, on a free port', async () => {
  const [first, second] = [await simulate(), await simulate()];

  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(second.url).not.toBe(first.url);
});

test('a port that is taken says so and what to do', async () => {
  const { url } = await simulate();
  const port = Number(new URL(url).port);

  const failure = await startSimulator({ port }).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(SimulatorError);
  expect(failure).toMatchObject({
    message: expect.stringContaining(`127.0.0.1:${port}: another program uses it`),
    hint: expect.stringContaining('0'),
  });
});

test('it keeps an account of what was asked and answered', async () => {
  const simulator = await simulate({ users: ['ann', 'ben'] });

  await calls.set(simulator, 'ann', 'ios_1', '1');
  await calls.retrieve(simulator, ['ann', 'ben']);
  await calls.retrieve(simulator, []);

  const { traffic } = simulator;
  expect([traffic.count('set'), traffic.count('retrieve'), traffic.count()]).toEqual([1, 2, 3]);
  expect([traffic.answered(200), traffic.answered(400), traffic.answered(500)]).toEqual([2, 1, 0]);
  expect(traffic.recent).toMatchObject([
    { call: 'set', uid: 'ann', names: ['ann'], status: 200 },
    { call: 'retrieve', uid: 'wzy', names: ['ann', 'ben'], status: 200 },
    { call: 'retrieve', uid: 'wzy', names: [], status: 400 },
  ]);
});

test('the next request can be made to fail, with any status, body and header', async () => {
  const simulator = await simulate();
  simulator.failNext({
    status: 502,
    body: '<html>Bad Gateway</html>',
    headers: { 'Content-Type': 'text/html', 'Retry-After': '3' },
  });

  const [failed, fine] = [await calls.sublist(simulator), await calls.sublist(simulator)];

  expect(failed.status).toBe(502);
  expect(failed.text).toBe('<html>Bad Gateway</html>');
  expect(failed.headers).toMatchObject({ 'content-type': 'text/html', 'retry-after': '3' });
  expect(fine.status).toBe(200);
});

test('failures can be kept for one call', async () => {
  const simulator = await simulate();
  simulator.failNext({ status: 500 }, { times: 2, call: 'retrieve' });

  const statuses = [];
  for (const call of [calls.sublist, (s: typeof simulator) => calls.retrieve(s, ['bob'])]) {
    for (let index = 0; index < 3; index++) statuses.push((await call(simulator)).status);
  }

  expect(statuses).toEqual([200, 200, 200, 500, 500, 200]);
});

test('a fault source sees the call and its names, and what fails is not carried out', async () => {
  const simulator = await simulate();
  simulator.setFault((call, names) => (call === 'set' && names.includes('newcomer') ? { status: 503 } : undefined));

  expect((await calls.set(simulator, 'newcomer', 'ios_1', '1')).status).toBe(503);
  expect((await calls.retrieve(simulator, ['newcomer'])).status).toBe(200);
  expect(simulator.world.read('newcomer')).toBeNull();
  simulator.setFault(null);
  expect((await calls.set(simulator, 'newcomer', 'ios_1', '1')).status).toBe(200);
});

test('a fault source can hold a request back until it is let go', async () => {
  const simulator = await simulate();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  simulator.setFault((call) => (call === 'retrieve' ? promise : undefined));

  const held = calls.retrieve(simulator, ['bob']);
  expect((await calls.sublist(simulator)).status).toBe(200);
  resolve(undefined);

  expect((await held).status).toBe(200);
  expect(simulator.traffic.recent.map(({ call }) => call)).toEqual(['sublist', 'retrieve']);
});

test('a reset breaks the connection', async () => {
  const simulator = await simulate();
  simulator.failNext('reset');

  await expect(calls.sublist(simulator)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect((await calls.sublist(simulator)).status).toBe(200);
  expect(simulator.traffic.answered(null)).toBe(1);
});

test('a request that hangs ends when the simulator closes', async () => {
  const simulator = await simulate();
  const arrived = Promise.withResolvers<void>();
  simulator.setFault(() => {
    arrived.resolve();
    return 'hang';
  });

  const hanging = calls.sublist(simulator).catch((error: NodeJS.ErrnoException) => error.code);
  await arrived.promise;
  await simulator.close();

  expect(await hanging).toBe('ECONNRESET');
});

test('a sweep of ten thousand users is answered whole, each call for its own users', async () => {
  const simulator = await simulate({ scenario: 'calm', users: 10_000, callsPerSecond: 1000 });
  const { names } = simulator.world;
  let answered = 0;
  for (let from = 0; from < names.length; from += 100) {
    const { json } = await ask(simulator, { path: '/users/wzy/presence', body: { usernames: names.slice(from, from + 100) } });
    const { result } = json as { result: { uid: string }[] };
    expect(result.map(({ uid }) => uid)).toEqual(names.slice(from, from + 100));
    answered += result.length;
  }

  expect(answered).toBe(10_000);
});
