import { expect, it } from 'vitest';
import { json, mostInAnySecond } from '../helpers/counting-server.ts';
import { connect } from './client-under-test.ts';

const retrievals = (arrivals: readonly { url: string }[]) => arrivals.filter(({ url }) => url.endsWith('/presence'));

it.each([
  [5, 9],
  [50, 90],
])('at %i calls a second no more leave in any second, retries counted', { timeout: 20_000 }, async (rate, calls) => {
  let unavailable = 0;
  // Where they leave: on a busy machine what left in time arrives in heaps.
  const times: number[] = [];
  const { client, server } = await connect(
    ({ url }, response) => {
      if (url.includes('sublist')) return json(response, 200, { result: { totalnum: '0', sublist: [] } });
      return unavailable++ % 4 === 0 ? json(response, 503, {}) : json(response, 200, { result: [] });
    },
    {
      callsPerSecond: rate,
      retryDelay: (attempt) => (attempt < 10 ? 1 : null),
      onRequest: (call) => call === 'retrieve' && times.push(Date.now()),
    },
  );
  // Another method has its own quota: it opens the connections, whose making would delay some arrivals and not others.
  await Promise.all(Array.from({ length: rate }, () => client.sublist()));

  await Promise.all(Array.from({ length: calls }, (_, i) => client.retrieve([`u${i}`])));
  expect(times.length).toBeGreaterThan(calls);
  expect(retrievals(server.arrivals)).toHaveLength(times.length);
  expect(mostInAnySecond(times)).toBeLessThanOrEqual(rate);
  // The quota is used: a limiter that was far too strict would pass the line above as well.
  expect(mostInAnySecond(times)).toBeGreaterThan(rate / 2);
});

it('each method has a quota of its own', async () => {
  const { client, server } = await connect(
    ({ url }, response) =>
      json(response, 200, { result: url.includes('sublist') ? { totalnum: '0', sublist: [] } : url.includes('/60') ? [] : 'ok' }),
    { callsPerSecond: 1 },
  );
  await Promise.all([client.sublist(), client.subscribe(['a'], 60), client.unsubscribe(['a'])]);
  expect(server.arrivals).toHaveLength(3);
  expect(mostInAnySecond(server.arrivals.map(({ at }) => at))).toBe(3);
});
