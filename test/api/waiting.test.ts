import { describe, expect, it } from 'vitest';
import { retryDelay } from '../../src/api/retry.ts';
import { json } from '../helpers/counting-server.ts';
import { connect, failureOf } from './client-under-test.ts';

describe('time', () => {
  it('an answer whose body does not end is a time-out', async () => {
    const { client } = await connect((_, response) => response.writeHead(200).write('{"result":'), { timeout: 100 });
    expect(await failureOf(client.retrieve(['a'], { retry: false }))).toMatchObject({ code: 'timeout' });
  });

  it('waiting in the limiter does not count towards the time-out', async () => {
    const { client, server } = await connect((_, response) => json(response, 200, { result: [] }), {
      callsPerSecond: 1,
      timeout: 700,
    });
    const answers = await Promise.all([client.retrieve(['a']), client.retrieve(['b'])]);
    expect(server.arrivals).toHaveLength(2);
    const [first, second] = answers.map(({ sentAt }) => sentAt);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  it('sent is when the last attempt left, received when its body was complete', async () => {
    const moments: number[] = [];
    const { client } = await connect((_, response, count) => {
      moments.push(Date.now());
      if (count === 1) return json(response, 503, {});
      response.writeHead(200).write('{"result":');
      setTimeout(() => {
        moments.push(Date.now());
        response.end('[]}');
      }, 30);
    });
    const { sentAt, receivedAt } = await client.retrieve(['a']);
    const [firstArrived = 0, lastArrived = 0, ended = 0] = moments;
    expect(sentAt).toBeGreaterThanOrEqual(firstArrived);
    expect(sentAt).toBeLessThanOrEqual(lastArrived);
    expect(receivedAt).toBeGreaterThanOrEqual(ended);
  });

  it('onRequest hears of every attempt', async () => {
    const heard: string[] = [];
    const { client } = await connect(
      (_, response, count) => (count < 3 ? json(response, 503, {}) : json(response, 200, { result: [] })),
      { onRequest: (call) => heard.push(call) },
    );
    await client.retrieve(['a']);
    expect(heard).toEqual(['retrieve', 'retrieve', 'retrieve']);
  });
});

describe('giving up', () => {
  it('ends a call on its way', async () => {
    const stop = new AbortController();
    const { client } = await connect(() => stop.abort());
    expect(await failureOf(client.retrieve(['a'], { signal: stop.signal }))).toMatchObject({ code: 'aborted' });
  });

  it('ends a call that waits in the limiter, and the place goes to the next', async () => {
    const { client, server } = await connect((_, response) => json(response, 200, { result: [] }), { callsPerSecond: 1 });
    await client.retrieve(['first']);
    const stop = new AbortController();
    const given = Array.from({ length: 20 }, () => failureOf(client.retrieve(['given up'], { signal: stop.signal })));
    const next = client.retrieve(['next']);
    stop.abort();
    for (const failure of await Promise.all(given)) expect(failure.code).toBe('aborted');
    // Behind twenty calls at one a second this would take longer than the test may.
    await next;
    expect(server.arrivals.map(({ body }) => body)).toEqual(['{"usernames":["first"]}', '{"usernames":["next"]}']);
  });

  it('ends a call that waits for its next attempt', async () => {
    const stop = new AbortController();
    const { client, server } = await connect((_, response) => json(response, 503, {}), {
      retryDelay: (...failed) => {
        setImmediate(() => stop.abort());
        return retryDelay(...failed) && 3_600_000;
      },
    });
    expect(await failureOf(client.retrieve(['a'], { signal: stop.signal }))).toMatchObject({ code: 'aborted' });
    expect(server.arrivals).toHaveLength(1);
  });

  it('before the call sends nothing', async () => {
    const { client, server } = await connect((_, response) => json(response, 200, { result: [] }));
    expect(await failureOf(client.retrieve(['a'], { signal: AbortSignal.abort() }))).toMatchObject({ code: 'aborted' });
    expect(server.arrivals).toHaveLength(0);
  });

  it('closing gives up what is on its way, what waits and what comes later', async () => {
    const { client, server } = await connect(() => client.close(), { callsPerSecond: 1 });
    const calls = [client.retrieve(['a']), client.retrieve(['b'])].map(failureOf);
    for (const failure of await Promise.all(calls)) expect(failure.code).toBe('aborted');
    expect(await failureOf(client.retrieve(['c']))).toMatchObject({ code: 'aborted' });
    expect(server.arrivals).toHaveLength(1);
  });
});
