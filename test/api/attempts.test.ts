import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPresenceClient } from '../../src/api/client.ts';
import { json, startCountingServer } from '../helpers/counting-server.ts';
import { connect, failureOf, fixedToken, impatient } from './client-under-test.ts';

describe('reads', () => {
  it.each([408, 429, 500, 502, 503, 504])('are repeated after a %i', async (status) => {
    const { client, server } = await connect((_, response, count) =>
      count === 1 ? json(response, status, { error_description: 'not now' }) : json(response, 200, { result: [] }),
    );
    await client.retrieve(['a']);
    expect(server.arrivals).toHaveLength(2);
    expect(server.arrivals[1]).toMatchObject({ method: 'POST', url: server.arrivals[0]?.url, body: '{"usernames":["a"]}' });
  });

  it('are repeated after "too many queries", which comes as a 400', async () => {
    const { client, server } = await connect((_, response, count) =>
      count === 1 ? json(response, 400, { error_description: ' Too many queries ' }) : json(response, 200, { result: [] }),
    );
    await client.retrieve(['a']);
    expect(server.arrivals).toHaveLength(2);
  });

  it.each([400, 403, 404, 413, 415])('are not repeated after a %i', async (status) => {
    const { client, server } = await connect((_, response) => json(response, status, {}));
    expect((await failureOf(client.retrieve(['a']))).status).toBe(status);
    expect(server.arrivals).toHaveLength(1);
  });

  it('are given up after four attempts', async () => {
    const { client, server } = await connect((_, response) => json(response, 503, {}));
    expect(await failureOf(client.retrieve(['a']))).toMatchObject({ code: 'throttled', status: 503 });
    expect(server.arrivals).toHaveLength(4);
  });

  it('are left to a caller who plans the next attempt', async () => {
    const { client, server } = await connect((_, response) => json(response, 503, {}, { 'retry-after': '7' }));
    expect(await failureOf(client.retrieve(['a'], { retry: false }))).toMatchObject({ code: 'throttled', retryAfter: 7000 });
    expect(server.arrivals).toHaveLength(1);
  });

  it('are repeated when the connection breaks in the middle of the answer', async () => {
    const { client, server } = await connect((_, response, count) => {
      if (count > 1) return json(response, 200, { result: [] });
      response.writeHead(200, { 'content-length': '100' }).write('{"result":');
      setImmediate(() => response.destroy());
    });
    await client.retrieve(['a']);
    expect(server.arrivals).toHaveLength(2);
  });

  it('tell the policy what the server asked to wait', async () => {
    const policy = vi.fn(impatient);
    const { client } = await connect(
      (_, response, count) =>
        count === 1 ? json(response, 429, {}, { 'retry-after': '12' }) : json(response, 200, { result: [] }),
      { retryDelay: policy },
    );
    await client.retrieve(['a']);
    expect(policy).toHaveBeenCalledExactlyOnceWith(
      1,
      expect.objectContaining({ code: 'throttled', retryAfter: 12_000 }),
      'retrieve',
      Math.random,
    );
  });
});

describe('writes', () => {
  it('are repeated after a 429, which surely did nothing', async () => {
    const { client, server } = await connect((_, response, count) =>
      count === 1 ? json(response, 429, {}) : json(response, 200, { result: 'ok' }),
    );
    await client.unsubscribe(['a']);
    expect(server.arrivals).toHaveLength(2);
  });

  it.each([408, 500, 502, 503, 504])('are not repeated after a %i, which may have done something', async (status) => {
    const { client, server } = await connect((_, response) => json(response, status, {}));
    expect((await failureOf(client.subscribe(['a'], 60))).status).toBe(status);
    expect(server.arrivals).toHaveLength(1);
  });

  it('are not repeated when the connection breaks', async () => {
    const { client, server } = await connect((_, response) => response.destroy());
    expect(await failureOf(client.set({ resource: 'web', status: '1', ext: 'x' }))).toMatchObject({ code: 'network' });
    expect(server.arrivals).toHaveLength(1);
  });

  it('are not repeated after a time-out', async () => {
    const { client, server } = await connect(() => {}, { timeout: 100 });
    const failure = await failureOf(client.unsubscribe(['a']));
    expect(failure).toMatchObject({ code: 'timeout', status: null });
    expect(failure.hint).toContain('may have been carried out');
    expect(server.arrivals).toHaveLength(1);
  });

  it('are repeated when nothing listened', async () => {
    const closed = await startCountingServer(() => {});
    await closed.close();
    const attempts: number[] = [];
    const client = createPresenceClient({
      base: new URL('/org/app', closed.origin),
      uid: 'wzy',
      token: fixedToken(),
      callsPerSecond: 50,
      extMaxBytes: 64,
      retryDelay: (attempt, ...rest) => {
        attempts.push(attempt);
        return impatient(attempt, ...rest);
      },
    });
    onTestFinished(() => client.close());
    expect(await failureOf(client.unsubscribe(['a']))).toMatchObject({
      code: 'network',
      unsent: true,
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(attempts).toEqual([1, 2, 3, 4]);
  });
});
