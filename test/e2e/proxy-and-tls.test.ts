import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startConnectProxy } from '../helpers/connect-proxy.ts';
import { findSecrets } from '../helpers/find-secrets.ts';
import { type Authority, createAuthority } from '../helpers/private-authority.ts';
import { privateFolder } from '../helpers/private-file.ts';
import { simulate } from '../helpers/simulator-calls.ts';
import { startTlsFront, type TlsFront } from '../helpers/tls-front.ts';
import { type ProgramOptions, startProgram } from './program.ts';

let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority();
});

/** A presence API behind TLS whose certificate, of the private authority, is for `host`; and what the program needs to use it. */
async function serve(host: string, accounts: readonly string[] = ['wzy']) {
  const simulator = await simulate({ users: ['alice', 'bob', '..'], accounts });
  const front = await startTlsFront(await authority.issue(host), Number(new URL(simulator.url).port));
  const caFile = join(await privateFolder(), 'ca.pem');
  await writeFile(caFile, authority.certificate);
  return { front, token: simulator.token, trust: { SIMULATOR_TOKEN: simulator.token, NODE_EXTRA_CA_CERTS: caFile } };
}

/** One sweep of the built program: everything it wrote, line ends and all, and its exit code. */
async function sweep(host: string, env: ProgramOptions['env'], config: ProgramOptions['config'] = {}) {
  await using program = await startProgram({
    args: ['--once'],
    columns: 300,
    env: env ?? {},
    config: { host, users: ['alice'], ...config },
  });
  const { exitCode } = await program.terminal.waitForExit();
  return { exitCode, output: program.terminal.screen().join('\n') };
}

const requestLines = (front: TlsFront) => front.received().match(/(GET|POST|DELETE) \S+ HTTP\/1\.1/g) ?? [];

describe('a server with a certificate of a private CA', () => {
  test('is refused, with what to do, and nothing is sent to it', async () => {
    const { front, trust } = await serve('127.0.0.1');
    const { exitCode, output } = await sweep(`https://127.0.0.1:${front.port}`, { ...trust, NODE_EXTRA_CA_CERTS: undefined });
    expect(exitCode).toBe(4);
    expect(output).toContain(
      `the certificate of https://127.0.0.1:${front.port} is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE)`,
    );
    expect(output).toContain('export NODE_EXTRA_CA_CERTS=');
    expect(front.received()).toBe('');
  });

  test('is taken when NODE_EXTRA_CA_CERTS names the CA', async () => {
    const { front, trust } = await serve('127.0.0.1');
    const { exitCode, output } = await sweep(`https://127.0.0.1:${front.port}`, trust);
    expect(output).toMatch(/alice +[●○?◆]/);
    expect(exitCode).toBe(0);
  });

  test('is refused for another name than its own', async () => {
    const { front, trust } = await serve('chat.presence.test');
    const { exitCode, output } = await sweep(`https://127.0.0.1:${front.port}`, trust);
    expect(exitCode).toBe(4);
    expect(output).toContain('set host to a name that stands in the certificate');
    expect(front.received()).toBe('');
  });

  test('is refused even where NODE_TLS_REJECT_UNAUTHORIZED is 0', async () => {
    const { front, trust } = await serve('127.0.0.1');
    const env = { ...trust, NODE_EXTRA_CA_CERTS: undefined, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    expect((await sweep(`https://127.0.0.1:${front.port}`, env)).exitCode).toBe(4);
    expect(front.received()).toBe('');
  });
});

describe('HTTPS_PROXY', () => {
  const HOST = 'chat.presence.test';

  async function serveBehindProxy(accounts?: readonly string[]) {
    const served = await serve(HOST, accounts);
    const proxy = await startConnectProxy(() => 'tunnel', served.front.port);
    const env = { ...served.trust, HTTPS_PROXY: `http://me:open%20sesame@127.0.0.1:${proxy.port}` };
    return { ...served, proxy, env };
  }

  test('is the way to a host that cannot be reached otherwise; the proxy sees nothing but where to', async () => {
    const { front, proxy, env, token } = await serveBehindProxy();
    const { exitCode, output } = await sweep(HOST, env);
    expect(output).toMatch(/alice +[●○?◆]/);
    expect(exitCode).toBe(0);
    for (const { target, headers } of proxy.asked) {
      expect(target).toBe(`${HOST}:443`);
      expect(headers['proxy-authorization']).toBe(`Basic ${btoa('me:open sesame')}`);
      expect(headers.authorization).toBeUndefined();
    }
    expect(proxy.asked.length).toBeGreaterThan(0);
    expect(proxy.seen().length).toBeGreaterThan(1000);
    expect(findSecrets(`${proxy.seen().toString('latin1')} ${JSON.stringify(proxy.asked)}`, [token])).toEqual([]);
    expect(front.received()).toContain(`authorization: Bearer ${token}`);
    expect(front.received().toLowerCase()).not.toContain('proxy-authorization');
  });

  test('changes no path: names that look like one arrive as they were escaped', async () => {
    const { front, env } = await serveBehindProxy(['a/b']);
    await using program = await startProgram({ env, config: { host: HOST, uid: 'a/b', users: ['..'] } });
    const { terminal } = program;
    await terminal.waitForText('all well');
    terminal.type('e');
    await terminal.waitForText('Set the status');
    terminal.press('ctrl-u');
    terminal.type('web');
    terminal.press('tab', 'ctrl-u');
    terminal.type('1');
    terminal.press('tab', 'ctrl-u');
    terminal.type('x');
    terminal.press('enter');
    await terminal.waitForText(/set \.\. \S+ to 1/);
    expect(requestLines(front)).toContain('POST /5101220107132865/test/users/a%2Fb/presence HTTP/1.1');
    expect(requestLines(front)).toContain('POST /5101220107132865/test/users/%2E%2E/presence/web/1 HTTP/1.1');
  });

  test('keeps its tunnel for the calls that follow', async () => {
    const { proxy, front, env } = await serveBehindProxy();
    await using program = await startProgram({ env, config: { host: HOST, users: ['alice'], refresh: '1s' } });
    await program.terminal.waitForText('all well');
    await expect.poll(() => requestLines(front).length, { timeout: 20_000 }).toBeGreaterThan(8);
    expect(proxy.asked.length).toBeLessThan(requestLines(front).length);
  });

  test('is not used for what NO_PROXY covers', async () => {
    const { proxy, env } = await serveBehindProxy();
    const { exitCode, output } = await sweep(HOST, { ...env, NO_PROXY: '.presence.test' });
    expect(exitCode).toBe(4);
    expect(output).toContain('the name of the host');
    expect(proxy.asked).toHaveLength(0);
  });

  test('is not used for this machine itself', async () => {
    const { front, trust } = await serve('127.0.0.1');
    const proxy = await startConnectProxy(() => 'tunnel', front.port);
    const env = { ...trust, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    expect((await sweep(`https://127.0.0.1:${front.port}`, env)).exitCode).toBe(0);
    expect(proxy.asked).toHaveLength(0);
  });

  test('that holds no address of a proxy is told before anything is sent', async () => {
    const { exitCode, output } = await sweep(HOST, { HTTPS_PROXY: 'socks5://me:open-sesame@127.0.0.1:1080' });
    expect(exitCode).toBe(2);
    expect(output).toContain('HTTPS_PROXY: it holds no address of a proxy that can be used');
    expect(output).not.toContain('sesame');
  });

  test('that does not let the program through is told with its name and its answer', async () => {
    const proxy = await startConnectProxy(() => ({ status: 407 }));
    const { exitCode, output } = await sweep(HOST, { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(exitCode).toBe(4);
    expect(output).toContain(`the proxy http://127.0.0.1:${proxy.port} (HTTPS_PROXY) answered 407 Proxy Authentication Required`);
    expect(output).toContain('user:password');
  });
});
