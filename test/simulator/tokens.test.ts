import agoraToken from 'agora-token';
import { expect, test } from 'vitest';
import type { Simulator } from '../../src/simulator/server.ts';
import { ask, calls, simulate, stoppedClock } from '../helpers/simulator-calls.ts';

const { ChatTokenBuilder } = agoraToken;

const tryToken = (simulator: Simulator, authorization: string | undefined) =>
  ask(simulator, { path: '/users/wzy/presence', body: { usernames: ['bob'] }, headers: { Authorization: authorization } });

const exchange = (simulator: Simulator, body: object, authorization?: string) =>
  ask(simulator, { path: '/token', body, headers: { Authorization: authorization } });

test.each([
  ['missing', undefined, 'unauthorized', 'Unable to authenticate due to expired access token'],
  ['of another scheme', 'Basic d3p5OnB3', 'unauthorized', 'Unable to authenticate due to expired access token'],
  ['corrupt', 'Bearer nonsense', 'auth_bad_access_token', 'Unable to authenticate due to corrupt access token'],
  ['a corrupt signed one', 'Bearer 007nonsense', 'auth_bad_access_token', 'Unable to authenticate due to corrupt access token'],
  ['of somebody else', `Bearer YWMt${'a'.repeat(64)}`, 'unauthorized', 'Unable to authenticate (OAuth)'],
])('a token that is %s is a 401', async (_, authorization, error, text) => {
  const simulator = await simulate();

  const { status, json } = await tryToken(simulator, authorization);

  expect(status).toBe(401);
  expect(json).toMatchObject({ error, exception: 'EasemobSecurityException', error_description: text });
});

test('a token expires by its time, or when it is told to', async () => {
  const clock = stoppedClock();
  const simulator = await simulate({ now: clock.now, tokenSeconds: 60 });
  const second = simulator.tokens.issue(600).token;
  const statuses = async () =>
    [await calls.sublist(simulator), await tryToken(simulator, `Bearer ${second}`)].map(({ status }) => status);

  clock.move(59_999);
  expect(await statuses()).toEqual([200, 200]);
  clock.move(1);
  expect(await statuses()).toEqual([401, 200]);
  simulator.tokens.expire(second);
  expect(await statuses()).toEqual([401, 401]);
  expect((await tryToken(simulator, `Bearer ${second}`)).json).toMatchObject({
    error_description: 'Unable to authenticate due to expired access token',
  });
});

test('a token signed with the certificate of the app is taken as it is; one signed with another is not', async () => {
  const simulator = await simulate();
  const { appId, appCertificate } = simulator;

  const good = ChatTokenBuilder.buildAppToken(appId, appCertificate, 600);
  const forged = ChatTokenBuilder.buildAppToken(appId, '0'.repeat(32), 600);
  const foreign = ChatTokenBuilder.buildAppToken('0'.repeat(32), appCertificate, 600);

  expect((await tryToken(simulator, `Bearer ${good}`)).status).toBe(200);
  expect((await tryToken(simulator, `Bearer ${forged}`)).json).toMatchObject({
    error_description: 'Unable to authenticate (OAuth)',
  });
  expect((await tryToken(simulator, `Bearer ${foreign}`)).status).toBe(401);
});

test('a signed token is honoured for a day at most', async () => {
  let ahead = 0;
  const simulator = await simulate({ now: () => Date.now() + ahead });
  const { appId, appCertificate } = simulator;
  const token = ChatTokenBuilder.buildAppToken(appId, appCertificate, 10 * 86_400);

  expect((await tryToken(simulator, `Bearer ${token}`)).status).toBe(200);
  ahead = 86_400_000 + 1000;
  expect((await tryToken(simulator, `Bearer ${token}`)).json).toMatchObject({
    error_description: 'Unable to authenticate due to expired access token',
  });
});

test('client credentials are exchanged for a token that lives as long as was asked', async () => {
  const clock = stoppedClock();
  const simulator = await simulate({ now: clock.now });
  const { clientId: client_id, clientSecret: client_secret } = simulator;

  const { status, json } = await exchange(simulator, { grant_type: 'client_credentials', client_id, client_secret, ttl: 60 });

  expect(status).toBe(200);
  expect(json).toEqual({
    access_token: expect.any(String),
    expires_in: 60,
    application: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  const bearer = `Bearer ${(json as { access_token: string }).access_token}`;
  expect((await tryToken(simulator, bearer)).status).toBe(200);
  clock.move(60_000);
  expect((await tryToken(simulator, bearer)).status).toBe(401);
});

test('a signed token is exchanged for one that works', async () => {
  const simulator = await simulate();
  const signed = ChatTokenBuilder.buildAppToken(simulator.appId, simulator.appCertificate, 600);

  const { json } = await exchange(simulator, { grant_type: 'agora' }, `Bearer ${signed}`);

  expect(json).toEqual({ access_token: expect.any(String), expires_in: 86_400, expire_timestamp: expect.any(Number) });
  expect((await tryToken(simulator, `Bearer ${(json as { access_token: string }).access_token}`)).status).toBe(200);
});

test('wrong credentials, a bad signed token and an unknown grant get no token', async () => {
  const simulator = await simulate();
  const { clientId: client_id } = simulator;

  const wrong = await exchange(simulator, { grant_type: 'client_credentials', client_id, client_secret: 'guess' });
  const unsigned = await exchange(simulator, { grant_type: 'agora' }, 'Bearer 007nonsense');
  const unknown = await exchange(simulator, { grant_type: 'password' });

  expect(wrong.json).toMatchObject({ error: 'invalid_grant' });
  expect(unsigned.status).toBe(401);
  expect(unknown.json).toMatchObject({ error: 'unsupported_grant_type' });
  expect(simulator.traffic.count('token')).toBe(3);
});
