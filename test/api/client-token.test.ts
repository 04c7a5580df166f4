import { expect, it, onTestFinished } from 'vitest';
import { createPresenceClient } from '../../src/api/client.ts';
import type { TokenTrouble } from '../../src/api/tokens/renewal.ts';
import { tokenFrom } from '../../src/api/tokens.ts';
import { json } from '../helpers/counting-server.ts';
import { simulate } from '../helpers/simulator-calls.ts';
import { connect, failureOf, fixedToken } from './client-under-test.ts';

it('many calls at once share one token, and one new one when it has expired', async () => {
  const simulator = await simulate();
  const { url, orgName, appName, clientId, clientSecret } = simulator;
  const base = new URL(`${url}/${orgName}/${appName}`);
  const token = tokenFrom({ clientId, clientSecret: { env: 'S' } }, { env: { S: clientSecret }, base, proxy: null });
  const client = createPresenceClient({ base, uid: 'wzy', token, callsPerSecond: 50, extMaxBytes: 64 });
  onTestFinished(() => client.close());
  const fiveCalls = () => Promise.all(Array.from({ length: 5 }, (_, index) => client.retrieve([`user${index}`])));
  await fiveCalls();
  expect(simulator.traffic.count('token')).toBe(1);
  simulator.tokens.expire(await token.get());
  await fiveCalls();
  expect(simulator.traffic.count('token')).toBe(2);
});

it('a server that refuses every token is not asked for one with every call', async () => {
  const { server } = await connect(({ url }, response, count) =>
    url.endsWith('/token')
      ? json(response, 200, { access_token: `YWMt-number-${count}`, expires_in: 60 })
      : json(response, 401, {}),
  );
  const base = new URL('/org/app', server.origin);
  const token = tokenFrom({ clientId: 'c', clientSecret: { env: 'S' } }, { env: { S: 'the-secret' }, base, proxy: null });
  const refused = createPresenceClient({ base, uid: 'wzy', token, callsPerSecond: 50, extMaxBytes: 64 });
  onTestFinished(() => refused.close());
  for (let index = 0; index < 10; index++) {
    const failure = await failureOf(refused.retrieve(['a'], { retry: false }));
    expect(failure).toMatchObject({ code: 'unauthorized', hint: expect.stringContaining('clientId') });
  }
  const asked = server.arrivals.filter(({ url }) => url.endsWith('/token'));
  expect(asked.length).toBeLessThan(6);
});

it('the trouble of a token is passed on, and closing ends what it does', async () => {
  let tell: (trouble: TokenTrouble | null) => void = () => {};
  let closed = false;
  const told: (TokenTrouble | null)[] = [];
  const { client } = await connect((_, response) => json(response, 200, { result: [] }), {
    token: {
      ...fixedToken(),
      onTrouble: (listener) => {
        tell = listener;
        return () => {};
      },
      close: () => {
        closed = true;
      },
    },
    onTokenTrouble: (trouble) => told.push(trouble),
  });
  tell(null);
  expect(told).toEqual([null]);
  client.close();
  expect(closed).toBe(true);
});
