import { expect, test } from 'vitest';
import { parseRoute } from '../../src/simulator/route.ts';
import { ask, simulate } from '../helpers/simulator-calls.ts';

test.each([
  ['a%2Fb', 'a/b'],
  ['%2E%2E', '..'],
  ['..', '..'],
  ['%E5%90%8D%E5%89%8D', '名前'],
  ['a%3Fb%23c', 'a?b#c'],
  ['50%25', '50%'],
  ['presence', 'presence'],
])('%s in a path is one uid', async (segment, uid) => {
  const simulator = await simulate({ users: [] });

  const { status } = await ask(simulator, { path: `/users/${segment}/presence/android_1/1`, body: { ext: 'x' } });

  expect(status).toBe(200);
  expect(simulator.world.read(uid)?.devices).toEqual([{ device: 'android_1', status: '1' }]);
});

test('resource and status are decoded as well', async () => {
  const simulator = await simulate({ users: [] });

  await ask(simulator, { path: '/users/bob/presence/web_%2F/%E2%98%95', body: { ext: 'x' } });

  expect(simulator.world.read('bob')?.devices).toEqual([{ device: 'web_/', status: '☕' }]);
});

test('both forms of the path lead to the same app', async () => {
  const simulator = await simulate();
  const { appId } = simulator;

  const answer = await ask(simulator, { app: `/app-id/${appId}`, path: '/users/wzy/presence', body: { usernames: ['alice'] } });

  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ result: [{ uid: 'alice' }] });
});

test.each([
  ['GET', '/o/a/users/u/presence/sublist?pageNum=1&pageSize=2', 'sublist'],
  ['POST', '/o/a/users/u/presence', 'retrieve'],
  ['POST', '/o/a/users/u/presence/1000', 'subscribe'],
  ['POST', '/o/a/users/u/presence/sublist', 'subscribe'],
  ['POST', '/o/a/users/u/presence/ios_1/0', 'set'],
  ['DELETE', '/o/a/users/u/presence', 'unsubscribe'],
  ['POST', '/o/a/token', 'token'],
])('%s %s is the call "%s"', (method, target, call) => {
  expect(parseRoute(method, target)?.call).toBe(call);
});

test.each([
  ['GET', '/'],
  ['GET', '/o/a/users/u/presence'],
  ['PUT', '/o/a/users/u/presence'],
  ['POST', '/o/a/users//presence'],
  ['POST', '/o/a/users/u/presence/'],
  ['POST', '/o/a/users/u/presence/ios_1/1/more'],
  ['POST', '/o/a/users/a/b/presence'],
  ['GET', '/o/a/token'],
  ['GET', 'http://elsewhere/o/a/users/u/presence/sublist'],
])('%s %s is no call', async (method, target) => {
  expect(parseRoute(method, target)).toBeNull();
});

test('a path that is no call, an app that is not this one and a user who does not exist are three kinds of 404', async () => {
  const simulator = await simulate();
  const body = { usernames: ['alice'] };

  const path = await ask(simulator, { path: '/users/wzy/absence', body });
  const app = await ask(simulator, { app: '/acme/chat', path: '/users/wzy/presence', body });
  const appId = await ask(simulator, { app: '/app-id/0000', path: '/users/wzy/presence', body });
  const user = await ask(simulator, { path: '/users/stranger/presence', body });

  expect([path, app, appId, user].map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect(path.json).toMatchObject({ error: 'service_resource_not_found' });
  expect(app.json).toMatchObject({
    error: 'organization_application_not_found',
    error_description: 'Could not find application for acme/chat from URI: acme/chat/users/wzy/presence',
  });
  expect(appId.json).toMatchObject({ error: 'organization_application_not_found' });
  expect(user.json).toMatchObject({ error: 'service_resource_not_found', exception: 'UserNotFoundException' });
});

test('any name may act where accounts are not limited', async () => {
  const simulator = await simulate({ accounts: 'any' });

  expect((await ask(simulator, { path: '/users/stranger/presence', body: { usernames: ['alice'] } })).status).toBe(200);
});
