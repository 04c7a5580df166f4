import { describe, expect, it, onTestFinished } from 'vitest';
import { clientCredentials } from '../../../src/api/tokens/client-credentials.ts';
import { secretAt } from '../../../src/api/tokens/secret.ts';
import { json, type Responder, startCountingServer } from '../../helpers/counting-server.ts';
import { findSecrets } from '../../helpers/find-secrets.ts';
import { simulate } from '../../helpers/simulator-calls.ts';
import { failureOf } from '../client-under-test.ts';

const NEVER = new AbortController().signal;
const SECRET = 'YXA6-the-secret-of-the-client';

function maker(base: URL, secret = SECRET, clientId = 'YXA6client') {
  return clientCredentials({ base, proxy: null, clientId, clientSecret: secretAt({ env: 'S' }, { S: secret }) });
}

async function answering(respond: Responder) {
  const server = await startCountingServer(respond);
  onTestFinished(() => server.close());
  return { server, made: maker(new URL('/org/app', server.origin)).make(NEVER) };
}

describe('client credentials', () => {
  it('are sent to the token endpoint of the app, without any token', async () => {
    const { server, made } = await answering((_, response) => json(response, 200, { access_token: 'YWMt1', expires_in: 3600 }));
    expect(await made).toEqual({ token: 'YWMt1', lifetime: 3_600_000 });
    expect(server.arrivals).toHaveLength(1);
    expect(server.arrivals[0]).toMatchObject({ method: 'POST', url: '/org/app/token' });
    expect(server.arrivals[0]?.headers.authorization).toBeUndefined();
    expect(JSON.parse(server.arrivals[0]?.body ?? '')).toEqual({
      grant_type: 'client_credentials',
      client_id: 'YXA6client',
      client_secret: SECRET,
      ttl: 86_400,
    });
  });

  it('bring a token that works', async () => {
    const simulator = await simulate();
    const { url, orgName, appName, clientId, clientSecret } = simulator;
    const { token, lifetime } = await maker(new URL(`${url}/${orgName}/${appName}`), clientSecret, clientId).make(NEVER);
    expect(() => simulator.tokens.authorise(`Bearer ${token}`)).not.toThrow();
    expect(lifetime).toBe(86_400_000);
  });

  it.each([undefined, 0, -5, 'soon', null])('a life of %j is unknown', async (expires_in) => {
    const { made } = await answering((_, response) => json(response, 200, { access_token: 'YWMt1', expires_in }));
    expect(await made).toEqual({ token: 'YWMt1', lifetime: null });
  });

  it.each([
    [{}, 'has no access_token'],
    [{ access_token: 5 }, 'has no access_token'],
    ['<html>', 'is no valid JSON'],
  ])('an answer of %j is unreadable', async (body, why) => {
    const { made } = await answering((_, response) =>
      typeof body === 'string' ? response.end(body) : json(response, 200, body),
    );
    expect(await failureOf(made)).toMatchObject({ code: 'no-token', message: `token: the answer ${why}` });
  });

  it.each([
    [400, 'no-token'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [429, 'throttled'],
    [500, 'server'],
    [503, 'throttled'],
  ])('a %i is told once as %s, without the secret that the server repeats', async (status, code) => {
    const { server, made } = await answering((arrival, response) =>
      json(response, status, { error_description: `no: ${arrival.body} ${btoa(arrival.body)}` }),
    );
    const failure = await failureOf(made);
    expect(failure).toMatchObject({ call: 'token', status, code });
    expect(findSecrets(JSON.stringify(failure), [SECRET])).toEqual([]);
    expect(server.arrivals).toHaveLength(1);
  });

  it('are not taken elsewhere by a redirect', async () => {
    const elsewhere = await startCountingServer((_, response) => json(response, 200, { access_token: 'YWMt1' }));
    onTestFinished(() => elsewhere.close());
    const { made } = await answering((_, response) => json(response, 308, {}, { location: `${elsewhere.origin}/org/app/token` }));
    expect(await failureOf(made)).toMatchObject({ code: 'redirected' });
    expect(elsewhere.arrivals).toHaveLength(0);
  });

  it('without a secret are not sent', async () => {
    const { server, made } = await answering((_, response) => json(response, 200, { access_token: 'YWMt1' }));
    await made;
    const empty = clientCredentials({
      base: new URL('/org/app', server.origin),
      proxy: null,
      clientId: 'c',
      clientSecret: { name: 'file f', read: async () => '' },
    });
    expect(await failureOf(empty.make(NEVER))).toMatchObject({ code: 'no-token', message: 'file f holds no client secret' });
    expect(server.arrivals).toHaveLength(1);
  });
});
