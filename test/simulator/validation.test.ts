import { expect, test } from 'vitest';
import { ask, calls, simulate } from '../helpers/simulator-calls.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);

test.each([
  { path: '/users/c1/presence/ios_1/1', body: {}, text: 'ext cannot be null' },
  { path: '/users/c1/presence/ios_1/1', body: { ext: '' }, text: 'ext cannot be null' },
  { path: '/users/c1/presence/ios_1/1', body: null, text: 'ext cannot be null' },
  { path: '/users/c1/presence/ios_1/1', body: { ext: 'x'.repeat(65) }, text: 'ext is too big ' },
  { path: '/users/c1/presence/ios_1/1', body: { ext: '名'.repeat(22) }, text: 'ext is too big ' },
  { path: '/users/wzy/presence/1000', body: {}, text: 'usernames is empty' },
  { path: '/users/wzy/presence/1000', body: { usernames: [] }, text: 'usernames is empty' },
  { path: '/users/wzy/presence/1000', body: { usernames: many(101) }, text: 'too many sub presence' },
  { path: '/users/wzy/presence/1000', body: { usernames: ['c2', 'WZY'] }, text: "you can't sub yourself" },
  { path: '/users/wzy/presence/0', body: { usernames: ['c2'] }, text: 'expiry must be from 1 to 2592000' },
  { path: '/users/wzy/presence/2592001', body: { usernames: ['c2'] }, text: 'expiry must be from 1 to 2592000' },
  { path: '/users/wzy/presence/soon', body: { usernames: ['c2'] }, text: 'expiry must be from 1 to 2592000' },
  { path: '/users/wzy/presence', body: { usernames: [] }, text: 'usernames is empty' },
  { path: '/users/wzy/presence', body: { usernames: many(101) }, text: 'too many get presences' },
  { path: '/users/wzy/presence', body: { usernames: ['c2', 5] }, text: 'usernames must be strings' },
])('POST $path is refused: $text', async ({ path, body, text }) => {
  const simulator = await simulate();

  const { status, json } = await ask(simulator, { path, body });

  expect(status).toBe(400);
  expect(json).toMatchObject({ error: 'illegal_argument', error_description: text, result: text });
});

test.each([
  { body: [], text: 'usernames cannot be null' },
  { body: { users: [] }, text: 'usernames cannot be null' },
  { body: {}, text: 'usernames cannot be null' },
  { body: many(101), text: 'too many unsub presences' },
])('unsubscribing is refused: $text', async ({ body, text }) => {
  const simulator = await simulate();

  expect((await calls.unsubscribe(simulator, body)).json).toMatchObject({ error_description: text, result: text });
});

test.each([
  ['?pageNum=x&pageSize=10', 'pageNum must be a number'],
  ['?pageNum=1&pageSize=0', 'pageSize must be from 1 to 500'],
  ['?pageNum=1&pageSize=501', 'pageSize must be from 1 to 500'],
])('the list %s is refused: %s', async (query, text) => {
  const simulator = await simulate();

  expect((await calls.sublist(simulator, query)).json).toMatchObject({ error_description: text });
});

test('the limits themselves are allowed: 64 bytes of ext, 100 names, 30 days', async () => {
  const simulator = await simulate();

  expect((await calls.set(simulator, 'c1', 'ios_1', '1', `${'名'.repeat(21)}x`)).status).toBe(200);
  expect((await calls.subscribe(simulator, many(100), 2_592_000)).status).toBe(200);
  expect((await calls.retrieve(simulator, many(100))).status).toBe(200);
  expect((await calls.unsubscribe(simulator, many(100))).status).toBe(200);
});

test('a user holds at most 3,000 subscriptions, and a call that would go past that changes nothing', async () => {
  const simulator = await simulate({ sublistLag: 0 });
  const names = many(3001);
  for (let from = 0; from < 3000; from += 100) await calls.subscribe(simulator, names.slice(from, from + 100));

  const over = await calls.subscribe(simulator, ['u3000']);

  expect(over.json).toMatchObject({ error_description: 'too many sub presence' });
  expect((await calls.sublist(simulator)).json).toMatchObject({ result: { totalnum: '3000' } });
  expect((await calls.subscribe(simulator, ['u0'])).status).toBe(200);
});

test('a body that is not JSON, not declared as JSON, or too large', async () => {
  const simulator = await simulate({ bodyBytes: 200 });
  const path = '/users/wzy/presence';

  const broken = await ask(simulator, { path, body: '{"usernames":[' });
  const form = await ask(simulator, {
    path,
    body: 'usernames=c2',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  const undeclared = await ask(simulator, { path, body: '{"usernames":["c2"]}', headers: { 'Content-Type': undefined } });
  const large = await ask(simulator, { path, body: { usernames: many(90) } });
  const withCharset = await ask(simulator, {
    path,
    body: { usernames: ['c2'] },
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });

  expect(broken.status).toBe(400);
  expect(broken.json).toMatchObject({ error: 'json_parse', error_description: expect.stringMatching(/^Unexpected character/) });
  for (const { status, json } of [form, undeclared]) {
    expect(status).toBe(415);
    expect(json).toMatchObject({ error: 'web_application', error_description: 'Unsupported Media Type' });
  }
  expect(large.status).toBe(413);
  expect(large.json).toMatchObject({ error_description: 'body too large' });
  expect(withCharset.status).toBe(200);
});

test('where presence is not switched on, every call says so', async () => {
  const simulator = await simulate({ presenceActivated: false });

  const answers = [
    await calls.set(simulator, 'c1', 'ios_1', '1'),
    await calls.retrieve(simulator, ['c1']),
    await calls.sublist(simulator),
  ];

  for (const { status, json } of answers) {
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: 'service open exception', result: 'the app not open presence' });
  }
});

test('only a 400 repeats its text in "result"; every refusal has the whole envelope', async () => {
  const simulator = await simulate({ callsPerSecond: 1, monotonic: () => 0 });

  const bad = await calls.retrieve(simulator, []);
  const fast = await calls.retrieve(simulator, ['c2']);

  expect(Object.keys(bad.json as object)).toEqual(['error', 'exception', 'timestamp', 'duration', 'error_description', 'result']);
  expect(Object.keys(fast.json as object)).toEqual(['error', 'exception', 'timestamp', 'duration', 'error_description']);
});
