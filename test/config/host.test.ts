import { expect, test } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import { hostMistake } from '../../src/config/host.ts';

const accepted = [
  'a1.example.com',
  'a1.example.com:8089',
  'https://a1.example.com',
  'https://a1.example.com:8089/',
  'HTTPS://a1.example.com',
  'localhost:8080',
  'http://localhost:8080',
  'http://127.0.0.1:8089',
  'http://127.8.9.10',
  'http://[::1]:8089',
];

const refused: [string, string][] = [
  ['', 'a host such as'],
  ['a b', 'a host such as'],
  ['https://', 'a host such as'],
  ['ftp://a1.example.com', 'a host with "https://"'],
  ['http://a1.example.com', 'loopback only'],
  ['http://127.0.0.1.example.com', 'loopback only'],
  ['http://127.example.com', 'loopback only'],
  ['http://localhost.example.com', 'loopback only'],
  ['http://0.0.0.0', 'loopback only'],
  ['http://[::2]', 'loopback only'],
  ['https://me:secret@a1.example.com', 'without user name and password'],
  ['a1.example.com/org/app', 'without a path'],
  ['a1.example.com?x=1', 'without a path'],
  ['a1.example.com#x', 'without a path'],
];

test.each(accepted)('%j is a host', (host) => {
  expect(hostMistake(host)).toBeNull();
});

test.each(refused)('%j is refused: %s', (host, expected) => {
  expect(hostMistake(host)).toContain(expected);
});

test('the configuration accepts and refuses what the client does', () => {
  const where = { orgName: 'org', appName: 'app' };
  for (const host of accepted) expect(() => baseUrl({ host, ...where })).not.toThrow();
  for (const [host] of refused) expect(() => baseUrl({ host, ...where }), host).toThrow();
});
