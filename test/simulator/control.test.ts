import { expect, test } from 'vitest';
import type { Simulator } from '../../src/simulator/server.ts';
import { ask, calls, knock, simulate } from '../helpers/simulator-calls.ts';
import { HandTime } from '../helpers/simulator-time.ts';

const control = (simulator: Simulator, method: 'GET' | 'PUT' | 'PATCH' | 'DELETE', body?: unknown) =>
  ask(simulator, { method, app: '', path: '/_faults', body, headers: { Authorization: undefined, 'Content-Type': undefined } });

test('faults are put into force, shown and cleared over HTTP', async () => {
  const time = new HandTime();
  const simulator = await simulate(time.options);
  const faults = [
    { do: 'status', status: 503 },
    { do: 'hang', when: { from: 60 } },
  ];

  const put = await control(simulator, 'PUT', { faults });
  expect(put).toMatchObject({ status: 200, json: { faults, seconds: 0, active: [0] } });
  expect((await calls.sublist(simulator)).status).toBe(503);
  time.move(60_000);
  expect((await control(simulator, 'GET')).json).toMatchObject({ faults, seconds: 60, active: [0, 1] });
  expect((await control(simulator, 'DELETE')).json).toEqual({ faults: [], seconds: 0, active: [] });
  expect((await calls.sublist(simulator)).status).toBe(200);
});

test('what GET shows can be put again', async () => {
  const simulator = await simulate({ scenario: 'throttled' });
  const { faults } = (await control(simulator, 'GET')).json as { faults: unknown };

  expect((await control(simulator, 'PUT', { faults })).status).toBe(200);
  expect(simulator.faultReport().faults).toEqual(faults);
});

test('the control is no part of the API: nothing goes wrong with it and nothing is counted', async () => {
  const simulator = await simulate({ faults: [{ do: 'hang' }, { do: 'delay', milliseconds: 1e9 }] });

  expect((await control(simulator, 'GET')).status).toBe(200);
  expect(simulator.traffic.count()).toBe(0);
});

test.each([
  ['no JSON', '{"faults":', 'The body is not JSON'],
  ['an unknown fault', { faults: [{ do: 'vanish' }] }, 'faults.0.do: found "vanish"'],
  ['an unknown field', { faults: [], fault: [] }, 'fault: found an unknown field, expected one of faults.'],
  ['no list', {}, 'faults: found nothing, expected a value of type array.'],
])('%s is refused with the reason, and the faults stay as they were', async (_, body, message) => {
  const simulator = await simulate({ faults: [{ do: 'truncated' }] });

  const { status, json } = await control(simulator, 'PUT', body);

  expect(status).toBe(400);
  expect(json).toMatchObject({ error: expect.stringContaining(message), hint: expect.stringMatching(/faults/) });
  expect(simulator.faultReport().faults).toMatchObject([{ do: 'truncated' }]);
});

test('another method is refused, naming those that there are', async () => {
  const { status, headers } = await control(await simulate(), 'PATCH', {});

  expect(status).toBe(405);
  expect(headers.allow).toBe('GET, PUT, DELETE');
});

test('refusing connections over HTTP is answered first, and ends by itself', async () => {
  const time = new HandTime();
  const simulator = await simulate(time.options);

  expect((await control(simulator, 'PUT', { faults: [{ do: 'refuse', when: { for: 20 } }] })).status).toBe(200);
  await time.untilSet(1);
  expect(await knock(simulator)).toBe('ECONNREFUSED');
  time.move(20_000);
  while ((await knock(simulator)) !== null);
  expect((await calls.sublist(simulator)).status).toBe(200);
});
