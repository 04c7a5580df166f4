import { describe, expect, it } from 'vitest';
import { createPresenceClient } from '../../src/api/client.ts';
import { json } from '../helpers/counting-server.ts';
import { connect, failureOf, fixedToken, thrownBy } from './client-under-test.ts';

const nobody = (_: unknown, response: Parameters<typeof json>[0]) => json(response, 200, { result: [] });
const ok = (_: unknown, response: Parameters<typeof json>[0]) => json(response, 200, { result: 'ok' });

describe('the five calls on the wire', () => {
  it('set posts ext to the device and status of the user', async () => {
    const { client, server } = await connect(ok);
    const answer = await client.set({ uid: 'c1', resource: 'android_123423453246', status: '0', ext: '123' });
    expect(answer.value).toBe('ok');
    expect(server.arrivals[0]).toMatchObject({
      method: 'POST',
      url: '/org/app/users/c1/presence/android_123423453246/0',
      body: '{"ext":"123"}',
    });
  });

  it('set without a uid is for the acting user', async () => {
    const { client, server } = await connect(ok);
    await client.set({ resource: 'web_1', status: '1', ext: 'x' });
    expect(server.arrivals[0]?.url).toBe('/org/app/users/wzy/presence/web_1/1');
  });

  it('the first subscription is asked for alone, and comes with how many there are', async () => {
    const { client, server } = await connect((_, response) =>
      json(response, 200, { result: { totalnum: '7', sublist: [{ uid: 'c2', expiry: '1645500371' }] } }),
    );
    const { value } = await client.firstSubscription();
    expect(server.arrivals.map(({ url }) => url)).toEqual(['/org/app/users/wzy/presence/sublist?pageNum=1&pageSize=1']);
    expect(value).toEqual({ total: 7, entries: 1, subscriptions: [{ uid: 'c2', expiry: 1_645_500_371 }] });
  });

  it('the head of every answer is told, whatever its status', async () => {
    const heads: unknown[] = [];
    const date = { date: new Date(Date.now() + 3_600_000).toUTCString() };
    const { client } = await connect((_, response, count) => json(response, count === 1 ? 403 : 200, { result: [] }, date), {
      onAnswer: (head) => heads.push(head),
    });
    await failureOf(client.retrieve(['c2']));
    await client.retrieve(['c2']);
    const told = { call: 'retrieve', dated: true, clockError: expect.any(Number) };
    expect(heads).toMatchObject([
      { ...told, status: 403 },
      { ...told, status: 200 },
    ]);
    for (const head of heads as { clockError: number }[]) expect(head.clockError).toBeGreaterThan(3_590_000);
  });

  it('subscribe posts the names to the time and reads the presence that comes back', async () => {
    const { client, server } = await connect((_, response) =>
      json(response, 200, {
        result: [{ uid: 'C3', last_time: '1645183991', expiry: '1645500371', ext: '', status: { web: '1' } }],
      }),
    );
    const { value, raw } = await client.subscribe(['c2', 'c3'], 1000);
    expect(server.arrivals[0]).toMatchObject({
      method: 'POST',
      url: '/org/app/users/wzy/presence/1000',
      body: '{"usernames":["c2","c3"]}',
    });
    expect(value.users.get('c3')).toEqual({
      devices: [{ device: 'web', status: '1' }],
      ext: '',
      lastTime: 1645183991,
      expiry: 1645500371,
    });
    expect(value.absent).toEqual(['c2']);
    expect(raw).toContain('"uid":"C3"');
  });

  it('retrieve posts each name once, whatever its case, and answers for every spelling', async () => {
    const { client, server } = await connect((_, response) => json(response, 200, { result: [{ uid: 'bob', status: {} }] }));
    const { value } = await client.retrieve(['Bob', 'bob']);
    expect(server.arrivals[0]).toMatchObject({
      method: 'POST',
      url: '/org/app/users/wzy/presence',
      body: '{"usernames":["Bob"]}',
    });
    expect([...value.users.keys()]).toEqual(['Bob', 'bob']);
  });

  it('an answer tells how it came: method, raw path, status and date', async () => {
    const date = 'Tue, 14 Nov 2023 22:13:20 GMT';
    const { client } = await connect((_, response) => json(response, 200, { result: [] }, { date }), { uid: '..' });
    const { exchange } = await client.retrieve(['bob']);
    expect(exchange).toEqual({ method: 'POST', path: '/org/app/users/%2E%2E/presence', status: 200, date });
    const silent = await connect((_, response) => {
      response.sendDate = false;
      json(response, 200, { result: 'ok' });
    });
    expect((await silent.client.unsubscribe(['bob'])).exchange).toMatchObject({ method: 'DELETE', date: null });
  });

  it('unsubscribe sends DELETE with a bare array', async () => {
    const { client, server } = await connect(ok);
    await client.unsubscribe(['c1']);
    expect(server.arrivals[0]).toMatchObject({ method: 'DELETE', url: '/org/app/users/wzy/presence', body: '["c1"]' });
  });

  it('sublist asks for page after page of 100', async () => {
    const everyone = Array.from({ length: 150 }, (_, i) => ({ uid: `u${i}`, expiry: '1645822322' }));
    const { client, server } = await connect(({ url }, response) => {
      const page = Number(new URL(url, 'http://x').searchParams.get('pageNum'));
      json(response, 200, { result: { totalnum: '150', sublist: everyone.slice((page - 1) * 100, page * 100) } });
    });
    const { value, sentAt, receivedAt } = await client.sublist();
    expect(value).toHaveLength(150);
    expect(value[149]).toEqual({ uid: 'u149', expiry: 1645822322 });
    expect(sentAt).toBeLessThanOrEqual(receivedAt);
    expect(server.arrivals.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['GET', '/org/app/users/wzy/presence/sublist?pageNum=1&pageSize=100', ''],
      ['GET', '/org/app/users/wzy/presence/sublist?pageNum=2&pageSize=100', ''],
    ]);
  });

  it('every call carries the token, wants JSON and says that it sends JSON', async () => {
    const { client, server } = await connect(({ url, method }, response) =>
      json(response, 200, {
        result: url.includes('sublist') ? { totalnum: 0, sublist: [] } : method === 'POST' && !url.includes('web_1') ? [] : 'ok',
      }),
    );
    await client.set({ resource: 'web_1', status: '1', ext: 'x' });
    await client.subscribe(['c1'], 60);
    await client.retrieve(['c1']);
    await client.unsubscribe(['c1']);
    await client.sublist();
    expect(server.arrivals).toHaveLength(5);
    for (const { headers } of server.arrivals) {
      expect(headers).toMatchObject({
        authorization: 'Bearer YWMt-secret',
        accept: 'application/json',
        'content-type': 'application/json',
      });
    }
  });

  it('keeps what a duplicate key says', async () => {
    const { client } = await connect((_, response) =>
      response.end('{"result":[{"uid":"c3","last_time":"1","ext":"","status":{"android":"0","android":"1"}}]}'),
    );
    const { value } = await client.retrieve(['c3']);
    expect(value.users.get('c3')?.devices).toEqual([
      { device: 'android', status: '0' },
      { device: 'android', status: '1' },
    ]);
    expect(value.oddities).toEqual([{ kind: 'repeated-device', uid: 'c3', detail: 'android: 0, 1' }]);
  });
});

describe('names in the path', () => {
  it.each(['a/b', '..', '.', 'é', '%2f', '%2e%2e', '名前', '?', '#', 'a b', '\\', ';', '&=+', '😀'])(
    'the acting user %s reaches the server as exactly one segment',
    async (uid) => {
      const { client, server } = await connect(nobody, { uid });
      await client.retrieve(['c1']);
      const [, org, app, users, segment, presence, ...rest] = server.arrivals[0]?.url.split('/') ?? [];
      expect([org, app, users, presence, rest]).toEqual(['org', 'app', 'users', 'presence', []]);
      expect(decodeURIComponent(segment ?? '')).toBe(uid);
      expect(['.', '..']).not.toContain(segment);
    },
  );

  it('so do a device and a status', async () => {
    const { client, server } = await connect(ok);
    await client.set({ resource: '..', status: 'a/b?c#d', ext: 'x' });
    expect(server.arrivals[0]?.url).toBe('/org/app/users/wzy/presence/%2E%2E/a%2Fb%3Fc%23d');
  });

  it('half a character is refused, since UTF-8 cannot hold it', async () => {
    const { client, server } = await connect(ok);
    expect(await failureOf(client.set({ uid: '\ud800', resource: 'web', status: '1', ext: 'x' }))).toMatchObject({
      code: 'refused',
    });
    expect(server.arrivals).toHaveLength(0);
  });
});

describe('limits', () => {
  const many = Array.from({ length: 101 }, (_, i) => `u${i}`);

  it.each([
    ['no names', (c) => c.retrieve([])],
    ['101 names', (c) => c.retrieve(many)],
    ['an empty name', (c) => c.subscribe(['a', ''], 60)],
    ['101 names to unsubscribe', (c) => c.unsubscribe(many)],
    ['no time', (c) => c.subscribe(['a'], 0)],
    ['half a second', (c) => c.subscribe(['a'], 1.5)],
    ['more than 30 days', (c) => c.subscribe(['a'], 2_592_001)],
    ['no number', (c) => c.subscribe(['a'], Number.NaN)],
    ['an empty ext', (c) => c.set({ resource: 'web', status: '1', ext: '' })],
    ['65 bytes of ext', (c) => c.set({ resource: 'web', status: '1', ext: `${'é'.repeat(32)}x` })],
    ['an empty resource', (c) => c.set({ resource: '', status: '1', ext: 'x' })],
    ['an empty status', (c) => c.set({ resource: 'web', status: '', ext: 'x' })],
    ['an empty user', (c) => c.set({ uid: '', resource: 'web', status: '1', ext: 'x' })],
  ] as [string, (client: ReturnType<typeof createPresenceClient>) => Promise<unknown>][])(
    '%s is refused and nothing is sent',
    async (_, call) => {
      const { client, server } = await connect(ok);
      const failure = await failureOf(call(client));
      expect(failure).toMatchObject({ code: 'refused', status: null });
      expect(failure.hint).not.toBe('');
      expect(server.arrivals).toHaveLength(0);
    },
  );

  it('the limits themselves are allowed', async () => {
    const { client, server } = await connect(({ url }, response) =>
      json(response, 200, { result: url.includes('/web/') ? 'ok' : [] }),
    );
    await client.subscribe(many.slice(0, 100), 2_592_000);
    await client.set({ resource: 'web', status: '1', ext: 'é'.repeat(32) });
    expect(server.arrivals).toHaveLength(2);
  });

  it.each([0, -1, Number.NaN, 51, Number.POSITIVE_INFINITY])('a rate of %s calls a second is refused', async (callsPerSecond) => {
    const options = { base: new URL('https://h/o/a'), uid: 'u', token: fixedToken(), callsPerSecond, extMaxBytes: 64 };
    expect(await thrownBy(() => createPresenceClient(options))).toMatchObject({ code: 'refused' });
  });

  it('a base that would send the token in clear text is refused', async () => {
    const options = { base: new URL('http://h/o/a'), uid: 'u', token: fixedToken(), callsPerSecond: 5, extMaxBytes: 64 };
    expect(await thrownBy(() => createPresenceClient(options))).toMatchObject({ code: 'refused' });
  });
});
