import { createRequire } from 'node:module';
import { AccessToken2 } from 'agora-token/src/AccessToken2.js';
import { ChatTokenBuilder } from 'agora-token/src/ChatTokenBuilder.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tokenShape } from '../../../src/api/tokens/token-shape.ts';

const APP = '00112233445566778899aabbccddeeff';
const CERTIFICATE = 'ffeeddccbbaa99887766554433221100';
/** The vendor's builders that its types do not declare. */
const vendor = createRequire(import.meta.url)('agora-token/src/AccessToken2.js');

it('a token for Chat as the app says for which app, and for how long', () => {
  const shape = tokenShape(ChatTokenBuilder.buildAppToken(APP, CERTIFICATE, 600));
  expect(shape).toMatchObject({ kind: 'chat-app', appId: APP });
  expect((shape.endsAt ?? 0) - (shape.madeAt ?? 0)).toBe(600_000);
});

it('the server honours a day, whatever the token says', () => {
  const { madeAt, endsAt } = tokenShape(ChatTokenBuilder.buildAppToken(APP, CERTIFICATE, 30 * 86_400));
  expect((endsAt ?? 0) - (madeAt ?? 0)).toBe(86_400_000);
});

it.each([
  ['chat-user', () => new vendor.ServiceChat('alice'), 1],
  ['no-chat', () => new vendor.ServiceRtc('a channel', 1), 1],
])('%s is told apart', (kind, service, privilege) => {
  const token = new vendor.AccessToken2(APP, CERTIFICATE, 0, 600);
  const granted = service();
  granted.add_privilege(privilege, 600);
  token.add_service(granted);
  expect(tokenShape(token.build()).kind).toBe(kind);
  expect(new AccessToken2().from_string(token.build())).toBe(true);
});

it.each([
  ['issued', `YWMt${'a1'.repeat(30)}`],
  ['certificate', CERTIFICATE],
  ['damaged', '007eJxTYEjaoXVa'],
  ['unknown', 'open-sesame'],
  ['unknown', ''],
  ['unknown', 'a.b.c'],
])('%s: %s', (kind, token) => {
  expect(tokenShape(token)).toEqual({ kind, length: token.length, madeAt: null, endsAt: null, appId: null });
});

it('a JSON Web Token says when it ends', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'HS256' })}.${part({ iat: 100, exp: 200, sub: 'me' })}.signature`;
  expect(tokenShape(token)).toMatchObject({ kind: 'jwt', madeAt: 100_000, endsAt: 200_000 });
});

it('whatever stands there is read without a throw, and nothing of it comes back', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `007${text}`),
        fc.base64String().map((text) => `007${text}`),
      ),
      (token) => {
        const { kind, length } = tokenShape(token);
        expect(kind).not.toBe('');
        expect(length).toBe(token.length);
      },
    ),
  );
});
