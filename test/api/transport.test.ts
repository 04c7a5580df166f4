import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPresenceClient } from '../../src/api/client.ts';
import { isApiError } from '../../src/api/errors.ts';
import { json, startCountingServer } from '../helpers/counting-server.ts';
import { findSecrets } from '../helpers/find-secrets.ts';
import { connect, failureOf, fixedToken } from './client-under-test.ts';

const UNAUTHORIZED = { error: 'unauthorized', error_description: 'Unable to authenticate (OAuth)' };

describe('the token', () => {
  it('is renewed once after a 401, and the call repeated with the new one', async () => {
    const renewals: string[] = [];
    const token = {
      name: 'a rotating token',
      get: async () => 'old',
      renew: async (rejected: string) => {
        renewals.push(rejected);
        return 'new';
      },
    };
    const { client, server } = await connect(
      ({ headers }, response) =>
        headers.authorization === 'Bearer new' ? json(response, 200, { result: 'ok' }) : json(response, 401, UNAUTHORIZED),
      { token },
    );
    const answer = await client.set({ resource: 'web', status: '1', ext: 'x' }, { retry: false });
    expect(answer.value).toBe('ok');
    expect(renewals).toEqual(['old']);
    expect(server.arrivals.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it('that is refused while there is no other is the end of it', async () => {
    const { client, server } = await connect((_, response) => json(response, 401, UNAUTHORIZED));
    expect(await failureOf(client.retrieve(['a']))).toMatchObject({
      code: 'unauthorized',
      status: 401,
      call: 'retrieve',
      message: 'retrieve: the server answered 401: Unable to authenticate (OAuth)',
    });
    expect(server.arrivals).toHaveLength(1);
  });

  it('is never sent where it could break out of its header', async () => {
    const { client, server } = await connect((_, response) => json(response, 200, { result: [] }), {
      token: fixedToken('a\r\nX-Evil: 1'),
    });
    const failure = await failureOf(client.retrieve(['a']));
    expect(failure.code).toBe('no-token');
    expect(JSON.stringify(failure)).not.toContain('Evil');
    expect(server.arrivals).toHaveLength(0);
  });

  it.each([
    ['as it is', (token: string) => token],
    ['escaped for a URL', encodeURIComponent],
    ['in base64', (token: string) => btoa(`Bearer ${token}`)],
  ])('is in no error and no answer when the server repeats it %s', async (_, repeated) => {
    const secret = 'YWMt+secret/with=everything';
    const { client } = await connect(
      ({ url }, response) => {
        const text = `corrupt access token ${repeated(secret)}.`;
        if (url.includes('sublist')) return json(response, 200, { result: text });
        if (url.includes('/60')) return json(response, 200, { result: [{ uid: 'a', ext: text }] });
        return response.writeHead(400, text).end();
      },
      { token: fixedToken(secret) },
    );
    for (const call of [client.retrieve(['a']), client.sublist()]) {
      const error = await call.catch((reason: unknown) => reason);
      if (!isApiError(error)) throw error;
      expect(error.message).toContain('corrupt access token');
      expect(error.message).toContain('[secret]');
      expect(findSecrets(`${JSON.stringify(error.failure)} ${error.stack} ${JSON.stringify(error.cause)}`, [secret])).toEqual([]);
    }
    const { raw, value } = await client.subscribe(['a'], 60);
    expect(value.users.get('a')?.ext).toContain('[secret]');
    expect(findSecrets(`${raw} ${JSON.stringify([...value.users])}`, [secret])).toEqual([]);
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await startCountingServer((_, response) => json(response, 200, { result: [] }));
    onTestFinished(() => elsewhere.close());
    const { client, server } = await connect((_, response) =>
      json(response, 307, {}, { location: `${elsewhere.origin}/org/app/users/wzy/presence` }),
    );
    expect(await failureOf(client.retrieve(['a']))).toMatchObject({ code: 'redirected', status: 307 });
    expect(server.arrivals).toHaveLength(1);
    expect(elsewhere.arrivals).toHaveLength(0);
  });
});

describe('answers that cannot be used', () => {
  it.each([
    ['cut JSON', '{"result":[{"uid":"a"', 'no valid JSON'],
    ['nothing', '', 'empty'],
    ['a web page', '<html><body>Welcome</body></html>', 'web page'],
    ['a list', '[]', 'no JSON object'],
    ['nesting without end', '['.repeat(200_000) + ']'.repeat(200_000), 'nested'],
  ])('%s in a 200 is unreadable', async (_, body, why) => {
    const { client, server } = await connect((_arrival, response) => response.end(body));
    const failure = await failureOf(client.retrieve(['a']));
    expect(failure).toMatchObject({ code: 'unreadable', status: 200, message: expect.stringContaining(why) });
    expect(server.arrivals).toHaveLength(1);
  });

  it('a success other than 200 is none', async () => {
    const { client } = await connect((_, response) => json(response, 202, { result: 'ok' }));
    expect(await failureOf(client.unsubscribe(['a']))).toMatchObject({ code: 'unreadable', status: 202 });
  });

  it('a web page with an error is told by its status alone', async () => {
    const { client } = await connect((_, response) => response.writeHead(502).end('<html><h1>Bad</h1>\n</html>'));
    expect((await failureOf(client.retrieve(['a']))).message).toBe('retrieve: the server answered 502: Bad Gateway');
  });

  it('compressed answers are read', async () => {
    const { client } = await connect((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"result":[{"uid":"a","status":{"web":"1"}}]}')),
    );
    expect((await client.retrieve(['a'])).value.users.has('a')).toBe(true);
  });

  it('more than 16 MB are not read to the end, also when they came small', async () => {
    const { client } = await connect((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(40 * 1024 * 1024, ' '))),
    );
    expect(await failureOf(client.retrieve(['a']))).toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('larger than 16 MB'),
    });
  });

  it('no HTTP at all is a network failure', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const client = createPresenceClient({
      base: new URL(`http://127.0.0.1:${port}/org/app`),
      uid: 'wzy',
      token: fixedToken(),
      callsPerSecond: 50,
      extMaxBytes: 64,
    });
    onTestFinished(() => {
      client.close();
      server.close();
    });
    expect((await failureOf(client.retrieve(['a'], { retry: false }))).code).toBe('network');
  });
});

it('calls one after the other share a connection', async () => {
  const { client, server } = await connect((_, response) => json(response, 200, { result: [] }));
  for (const name of ['a', 'b', 'c']) await client.retrieve([name]);
  expect(server.arrivals).toHaveLength(3);
  expect(new Set(server.arrivals.map(({ port }) => port)).size).toBe(1);
});

it('closing lets go of the connections', { timeout: 3000 }, async () => {
  const gone = Promise.withResolvers<void>();
  const { client } = await connect((_, response) => {
    response.socket?.once('close', () => gone.resolve());
    json(response, 200, { result: [] });
  });
  await client.retrieve(['a']);
  client.close();
  await gone.promise;
  expect(await failureOf(client.retrieve(['a']))).toMatchObject({ code: 'aborted' });
});
