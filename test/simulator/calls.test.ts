import { expect, test } from 'vitest';
import { CALLS } from '../../src/api/contract.ts';
import { ask, calls, simulate, stoppedClock } from '../helpers/simulator-calls.ts';

test.each(['calm', 'busy', 'flapping', 'still'])(
  'in the scenario "%s" every call answers as the contract promises',
  async (scenario) => {
    const simulator = await simulate({ scenario, sublistLag: 0 });
    const names = simulator.world.names.slice(0, 40);

    const answers = {
      set: await calls.set(simulator, 'wzy', 'android_1', '1'),
      subscribe: await calls.subscribe(simulator, names),
      retrieve: await calls.retrieve(simulator, names),
      sublist: await calls.sublist(simulator),
      unsubscribe: await calls.unsubscribe(simulator, names),
    };

    for (const [name, { status, json }] of Object.entries(answers)) {
      expect(status, name).toBe(200);
      expect(CALLS[name as keyof typeof CALLS].answer.safeParse(json).error, name).toBeUndefined();
    }
    expect(answers.sublist.json).toMatchObject({ result: { totalnum: '40' } });
  },
);

test('retrieve answers in the order of the request, times as strings of seconds, status as an object', async () => {
  const { now } = stoppedClock();
  const simulator = await simulate({ now });
  simulator.world.set('c2', 'android', '0', '');
  simulator.world.set('bob', 'ios_12', '101', 'Busy');

  const { json } = await calls.retrieve(simulator, ['c2', 'bob'], 'wzy');

  const last_time = String(now() / 1000);
  expect(json).toMatchObject({
    result: [
      { uid: 'c2', last_time, ext: '', status: { android: '0' } },
      { uid: 'bob', last_time, ext: 'Busy', status: { ios_12: '101' } },
    ],
  });
});

test('set changes one device, the ext and the last time, and makes users and devices that did not exist', async () => {
  const clock = stoppedClock();
  const simulator = await simulate({ users: [], now: clock.now });

  expect((await calls.set(simulator, 'newcomer', 'web_1', '1', 'hello')).json).toEqual({ result: 'ok' });
  clock.move(5000);
  await calls.set(simulator, 'newcomer', 'android', 'away', 'tea');

  expect(simulator.world.read('newcomer')).toEqual({
    uid: 'newcomer',
    lastTime: clock.now() / 1000,
    ext: 'tea',
    devices: [
      { device: 'web_1', status: '1' },
      { device: 'android', status: 'away' },
    ],
  });
});

test('a name that the server never saw is absent from the answer', async () => {
  const simulator = await simulate();

  const { json } = await calls.retrieve(simulator, ['nobody-at-all', 'alice']);

  expect(json).toMatchObject({ result: [{ uid: 'alice' }] });
});

test('uids are compared without case and answered in the spelling of the server', async () => {
  const simulator = await simulate();

  const { json } = await calls.retrieve(simulator, ['ALICE', 'eve']);

  expect(json).toMatchObject({ result: [{ uid: 'alice' }, { uid: 'Eve' }] });
});

test('where only subscribed users are told of, the others are absent', async () => {
  const scenario = JSON.stringify({
    about: 'Only subscribed users come back.',
    pace: { lively: { users: 0, everySeconds: null }, others: { everySeconds: null }, busy: 0, lost: 0 },
    retrieves: 'subscribed',
  });
  const simulator = await simulate({ scenario });
  await calls.subscribe(simulator, ['bob']);

  const { json } = await calls.retrieve(simulator, ['alice', 'BOB']);

  expect(json).toMatchObject({ result: [{ uid: 'bob' }] });
});

test('subscribing answers the present state and the absolute end, and again overwrites it', async () => {
  const clock = stoppedClock();
  const simulator = await simulate({ now: clock.now, sublistLag: 0 });
  const end = (seconds: number) => String(clock.now() / 1000 + seconds);

  expect((await calls.subscribe(simulator, ['alice'], 1000)).json).toMatchObject({
    result: [{ uid: 'alice', expiry: end(1000) }],
  });
  clock.move(10_000);
  expect((await calls.subscribe(simulator, ['alice'], 60)).json).toMatchObject({ result: [{ uid: 'alice', expiry: end(60) }] });

  expect((await calls.sublist(simulator)).json).toEqual({
    result: { totalnum: '1', sublist: [{ uid: 'alice', expiry: end(60) }] },
  });
});

test.each([
  ['the bare array', ['c1']],
  ['users', { users: ['c1'] }],
  ['usernames', { usernames: ['c1'] }],
])('unsubscribe takes %s, and a name that was not subscribed is no error', async (_, body) => {
  const simulator = await simulate({ sublistLag: 0 });
  await calls.subscribe(simulator, ['c1', 'c2']);

  expect((await calls.unsubscribe(simulator, body)).json).toEqual({ result: 'ok' });
  expect((await calls.unsubscribe(simulator, body)).json).toEqual({ result: 'ok' });

  expect((await calls.sublist(simulator)).json).toMatchObject({ result: { totalnum: '1', sublist: [{ uid: 'c2' }] } });
});

test('the list of subscriptions is paged in a stable order; page 0 is page 1, and without a size a page has one entry', async () => {
  const simulator = await simulate({ sublistLag: 0 });
  const names = simulator.world.names.slice(0, 5);
  await calls.subscribe(simulator, names);
  const page = async (query: string) => {
    const { result } = (await calls.sublist(simulator, query)).json as {
      result: { totalnum: string; sublist: { uid: string }[] };
    };
    expect(result.totalnum).toBe('5');
    return result.sublist.map(({ uid }) => uid);
  };

  expect(await page('?pageNum=1&pageSize=2')).toEqual(names.slice(0, 2));
  expect(await page('?pageNum=3&pageSize=2')).toEqual(names.slice(4));
  expect(await page('?pageNum=4&pageSize=2')).toEqual([]);
  expect(await page('?pageNum=0&pageSize=2')).toEqual(names.slice(0, 2));
  expect(await page('?pageNum=2')).toEqual(names.slice(1, 2));
  expect(await page('')).toEqual(names.slice(0, 1));
});

test('the list of subscriptions lags ten seconds behind unless told otherwise', async () => {
  const clock = stoppedClock();
  const simulator = await simulate({ now: clock.now });
  await calls.subscribe(simulator, ['alice']);
  const total = async () => ((await calls.sublist(simulator)).json as { result: { totalnum: string } }).result.totalnum;

  clock.move(9_999);
  expect(await total()).toBe('0');
  clock.move(1);
  expect(await total()).toBe('1');
});

test('a user without subscriptions has an empty list', async () => {
  const simulator = await simulate();

  expect((await calls.sublist(simulator)).json).toEqual({ result: { totalnum: '0', sublist: [] } });
});

test('the answer carries the time of the server, and Accept is not needed', async () => {
  const { now } = stoppedClock();
  const simulator = await simulate({ now });

  const { status, headers } = await ask(simulator, {
    path: '/users/wzy/presence',
    body: { usernames: ['bob'] },
    headers: { Accept: undefined },
  });

  expect(status).toBe(200);
  expect(headers.date).toBe(new Date(now()).toUTCString());
});
