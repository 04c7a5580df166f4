import { expect, test } from 'vitest';
import { loadScenario } from '../../src/simulator/scenario.ts';
import { ask, calls, dealtWith, simulate } from '../helpers/simulator-calls.ts';
import { HandTime } from '../helpers/simulator-time.ts';

const HOUR = 3_600_000;
const STATUSES = [400, 401, 403, 404, 429, 500, 502, 503, 504];

test.each(STATUSES)('a %i comes as the JSON of the service, as a page of a gateway, or empty', async (status) => {
  const simulator = await simulate();
  const struck = async (body: 'json' | 'html' | 'empty') => {
    await simulator.setFaultRules([{ do: 'status', status, body }]);
    return calls.retrieve(simulator, ['bob']);
  };

  const [json, html, empty] = [await struck('json'), await struck('html'), await struck('empty')];

  expect([json.status, html.status, empty.status]).toEqual([status, status, status]);
  expect(json.json).toMatchObject({ error: expect.stringMatching(/./), error_description: expect.stringMatching(/./) });
  expect(json.headers['content-type']).toMatch('application/json');
  expect(html.text).toContain(`<h1>${status} `);
  expect(html.headers['content-type']).toBe('text/html');
  expect(empty.text).toBe('');
  expect(simulator.traffic.answered(status)).toBe(3);
});

test('an error can say what it likes, as "too many queries" in a 400', async () => {
  const simulator = await simulate({ faults: [{ do: 'status', status: 400, text: 'too many queries' }] });

  expect((await calls.sublist(simulator)).json).toMatchObject({
    error_description: 'too many queries',
    result: 'too many queries',
  });
});

test('Retry-After comes as seconds or as a date', async () => {
  const time = new HandTime();
  const simulator = await simulate(time.options);
  const header = async (as?: 'date') => {
    await simulator.setFaultRules([{ do: 'status', status: 429, retryAfter: { seconds: 90, ...(as && { as }) } }]);
    return (await calls.sublist(simulator)).headers['retry-after'];
  };

  expect(await header()).toBe('90');
  expect(await header('date')).toBe(new Date(time.options.now() + 90_000).toUTCString());
});

test('a 200 with a failure in its result changes nothing', async () => {
  const simulator = await simulate({ faults: [{ do: 'failed-result', text: 'the app not open presence' }] });

  const answer = await calls.set(simulator, 'newcomer', 'ios_1', '1');

  expect(answer).toMatchObject({ status: 200, json: { result: 'the app not open presence' } });
  expect(simulator.world.read('newcomer')).toBeNull();
});

test('truncated JSON is the first half of the right answer, and the connection is in order', async () => {
  const simulator = await simulate();
  const right = (await calls.retrieve(simulator, ['alice', 'bob'])).text;
  await simulator.setFaultRules([{ do: 'truncated' }]);

  const cut = await calls.retrieve(simulator, ['alice', 'bob']);

  expect(cut.status).toBe(200);
  expect(cut.text).toBe(right.slice(0, right.length / 2));
  expect(() => cut.json).toThrow(SyntaxError);
});

test('invalid JSON is whole and cannot be parsed', async () => {
  const simulator = await simulate({ faults: [{ do: 'invalid-json' }] });

  const answer = await calls.retrieve(simulator, ['alice']);

  expect(answer.status).toBe(200);
  expect(answer.text).toContain("{'result':[{'uid':'alice'");
  expect(() => answer.json).toThrow(SyntaxError);
});

test('a huge body has twenty million bytes, valid JSON all the same', async () => {
  const simulator = await simulate({ faults: [{ do: 'huge' }] });

  const answer = await calls.retrieve(simulator, ['alice']);

  expect(Buffer.byteLength(answer.text)).toBe(20_000_000);
  expect(answer.json).toMatchObject({ result: [{ uid: 'alice' }] });
});

test('a delayed answer is carried out at once and told late', async () => {
  const time = new HandTime();
  const simulator = await simulate({ ...time.options, faults: [{ do: 'delay', milliseconds: 3000 }] });
  let answered = false;

  const late = calls.set(simulator, 'newcomer', 'ios_1', '1').finally(() => {
    answered = true;
  });
  await time.untilSet(1);
  time.move(2999);

  expect(time.waits).toEqual([1]);
  expect(answered).toBe(false);
  expect(simulator.world.read('newcomer')).not.toBeNull();
  time.move(1);
  expect((await late).status).toBe(200);
});

test('jitter delays each answer differently, and the same way with the same seed', async () => {
  const hear = async () => {
    const time = new HandTime();
    const simulator = await simulate({ ...time.options, seed: 9, faults: [{ do: 'delay', milliseconds: 100, jitter: 900 }] });
    const delays: number[] = [];
    for (let index = 0; index < 4; index++) {
      const late = calls.sublist(simulator);
      await time.untilSet(1);
      delays.push(...time.waits);
      time.move(1000);
      await late;
    }
    return delays;
  };
  const delays = await hear();

  expect(new Set(delays).size).toBe(4);
  expect(delays.every((delay) => delay >= 100 && delay < 1000)).toBe(true);
  expect(await hear()).toEqual(delays);
});

test('a slow body comes bit by bit over its time', async () => {
  const time = new HandTime();
  const simulator = await simulate({ ...time.options, faults: [{ do: 'slow', seconds: 1 }] });

  const slow = calls.sublist(simulator);
  const waits = [];
  for (let bit = 0; bit < 10; bit++) {
    await time.untilSet(1);
    waits.push(...time.waits);
    time.move(100);
  }

  expect(waits).toEqual(Array(10).fill(100));
  expect((await slow).json).toEqual({ result: { totalnum: '0', sublist: [] } });
});

test('a reset comes before anything is done', async () => {
  const simulator = await simulate({ faults: [{ do: 'reset' }] });

  await expect(calls.set(simulator, 'newcomer', 'ios_1', '1')).rejects.toMatchObject({ code: 'ECONNRESET' });

  expect(simulator.world.read('newcomer')).toBeNull();
  expect(simulator.traffic.answered(null)).toBe(1);
});

test('a reset in the middle comes after the head and half of the right body, and the call was carried out', async () => {
  const simulator = await simulate({ faults: [{ do: 'reset', at: 'middle' }] });
  const heard: string[] = [];

  const broken = ask(simulator, {
    path: '/users/newcomer/presence/ios_1/1',
    body: { ext: 'x' },
    hear: (status, text) => heard.push(`${status} ${text}`),
  });

  await expect(broken).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(heard).toEqual(['200 {"resul']);
  expect(simulator.world.read('newcomer')).not.toBeNull();
  expect(simulator.traffic.answered(null)).toBe(1);
});

test('an answer is dropped in silence, and others are answered meanwhile', async () => {
  const simulator = await simulate({ faults: [{ do: 'hang', when: { calls: ['retrieve'] } }] });
  const dropped = calls.retrieve(simulator, ['bob']).catch((error: NodeJS.ErrnoException) => error.code);

  while (simulator.traffic.answered(null) === 0) expect((await calls.sublist(simulator)).status).toBe(200);
  const raced = await Promise.race([dropped, calls.sublist(simulator)]);

  expect(raced).toMatchObject({ status: 200 });
  await simulator.close();
  expect(await dropped).toBe('ECONNRESET');
});

test.each([{ do: 'hang' }, { do: 'reset' }, { do: 'status', status: 504 }] as const)(
  '%j leaves the call undone unless it says that it is carried out',
  async (rule) => {
    const simulator = await simulate();
    const write = async (uid: string, carriedOut: boolean) => {
      await simulator.setFaultRules([{ ...rule, carriedOut }]);
      calls.set(simulator, uid, 'ios_1', '1').catch(() => {});
      await dealtWith(simulator, simulator.traffic.recent.length + 1);
      return simulator.world.has(uid);
    };

    expect(await write('undone', false)).toBe(false);
    expect(await write('done', true)).toBe(true);
  },
);

test('a clock that is off by hours is off everywhere the server tells a time, and nowhere else', async () => {
  const time = new HandTime();
  const simulator = await simulate({ ...time.options, sublistLag: 0 });
  const now = time.options.now();
  simulator.world.set('alice', 'ios_1', '1');
  await simulator.setFaultRules([{ do: 'clock', hours: -5 }]);
  const wrong = (plus = 0) => String((now - 5 * HOUR) / 1000 + plus);

  const subscribed = await calls.subscribe(simulator, ['alice'], 1000);
  const listed = await calls.sublist(simulator);
  const refused = await calls.retrieve(simulator, []);

  expect(subscribed.headers.date).toBe(new Date(now - 5 * HOUR).toUTCString());
  expect(subscribed.json).toMatchObject({ result: [{ last_time: wrong(), expiry: wrong(1000) }] });
  expect(listed.json).toMatchObject({ result: { sublist: [{ uid: 'alice', expiry: wrong(1000) }] } });
  expect(refused.json).toMatchObject({ timestamp: now - 5 * HOUR });
  expect(simulator.subscriptions.list('wzy', now)).toEqual([{ uid: 'alice', expiry: now / 1000 + 1000 }]);
  await simulator.setFaultRules([]);
  expect((await calls.retrieve(simulator, ['alice'])).json).toMatchObject({ result: [{ last_time: String(now / 1000) }] });
});

test('a wrong clock gives no time to users the server never saw', async () => {
  const scenario = { ...loadScenario('still'), neverSeen: { absent: 0, empty: 1 } };
  const simulator = await simulate({ scenario, faults: [{ do: 'clock', hours: 3 }] });

  expect((await calls.retrieve(simulator, ['alice'])).json).toMatchObject({ result: [{ uid: 'alice', last_time: '0' }] });
});

test('one user spoils every batch that names them, and no other batch', async () => {
  const simulator = await simulate({ faults: [{ do: 'status', status: 500, when: { users: ['mallory'] } }] });
  const status = async (...names: string[]) => (await calls.retrieve(simulator, names)).status;

  expect([await status('alice', 'Mallory', 'bob'), await status('alice', 'bob'), await status('mallory')]).toEqual([
    500, 200, 500,
  ]);
  expect((await calls.set(simulator, 'mallory', 'ios_1', '1')).status).toBe(500);
});

test('a request for a token can fail as well', async () => {
  const simulator = await simulate({ faults: [{ do: 'status', status: 503, when: { calls: ['token'] } }] });

  expect((await ask(simulator, { path: '/token', body: {} })).status).toBe(503);
  expect((await calls.sublist(simulator)).status).toBe(200);
});

test('the same seed spoils the same requests over HTTP', async () => {
  const hear = async (seed: number) => {
    const simulator = await simulate({ scenario: 'throttled', seed });
    const statuses = [];
    for (let index = 0; index < 40; index++) statuses.push((await calls.retrieve(simulator, ['bob'])).status);
    return statuses;
  };
  const statuses = await hear(1);

  expect(new Set(statuses)).toEqual(new Set([200, 400, 429, 503]));
  expect(await hear(1)).toEqual(statuses);
  expect(await hear(2)).not.toEqual(statuses);
});

test('single failures and sources of one’s own go before the rules', async () => {
  const simulator = await simulate({ faults: [{ do: 'status', status: 500 }] });
  simulator.failNext({ status: 501 });

  expect((await calls.sublist(simulator)).status).toBe(501);
  expect((await calls.sublist(simulator)).status).toBe(500);
  simulator.setFault(() => ({ status: 502 }));
  expect((await calls.sublist(simulator)).status).toBe(502);
});
