import { describe, expect, it, onTestFinished } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import { createPresenceClient } from '../../src/api/client.ts';
import type { Asked, Failure, FailureCode } from '../../src/api/errors.ts';
import { endsAll, traceOf, traceOfCall } from '../../src/api/outcome.ts';
import type { FaultRuleInput } from '../../src/simulator/fault-rules.ts';
import { simulate } from '../helpers/simulator-calls.ts';
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
  const traces: Readonly<Record<FailureCode, 'none' | 'perhaps'>> = {
    refused: 'none',
    'read-only': 'none',
    'no-token': 'none',
    unauthorized: 'none',
    forbidden: 'none',
    'not-activated': 'none',
    'not-found': 'none',
    rejected: 'none',
    throttled: 'none',
    server: 'perhaps',
    redirected: 'perhaps',
    'failed-result': 'perhaps',
    unreadable: 'perhaps',
    network: 'perhaps',
    timeout: 'perhaps',
    aborted: 'perhaps',
  };

  it.each(Object.entries(traces) as [FailureCode, string][])('%s: %s', (code, trace) => {
    expect(traceOf(failed(code))).toBe(trace);
  });

  it('nothing when the request never left, whatever the failure', () => {
    for (const code of Object.keys(traces)) expect(traceOf(failed(code as FailureCode, { unsent: true }))).toBe('none');
  });

  it('perhaps something after a 503, though it asks to call less often as a 429 does', () => {
    expect(traceOf(failed('throttled', { status: 429 }))).toBe('none');
    expect(traceOf(failed('throttled', { status: 400 }))).toBe('none');
    expect(traceOf(failed('throttled', { status: 503 }))).toBe('perhaps');
  });

  it('those that every further call would meet are told apart', () => {
    const ending = (Object.keys(traces) as FailureCode[]).filter((code) => endsAll(failed(code)));
    expect(ending).toEqual([
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

  it('nothing when it was the token that could not be had: the call never left', () => {
    expect(traceOfCall(failed('timeout', { call: 'token' as Asked }))).toBe('none');
    expect(traceOfCall(failed('timeout'))).toBe('perhaps');
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
  const writes = [
    [
      'set',
      (client: ReturnType<typeof createPresenceClient>) => client.set({ uid: 'alice', resource: 'web', status: '1', ext: 'x' }),
    ],
    ['subscribe', (client: ReturnType<typeof createPresenceClient>) => client.subscribe(['alice'], 60)],
    ['unsubscribe', (client: ReturnType<typeof createPresenceClient>) => client.unsubscribe(['alice'])],
  ] as const;
  const cases = writes.flatMap(([name, write]) => AMBIGUOUS.map((rule) => ({ name, write, rule, fault: JSON.stringify(rule) })));

  it.each(cases)('is never sent again: $name after $fault', async ({ name, write, rule }) => {
    const simulator = await simulate({ users: ['alice'], faults: [{ ...rule, when: { calls: [name] } }] });
    const { url: host, orgName, appName, token } = simulator;
    const client = createPresenceClient({
      base: baseUrl({ host, orgName, appName }),
      uid: 'wzy',
      token: fixedToken(token),
      callsPerSecond: 50,
      extMaxBytes: 64,
      timeout: 250,
      retryDelay: impatient,
    });
    onTestFinished(() => client.close());
    const failure = await failureOf(write(client));
    expect(traceOfCall(failure)).toBe('perhaps');
    expect(simulator.traffic.count(name)).toBe(1);
  });
});
