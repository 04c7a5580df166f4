import { expect, test } from 'vitest';
import { proxyFor } from '../../src/api/proxy.ts';
import { rememberSecret, withoutSecrets } from '../../src/api/secrets-in-use.ts';
import { renewing } from '../../src/api/tokens/renewing.ts';
import { secretAt } from '../../src/api/tokens/secret.ts';
import { privateFile, shellScript } from '../helpers/private-file.ts';

const never = new AbortController().signal;

test.each([
  [
    'an environment variable',
    async () => secretAt({ env: 'V' }, { V: 'secret of a variable' }).read(never),
    'secret of a variable',
  ],
  ['a file', async () => secretAt({ file: await privateFile('secret of a file\n') }, {}).read(never), 'secret of a file'],
  [
    'a program',
    async () => secretAt({ command: [await shellScript('echo secret of a program')] }, process.env).read(never),
    'secret of a program',
  ],
  [
    'a maker of tokens',
    () => renewing({ name: 'x', longestPause: 1, make: async () => ({ token: 'made-token', lifetime: null }) }).get(),
    'made-token',
  ],
])('whatever came from %s is known as a secret from then on', async (_, read, secret) => {
  expect(withoutSecrets(secret)).toBe(secret);
  await read();
  expect(withoutSecrets(`x ${secret} y ${encodeURIComponent(secret)}`)).toBe('x [secret] y [secret]');
});

test('so is the password of a proxy, as it is written and as it is meant', () => {
  const before = process.env.https_proxy;
  process.env.https_proxy = 'http://me:pass%20word%20of%20proxy@proxy.test:3128';
  try {
    proxyFor(new URL('https://chat.test'));
  } finally {
    if (before === undefined) delete process.env.https_proxy;
    else process.env.https_proxy = before;
  }
  expect(withoutSecrets('pass%20word%20of%20proxy or pass word of proxy')).toBe('[secret] or [secret]');
});

test('only the newest are kept, so that renewals for years cost no memory', () => {
  for (let count = 1000; count < 1200; count++) rememberSecret(`secret number ${count}`);
  expect(withoutSecrets('secret number 1000')).toBe('secret number 1000');
  expect(withoutSecrets('secret number 1199')).toBe('[secret]');
});
