import { describe, expect, it, onTestFinished } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import { type ClientOptions, createPresenceClient, type PresenceClient } from '../../src/api/client.ts';
import { type Failure, type FailureCode, localFailure } from '../../src/api/errors.ts';
import { endsAll, traceOf, traceOfCall } from '../../src/api/outcome.ts';
import { noToken } from '../../src/api/tokens/bearer.ts';
import type { FaultRuleInput } from '../../src/simulator/fault-rules.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { FAILURE_CODES } from '../helpers/failure-codes.ts';
import { dealtWith, simulate } from '../helpers/simulator-calls.ts';
import { failureOf, fixedToken, impatient } from './client-under-test.ts';

const failed = (code: FailureCode, more: Partial<Failure> = {}): Failure => ({
  code,
  message: '',
  hint: '',
  call: 'set',
  status: null,
  retryAfter: null,
  ...more,
});

describe('what a failed call leaves behind', () => {
  it('nothing when the request never left, whatever the failure', () => {
    for (const code of FAILURE_CODES) expect(traceOf(failed(code, { unsent: true }))).toBe('none');
  });

  it('nothing when it was the token that could not be had: the call never left', () => {
    for (const code of FAILURE_CODES) expect(traceOfCall(failed(code, { call: 'token' }))).toBe('none');
    expect(traceOfCall(failed('timeout'))).toBe('perhaps');
  });
});

it('failures that every further call would meet are told apart', () => {
  expect(FAILURE_CODES.filter((code) => endsAll(failed(code)))).toEqual([
    'read-only',
    'no-token',
    'unauthorized',
    'forbidden',
    'not-activated',
    'not-found',
    'redirected',
    'network',
  ]);
});

const WRITES = [
  ['set', (client: PresenceClient) => client.set({ uid: 'alice', resource: 'web', status: '1', ext: 'x' })],
  ['subscribe', (client: PresenceClient) => client.subscribe(['alice'], 60)],
  ['unsubscribe', (client: PresenceClient) => client.unsubscribe(['alice'])],
] as const;

/** A client of a simulator that knows alice. */
function clientOf({ url: host, orgName, appName, token }: Simulator, more: Partial<ClientOptions> = {}): PresenceClient {
  const client = createPresenceClient({
    base: baseUrl({ host, orgName, appName }),
    uid: 'wzy',
    token: fixedToken(token),
    callsPerSecond: 50,
    extMaxBytes: 64,
    timeout: 250,
    retryDelay: impatient,
    ...more,
  });
  onTestFinished(() => client.close());
  return client;
}

/** Whatever the service itself says when it does not carry a call out. */
const REFUSALS: readonly { status: number; text: string }[] = [
  ...[401, 403, 404, 409, 413, 429].map((status) => ({ status, text: '' })),
  { status: 400, text: 'ext cannot be null' },
  { status: 400, text: 'too many queries' },
  { status: 400, text: 'the app not open presence' },
];

describe('a write that surely changed nothing', () => {
  const set = (client: PresenceClient, ext = 'x') => client.set({ uid: 'alice', resource: 'web', status: '1', ext });

  it.each(REFUSALS)('was refused by the service: $status $text', async ({ status, text }) => {
    const simulator = await simulate({ users: ['alice'], faults: [{ do: 'status', status, text }] });
    for (const [, write] of WRITES) expect(traceOfCall(await failureOf(write(clientOf(simulator))))).toBe('none');
  });

  it('broke a limit, was not permitted, had no token, or met nobody', async () => {
    const simulator = await simulate({ users: ['alice'] });
    const permit = () => {
      throw localFailure('read-only', 'set', '', '');
    };
    const token = { ...fixedToken(), get: () => Promise.reject(noToken('none', '')) };
    const failures = [
      await failureOf(set(clientOf(simulator), 'x'.repeat(65))),
      await failureOf(set(clientOf(simulator, { permit }))),
      await failureOf(set(clientOf(simulator, { token }))),
    ];
    expect(simulator.traffic.count()).toBe(0);
    await simulator.close();
    failures.push(await failureOf(set(clientOf(simulator))));
    expect(failures.map(({ code }) => code)).toEqual(['refused', 'read-only', 'no-token', 'network']);
    expect(failures.map(traceOfCall)).toEqual(failures.map(() => 'none'));
  });
});

/** Whatever may go wrong with an answer although the call was carried out. */
const AMBIGUOUS: readonly Exclude<FaultRuleInput, { do: 'refuse' }>[] = [
  ...[408, 500, 501, 502, 503, 504].map((status) => ({ do: 'status', status, carriedOut: true }) as const),
  { do: 'hang', carriedOut: true },
  { do: 'reset', carriedOut: true },
  { do: 'reset', at: 'middle' },
  { do: 'truncated' },
  { do: 'invalid-json' },
  { do: 'huge' },
  { do: 'failed-result' },
];

describe('a write that may have been carried out', () => {
  const cases = WRITES.flatMap(([name, write]) => AMBIGUOUS.map((rule) => ({ name, write, rule, fault: JSON.stringify(rule) })));

  it.each(cases)('is never sent again: $name after $fault', async ({ name, write, rule }) => {
    const simulator = await simulate({ users: ['alice'], faults: [{ ...rule, when: { calls: [name] } }] });
    const failure = await failureOf(write(clientOf(simulator)));
    expect(traceOfCall(failure)).toBe('perhaps');
    expect(simulator.traffic.count(name)).toBe(1);
  });

  it.each(WRITES)('is one that somebody redirected, or that was given up: %s', async (name, write) => {
    const simulator = await simulate({ users: ['alice'] });
    simulator.failNext({ status: 302, body: '' });
    const redirected = await failureOf(write(clientOf(simulator)));
    simulator.failNext('hang');
    const client = clientOf(simulator, { timeout: 10_000 });
    const given = failureOf(write(client));
    await dealtWith(simulator, 2);
    client.close();
    const failures = [redirected, await given];
    expect(failures.map(({ code }) => code)).toEqual(['redirected', 'aborted']);
    expect(failures.map(traceOfCall)).toEqual(['perhaps', 'perhaps']);
    expect(simulator.traffic.count(name)).toBe(2);
  });
});
