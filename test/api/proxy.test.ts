import { describe, expect, it, vi } from 'vitest';
import { proxyFor } from '../../src/api/proxy.ts';
import { thrownBy } from './client-under-test.ts';

/** The proxy for an address when the environment holds exactly these of the variables that matter. */
function proxyIn(env: Readonly<Record<string, string>>, address = 'https://a1.example.com:8443/org/app') {
  for (const name of [
    'https_proxy',
    'HTTPS_PROXY',
    'http_proxy',
    'HTTP_PROXY',
    'no_proxy',
    'NO_PROXY',
    'all_proxy',
    'ALL_PROXY',
  ]) {
    vi.stubEnv(name, env[name]);
  }
  try {
    return proxyFor(new URL(address));
  } finally {
    vi.unstubAllEnvs();
  }
}

const HTTPS_PROXY = 'http://proxy.example.com:3128';

describe('the proxy', () => {
  it.each(['https_proxy', 'HTTPS_PROXY'])('is the one that %s names', (name) => {
    expect(proxyIn({ [name]: HTTPS_PROXY })).toMatchObject({ name: `${HTTPS_PROXY} (${name})` });
  });

  it('may be written without a scheme, which is http then', () => {
    expect(proxyIn({ HTTPS_PROXY: 'proxy.example.com:3128' })?.url.href).toBe(`${HTTPS_PROXY}/`);
  });

  it.each([{}, { http_proxy: HTTPS_PROXY }, { HTTP_PROXY: HTTPS_PROXY }, { HTTPS_PROXY: '' }])('is none with %j', (env) => {
    expect(proxyIn(env)).toBeNull();
  });

  it.each([
    'https://localhost:8443/o/a',
    'https://127.0.0.1/o/a',
    'https://127.8.9.1/o/a',
    'https://[::1]:8443/o/a',
    'http://127.0.0.1/o/a',
  ])('is none for this machine itself: %s', (address) => {
    expect(proxyIn({ HTTPS_PROXY, http_proxy: HTTPS_PROXY }, address)).toBeNull();
  });

  it.each([
    ['a1.example.com', null],
    ['a1.example.com:8443', null],
    ['.example.com', null],
    ['*.example.com', null],
    ['one.example.com, .example.com', null],
    ['*', null],
    ['a1.example.com:443', HTTPS_PROXY],
    ['example.com', HTTPS_PROXY],
    ['other.example.com', HTTPS_PROXY],
  ])('with NO_PROXY=%s is %s', (NO_PROXY, expected) => {
    const name = expected && `${expected} (HTTPS_PROXY)`;
    expect(proxyIn({ HTTPS_PROXY, NO_PROXY })?.name ?? null).toBe(name);
    expect(proxyIn({ HTTPS_PROXY, no_proxy: NO_PROXY })?.name ?? null).toBe(name);
  });

  it('has a name without the user name and password', () => {
    const proxy = proxyIn({ HTTPS_PROXY: 'http://me:open%20sesame@proxy.example.com:3128' });
    expect(proxy?.name).toBe('http://proxy.example.com:3128 (HTTPS_PROXY)');
    expect(proxy?.url.password).toBe('open%20sesame');
  });

  it.each([
    'socks5://me:open-sesame@h:1080',
    'http://',
    'http://me:open-sesame%@h',
    'http://me:open-sesame@h:99999',
    'http://h h',
  ])('that cannot be used (%s) is refused before anything is sent, and not told', async (address) => {
    const failure = await thrownBy(() => proxyIn({ HTTPS_PROXY: address }));
    expect(failure).toMatchObject({ code: 'refused', message: 'HTTPS_PROXY: it holds no address of a proxy that can be used' });
    expect(JSON.stringify(failure)).not.toContain('sesame');
  });
});
