import { describe, expect, it, onTestFinished } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import type { PresenceClient } from '../../src/api/client.ts';
import { CALLS, type CallName } from '../../src/api/contract.ts';
import { openClient } from '../../src/runtime/gate.ts';
import { simulate } from '../helpers/simulator-calls.ts';

const PRODUCTION = { why: 'read-only: profile prod is marked production', hint: 'start with --write to change things' };

/** What each method of the client is called with. */
const ARGUMENTS: { readonly [Name in CallName]: Parameters<PresenceClient[Name]> } = {
  set: [{ resource: 'ios_1', status: '1', ext: 'here' }],
  subscribe: [['bob'], 60],
  retrieve: [['bob']],
  unsubscribe: [['bob']],
  sublist: [],
};

async function connect(readOnly: typeof PRODUCTION | null) {
  const simulator = await simulate();
  const { url: host, orgName, appName, token } = simulator;
  const tokens: string[] = [];
  const source = { name: 'the test', get: async () => token, renew: async () => token };
  const client = openClient(
    {
      base: baseUrl({ host, orgName, appName }),
      uid: 'wzy',
      token: {
        ...source,
        get: () => {
          tokens.push(token);
          return source.get();
        },
      },
      callsPerSecond: 50,
      extMaxBytes: 64,
    },
    { readOnly },
  );
  onTestFinished(() => client.close());
  const call = (name: CallName) => (client[name] as (...given: unknown[]) => Promise<unknown>)(...ARGUMENTS[name]);
  return { simulator, tokens, client, call };
}

function throws(action: () => void): boolean {
  try {
    action();
    return false;
  } catch {
    return true;
  }
}

const rows = Object.values(CALLS);
const writing = rows.filter(({ writes }) => writes).map(({ name }) => name);
const reading = rows.filter(({ writes }) => !writes).map(({ name }) => name);

it('the calls that change something are set, subscribe and unsubscribe', () => {
  expect(writing).toEqual(['set', 'subscribe', 'unsubscribe']);
  expect(reading).toEqual(['retrieve', 'sublist']);
});

it('says beforehand what it would refuse', async () => {
  const refuses = async (readOnly: typeof PRODUCTION | null) => {
    const { client } = await connect(readOnly);
    return rows.map(({ name }) => name).filter((name) => throws(() => client.assertPermitted(name)));
  };
  expect(await refuses(PRODUCTION)).toEqual(writing);
  expect(await refuses(null)).toEqual([]);
});

describe('in a read-only run', () => {
  it.each(writing)('%s is refused with the reason before a token is fetched or anything is sent', async (name) => {
    const { simulator, tokens, call } = await connect(PRODUCTION);
    await expect(call(name)).rejects.toMatchObject({
      failure: {
        code: 'read-only',
        call: name,
        message: 'read-only: profile prod is marked production',
        hint: 'Start with --write to change things.',
      },
    });
    expect([simulator.traffic.count(), tokens]).toEqual([0, []]);
  });

  it.each(reading)('%s goes through', async (name) => {
    const { simulator, call } = await connect(PRODUCTION);
    await call(name);
    expect(simulator.traffic.count(name)).toBe(1);
  });
});

it.each(rows.map(({ name }) => name))('%s goes through in a run that may write', async (name) => {
  const { simulator, call } = await connect(null);
  await call(name);
  expect(simulator.traffic.count(name)).toBe(1);
});
