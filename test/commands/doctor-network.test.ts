import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { type ConnectProxy, type Reception, startConnectProxy } from '../helpers/connect-proxy.ts';
import { examine } from '../helpers/doctor-run.ts';
import { createAuthority } from '../helpers/private-authority.ts';
import { startTlsFront } from '../helpers/tls-front.ts';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'still', users: ['alice'] });
  onTestFinished(() => simulator.close());
  for (const name of [
    'https_proxy',
    'HTTPS_PROXY',
    'http_proxy',
    'HTTP_PROXY',
    'all_proxy',
    'ALL_PROXY',
    'no_proxy',
    'NO_PROXY',
  ]) {
    vi.stubEnv(name, '');
  }
  onTestFinished(() => void vi.unstubAllEnvs());
});

const look = (host: string, env: Record<string, string> = {}, secrets: readonly string[] = []) =>
  examine(simulator, [], { config: { host, users: ['alice'] }, env, secrets });

/** The simulator behind TLS that nobody trusts. */
async function untrusted(): Promise<number> {
  const authority = await createAuthority();
  const front = await startTlsFront(await authority.issue('127.0.0.1'), Number(new URL(simulator.url).port));
  return front.port;
}

describe('the host', () => {
  it('whose name nobody knows is a problem of DNS; nothing after it is tried', async () => {
    const { exitCode, of } = await look('no-such-host.invalid');
    expect(exitCode).toBe(4);
    expect(of('dns')).toMatchObject({ verdict: 'problem', hint: expect.stringContaining('getent hosts no-such-host.invalid') });
    expect(of('connection').found).toBe('not looked at because the name is not known');
    expect(of('tls').verdict).toBe('skipped');
    expect(of('retrieve').found).toBe('not looked at because no-such-host.invalid cannot be reached');
    expect(of('proxy').found).toBe('no proxy: HTTPS_PROXY is not set');
  });

  it('by name is looked up', async () => {
    const { of } = await look(simulator.url.replace('127.0.0.1', 'localhost'));
    expect(of('dns')).toMatchObject({
      verdict: 'ok',
      facts: { host: 'localhost', addresses: expect.arrayContaining(['127.0.0.1']) },
    });
  });

  it('whose certificate nobody trusts is a problem of TLS, with what to export', async () => {
    const { exitCode, of } = await look(`https://127.0.0.1:${await untrusted()}`);
    expect(exitCode).toBe(4);
    expect(of('connection').verdict).toBe('ok');
    expect(of('tls')).toMatchObject({
      verdict: 'problem',
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      facts: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    });
    expect(of('retrieve').verdict).toBe('skipped');
  });

  it('a file of certificates that cannot be read is named', async () => {
    const { of } = await look(`https://127.0.0.1:${await untrusted()}`, { NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' });
    expect(of('tls').hint).toContain('NODE_EXTRA_CA_CERTS names /nowhere/ca.pem, which cannot be read');
  });

  it('that speaks no TLS is told as that', async () => {
    const { exitCode, of } = await look(simulator.url.replace('http:', 'https:'));
    expect(exitCode).toBe(4);
    expect(of('connection').verdict).toBe('ok');
    expect(of('tls')).toMatchObject({ verdict: 'problem', hint: expect.stringContaining('speaks TLS') });
  });
});

describe('a proxy', () => {
  const HOST = 'chat.presence.test';
  const PASSWORD = 'a-password-for-the-proxy';

  async function through(reception: Reception): Promise<ConnectProxy> {
    const proxy = await startConnectProxy(() => reception, await untrusted());
    vi.stubEnv('HTTPS_PROXY', `http://me:${PASSWORD}@127.0.0.1:${proxy.port}`);
    return proxy;
  }

  it('is named without its password, and looks the name up itself', async () => {
    const { port } = await through('tunnel');
    const { of } = await look(HOST, {}, [PASSWORD]);
    expect(of('proxy')).toMatchObject({
      verdict: 'ok',
      found: `through http://127.0.0.1:${port} (HTTPS_PROXY), with user name and password`,
    });
    expect(of('dns').found).toBe('not looked at because the proxy looks the name up');
    expect(of('connection').found).toMatch(/^chat\.presence\.test through the proxy in \d+ ms$/);
    expect(of('tls').verdict).toBe('problem');
  });

  it('that lets nobody through is the problem of the connection', async () => {
    await through({ status: 407 });
    const { exitCode, of } = await look(HOST, {}, [PASSWORD]);
    expect(exitCode).toBe(4);
    expect(of('connection')).toMatchObject({
      verdict: 'problem',
      found: expect.stringContaining('answered 407'),
      hint: expect.stringContaining('user:password'),
    });
    expect(of('tls').found).toBe('not looked at because there is no connection');
  });

  it('of an address that is none is a problem of the configuration, and nothing is tried', async () => {
    vi.stubEnv('HTTPS_PROXY', `socks5://me:${PASSWORD}@127.0.0.1:1080`);
    const { exitCode, of } = await look(HOST, {}, [PASSWORD]);
    expect(exitCode).toBe(2);
    expect(of('proxy').verdict).toBe('problem');
    expect(of('connection').found).toBe('not looked at because the proxy is not usable');
  });

  it.each([
    [{ NO_PROXY: '.presence.test' }, HOST, 'no proxy: NO_PROXY covers chat.presence.test'],
    [{}, 'https://127.0.0.1:9', 'no proxy: this machine itself is never asked through one'],
  ])('that is not used with %o for %s says why', async (env, host, found) => {
    await through('tunnel');
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect((await look(host)).of('proxy')).toMatchObject({ verdict: 'ok', found });
  });

  it('for http alone is said not to be used', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
    expect((await look(HOST)).of('proxy').found).toBe('no proxy: HTTPS_PROXY is not set, and HTTP_PROXY is not for https');
  });
});
