import { expect, it } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import { thrownBy } from './client-under-test.ts';

const at = (host: string) => baseUrl({ host, orgName: '51012', appName: 'test' }).href;

it.each([
  ['a1-test.agora.com:8089', 'https://a1-test.agora.com:8089/51012/test'],
  ['a1.agora.com', 'https://a1.agora.com/51012/test'],
  [' https://a1.agora.com/ ', 'https://a1.agora.com/51012/test'],
  ['HTTPS://A1.agora.com:443', 'https://a1.agora.com/51012/test'],
  ['localhost:8080', 'https://localhost:8080/51012/test'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/51012/test'],
  ['http://127.9.9.9', 'http://127.9.9.9/51012/test'],
  ['http://[::1]:1', 'http://[::1]:1/51012/test'],
  ['http://localhost', 'http://localhost/51012/test'],
])('host %s gives %s', (host, href) => {
  expect(at(host)).toBe(href);
});

it.each([
  'http://a1.agora.com',
  'http://127.evil.com',
  'http://127.0.0.1.evil.com',
  'http://localhost.evil.com',
  'http://10.0.0.1',
  'http://0.0.0.0',
])('%s would send the token in clear text, and is told to be https', async (host) => {
  expect(await thrownBy(() => at(host))).toMatchObject({ code: 'refused', hint: expect.stringContaining('https://') });
});

it.each(['', ' ', 'https://', 'a b', 'ftp://a1.agora.com', 'a1.agora.com/v2', 'user:pw@a1.agora.com', 'a1.agora.com?x=1', 'a#b'])(
  '%j is no host',
  async (host) => {
    const failure = await thrownBy(() => at(host));
    expect(failure.code).toBe('refused');
    expect(failure.message).toMatch(/^host: /);
    expect(failure.hint).not.toBe('');
  },
);

it('the newer form goes by app id', () => {
  expect(baseUrl({ host: 'a1.agora.com', appId: 'a1b2' }).href).toBe('https://a1.agora.com/app-id/a1b2');
});

it('a name is one segment whatever it holds', () => {
  expect(baseUrl({ host: 'h', orgName: 'a/b', appName: 'c?d' }).pathname).toBe('/a%2Fb/c%3Fd');
});

it.each(['', '.', '..', ' '])('%j is no name of an app', async (appName) => {
  expect(await thrownBy(() => baseUrl({ host: 'h', orgName: 'o', appName }))).toMatchObject({
    code: 'refused',
    message: expect.stringMatching(/^appName: /),
  });
});
