import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPresenceClient } from '../../src/api/client.ts';
import type { HttpProxy } from '../../src/api/proxy.ts';
import { type Reception, startConnectProxy } from '../helpers/connect-proxy.ts';
import { startCountingServer } from '../helpers/counting-server.ts';
import { failureOf, fixedToken } from './client-under-test.ts';

const HOST = 'https://chat.presence.test';

function clientThrough(proxy: HttpProxy, timeout = 10_000) {
  const client = createPresenceClient({
    base: new URL('/org/app', HOST),
    proxy,
    uid: 'wzy',
    token: fixedToken(),
    callsPerSecond: 50,
    extMaxBytes: 64,
    timeout,
  });
  onTestFinished(() => client.close());
  return client;
}

const named = (port: number, credentials = ''): HttpProxy => ({
  url: new URL(`http://${credentials}127.0.0.1:${port}`),
  name: `http://127.0.0.1:${port} (HTTPS_PROXY)`,
});

/** What a call comes to through a proxy that receives it so. */
async function failureThrough(reception: Reception, timeout?: number) {
  const proxy = await startConnectProxy(() => reception);
  const client = clientThrough(named(proxy.port, 'me:open%20sesame@'), timeout);
  return { proxy, failure: await failureOf(client.unsubscribe(['a'], { retry: false })) };
}

describe('a proxy that opens no tunnel', () => {
  it.each([
    [407, 'answered 407 Proxy Authentication Required', 'user:password'],
    [403, 'answered 403 Forbidden', 'let this host through'],
    [502, 'answered 502 Bad Gateway', 'NO_PROXY'],
    [401, 'answered 401 Unauthorized', 'NO_PROXY'],
  ])('but answers %i is told apart from the host', async (status, why, about) => {
    const body = 'Proxy-Authorization: Basic bWU6b3BlbiBzZXNhbWU=, me:open sesame';
    const { proxy, failure } = await failureThrough({ status, headers: `X-Echo: ${body}\r\n`, body });
    expect(failure).toMatchObject({
      code: 'network',
      status: null,
      unsent: true,
      message: `unsubscribe: no way to ${HOST}: the proxy http://127.0.0.1:${proxy.port} (HTTPS_PROXY) ${why}`,
      hint: expect.stringContaining(about),
    });
    expect(JSON.stringify(failure)).not.toMatch(/sesame|bWU6/);
  });

  it('but breaks the connection is told', async () => {
    const { failure } = await failureThrough('reset');
    expect(failure).toMatchObject({ code: 'network', unsent: true, message: expect.stringContaining('(ECONNRESET)') });
  });

  it('but says nothing is given up, and its connection closed', async () => {
    const gone = vi.fn();
    const proxy = await startConnectProxy((request) => {
      request.socket.once('close', gone);
      return 'silence';
    });
    const failure = await failureOf(clientThrough(named(proxy.port), 1000).retrieve(['a'], { retry: false }));
    expect(failure).toMatchObject({ code: 'network', unsent: true, message: expect.stringContaining('did not answer in time') });
    await vi.waitFor(() => expect(gone).toHaveBeenCalled(), 5000);
  });

  it('because nothing listens there is told with the name of the proxy', async () => {
    const closed = await startCountingServer(() => {});
    await closed.close();
    const { port } = new URL(closed.origin);
    const failure = await failureOf(clientThrough(named(Number(port))).retrieve(['a'], { retry: false }));
    expect(failure.message).toContain(`the proxy http://127.0.0.1:${port} (HTTPS_PROXY) cannot be used: nothing listens there`);
  });

  it('is left at once when the call is given up', async () => {
    const stop = new AbortController();
    const proxy = await startConnectProxy(() => {
      stop.abort();
      return 'silence';
    });
    const call = clientThrough(named(proxy.port)).retrieve(['a'], { signal: stop.signal });
    expect(await failureOf(call)).toMatchObject({ code: 'aborted' });
  });
});

it('the proxy gets its own credentials and no other', async () => {
  const { proxy } = await failureThrough({ status: 502 });
  expect(proxy.asked).toHaveLength(1);
  expect(proxy.asked[0]).toMatchObject({ target: 'chat.presence.test:443' });
  expect(proxy.asked[0]?.headers).toMatchObject({ 'proxy-authorization': `Basic ${btoa('me:open sesame')}` });
  expect(proxy.asked[0]?.headers.authorization).toBeUndefined();
});
