import { describe, expect, it, onTestFinished } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import { createPresenceClient, type PresenceClient } from '../../src/api/client.ts';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import type { Report } from '../../src/monitor/messages.ts';
import { carryOut, type NetworkEffect } from '../../src/runtime/effects.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { simulate } from '../helpers/simulator-calls.ts';
import { names } from '../helpers/watching.ts';

/** A simulator, a client of it, and a way to have effects carried out. */
async function connect(options: SimulatorOptions = {}) {
  const simulator = await simulate({ users: names(150), ...options });
  const { url: host, orgName, appName, token } = simulator;
  const client = createPresenceClient({
    base: baseUrl({ host, orgName, appName }),
    uid: 'wzy',
    token: { name: 'the test', get: async () => token, renew: async () => token },
    callsPerSecond: 50,
    extMaxBytes: 64,
  });
  onTestFinished(() => client.close());
  return { simulator, client, carry: (effect: NetworkEffect) => carryOut(effect, client, 4711) };
}

const retrieve = (attempt = 0) => ({ type: 'retrieve', sequence: 7, names: ['u1', 'U2', 'stranger'], attempt }) as const;
const tooOften: Fault = { status: 429, body: '{"error":"reach_limit"}', headers: { 'Retry-After': '3' } };

function expectType<T extends Report['type']>(report: Report, type: T): Extract<Report, { type: T }> {
  if (report.type !== type) throw new Error(`${type} was expected, not ${JSON.stringify(report)}`);
  return report as Extract<Report, { type: T }>;
}

describe('retrieve', () => {
  it('reports what the server said, under the names asked for, and when', async () => {
    const { simulator, carry } = await connect();
    simulator.world.set('u1', 'ios_1', '1', 'here');
    const began = Date.now();
    const report = expectType(await carry(retrieve()), 'retrieved');
    expect(report.sequence).toBe(7);
    expect(report.answer.users.get('u1')).toMatchObject({ ext: 'here' });
    expect([...report.answer.users.keys()]).toEqual(['u1', 'U2']);
    expect(report.answer.absent).toEqual(['stranger']);
    expect(report.sentAt).toBeGreaterThanOrEqual(began - 1);
    expect(report.receivedAt).toBeGreaterThanOrEqual(report.sentAt);
  });

  it('reports how the answer came, to prove what is shown by', async () => {
    const { simulator, carry } = await connect();
    simulator.world.set('u1', 'ios_1', '1', 'here');
    const { proof } = expectType(await carry(retrieve()), 'retrieved');
    const path = `/${simulator.orgName}/${simulator.appName}/users/wzy/presence`;
    expect(proof).toMatchObject({ sequence: 7, method: 'POST', path, status: 200, body: { asked: 3, answered: 2 } });
    expect([...(proof?.body.entries().keys() ?? [])]).toEqual(['u1', 'U2']);
    expect(proof?.body.entryOf('u1')).toMatchObject({ text: expect.stringContaining('"ext":"here"') });
    expect(proof?.date).toMatch(/ GMT$/);
  });

  it('keeps only the beginning of an enormous answer, half a character included', async () => {
    const { simulator, carry } = await connect();
    const body = `{"result":[{"uid":"u1","ext":"${'😀'.repeat(BOUNDS.rawAnswer)}"}]}`;
    simulator.failNext({ status: 200, body });
    const { proof } = expectType(await carry(retrieve()), 'retrieved');
    expect(proof?.body).toMatchObject({ text: body.slice(0, BOUNDS.rawAnswer) });
    expect(proof?.length).toBe(body.length);
  });

  it('reports a failure with how long to wait, and leaves it to the monitor to ask again', async () => {
    const { simulator, carry } = await connect();
    simulator.failNext({ status: 500, body: '' });
    const report = expectType(await carry(retrieve()), 'retrieve-failed');
    expect(report).toMatchObject({ sequence: 7, failure: { code: 'server', call: 'retrieve' } });
    expect(report.wait).toBeGreaterThanOrEqual(250);
    expect(report.wait).toBeLessThanOrEqual(500);
    expect(simulator.traffic.count('retrieve')).toBe(1);
  });

  it('waits longer the more failures came before', async () => {
    const { simulator, carry } = await connect();
    simulator.failNext({ status: 500, body: '' });
    const { wait } = expectType(await carry(retrieve(4)), 'retrieve-failed');
    expect(wait).toBeGreaterThanOrEqual(4000);
    expect(wait).toBeLessThanOrEqual(8000);
  });

  it('waits no shorter than the server asks', async () => {
    const { simulator, carry } = await connect();
    simulator.failNext(tooOften);
    const report = expectType(await carry(retrieve()), 'retrieve-failed');
    expect([report.failure.code, report.wait]).toEqual(['throttled', 3000]);
  });

  it('a connection that breaks is a failure like any other', async () => {
    const { simulator, carry } = await connect();
    simulator.failNext('reset');
    expect(await carry(retrieve())).toMatchObject({ type: 'retrieve-failed', failure: { code: 'network' } });
  });
});

describe('sublist', () => {
  it('reports every subscription, and when it was asked for', async () => {
    const { carry } = await connect({ sublistLag: 0 });
    await carry({ type: 'subscribe', names: names(100), seconds: 1000, sequence: 1 });
    await carry({ type: 'subscribe', names: names(120).slice(100), seconds: 1000, sequence: 2 });
    const report = expectType(await carry({ type: 'sublist', attempt: 0 }), 'sublist-read');
    expect(report.askedAt).toBe(4711);
    expect(report.subscriptions.map(({ uid }) => uid).sort()).toEqual(names(120).sort());
  });

  it('reports a failure with how long to wait, and when it was asked for', async () => {
    const { simulator, carry } = await connect();
    simulator.failNext(tooOften);
    expect(await carry({ type: 'sublist', attempt: 0 })).toMatchObject({
      type: 'sublist-failed',
      askedAt: 4711,
      failure: { code: 'throttled', call: 'sublist' },
      wait: 3000,
    });
    expect(simulator.traffic.count('sublist')).toBe(1);
  });
});

describe('writes', () => {
  it('set changes one device and the ext of its user', async () => {
    const { simulator, carry } = await connect();
    const effect = { type: 'set', uid: 'u1', resource: 'web_1', status: '101', ext: 'in a call' } as const;
    expect(await carry(effect)).toMatchObject({
      type: 'wrote',
      effect,
      outcome: { names: ['u1'], answer: null, failure: null },
    });
    expect(simulator.world.read('u1')).toMatchObject({ ext: 'in a call' });
    expect(simulator.world.read('u1')?.devices).toContainEqual({ device: 'web_1', status: '101' });
  });

  it('subscribe reports what the answer said, and when', async () => {
    const { simulator, carry } = await connect();
    const asked = [...names(99), 'stranger'];
    const { outcome } = expectType(await carry({ type: 'subscribe', names: asked, seconds: 1000, sequence: 3 }), 'wrote');
    expect(outcome).toMatchObject({ names: asked, failure: null, unclear: false });
    expect([outcome.answer?.users.size, outcome.answer?.absent]).toEqual([99, ['stranger']]);
    expect(outcome.receivedAt).toBeGreaterThanOrEqual(outcome.sentAt);
    expect(simulator.traffic.count('subscribe')).toBe(1);
  });

  it.each<[string, Fault, { unclear: boolean; endsAll: boolean }]>([
    ['surely did nothing, and no other would', { status: 403, body: '' }, { unclear: false, endsAll: true }],
    ['surely did nothing, which says nothing of others', { status: 422, body: '' }, { unclear: false, endsAll: false }],
    ['may have been carried out', { status: 502, body: '' }, { unclear: true, endsAll: false }],
    ['may have been carried out, and no other would reach the server', 'reset', { unclear: true, endsAll: true }],
  ])('one that failed is told apart: it %s', async (_, fault, told) => {
    const { simulator, carry } = await connect();
    simulator.failNext(fault, { call: 'unsubscribe' });
    const { outcome } = expectType(await carry({ type: 'unsubscribe', names: names(3) }), 'wrote');
    expect(outcome).toMatchObject({ names: names(3), answer: null, ...told });
    expect(outcome.failure).not.toBeNull();
  });
});

it('a mistake in the program is not told as a failure of the network', async () => {
  const { client } = await connect();
  const broken: PresenceClient = {
    ...client,
    retrieve: async () => {
      throw new TypeError('a mistake');
    },
  };
  await expect(carryOut(retrieve(), broken, 0)).rejects.toThrow(TypeError);
});
