import { describe, expect, it, onTestFinished } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import { firstSweep } from '../../src/commands/first-sweep.ts';
import { once } from '../../src/commands/once.ts';
import { ProgramError } from '../../src/commands/program-error.ts';
import type { RunOptions } from '../../src/commands/run.ts';
import { stream } from '../../src/commands/stream.ts';
import { termsOf, untilMet } from '../../src/commands/until.ts';
import { openEngine } from '../../src/runtime/engine.ts';
import type { Store } from '../../src/runtime/store.ts';
import type { FaultRuleInput } from '../../src/simulator/fault-rules.ts';
import { simulate } from '../helpers/simulator-calls.ts';
import { names, settings } from '../helpers/watching.ts';

/** A simulator of so many users, and a way to watch it; `token` gives the token for each call. */
async function connect(count: number, faults: readonly FaultRuleInput[] = [], token?: (calls: number) => string) {
  const users = names(count);
  const simulator = await simulate({ users, faults: [...faults] });
  const { url: host, orgName, appName } = simulator;
  let calls = 0;
  const get = async () => token?.(calls++) ?? simulator.token;
  const common = { uid: 'wzy', callsPerSecond: 50, extMaxBytes: 64 };
  const client = { ...common, base: baseUrl({ host, orgName, appName }), token: { name: 'the test', get, renew: get } };
  return { simulator, connection: { settings: { ...settings, ...common, users, refresh: 1000 }, client } };
}

/** The first sweep of a monitor of so many users: given up after so many failures in a row. */
async function sweep(count: number, faults: readonly FaultRuleInput[], attempts: number) {
  const { simulator, connection } = await connect(count, faults);
  const engine = openEngine(connection.settings, connection.client);
  onTestFinished(() => engine.close());
  return { simulator, swept: firstSweep(engine, attempts) };
}

type Spoiling = Exclude<FaultRuleInput, { do: 'refuse' }>;

const CHOKES: readonly (readonly [number, Spoiling])[] = [
  [60, { do: 'status', status: 400 }],
  [60, { do: 'status', status: 403 }],
  ...[400, 403, 404, 500].map((status) => [250, { do: 'status', status }] as const),
  [250, { do: 'failed-result' }],
  [250, { do: 'invalid-json' }],
];

describe('one user whom the server chokes on', () => {
  it.each(CHOKES)('does not end the first sweep of %i: %j', async (count, rule) => {
    const { swept } = await sweep(count, [{ ...rule, when: { calls: ['retrieve'], users: ['u7'] } }], 4);
    const { roster } = await swept;
    expect([roster.counts.unknown, roster.failingCount]).toEqual([1, 1]);
  });
});

describe('a server that nobody can be asked about for a reason that does not pass', () => {
  it.each([
    [401, 3, 4],
    [403, 3, 5],
    [404, 2, 5],
  ])('ends it soon, however long an outage may last: %i', async (status, exitCode, most) => {
    const { simulator, swept } = await sweep(
      250,
      [{ do: 'status', status, when: { calls: ['retrieve'] } }],
      Number.POSITIVE_INFINITY,
    );
    const error = await swept.catch((error) => error);
    expect(error).toBeInstanceOf(ProgramError);
    expect(error.exitCode).toBe(exitCode);
    expect(simulator.traffic.count('retrieve')).toBeLessThanOrEqual(most);
  });

  it.each([401, 403])('does not end it once somebody was answered about: %i', async (status) => {
    const { simulator, swept } = await sweep(250, [], Number.POSITIVE_INFINITY);
    let asked = 0;
    simulator.setFault((call) => (call === 'retrieve' && ++asked > 1 && asked < 5 ? { status, body: '' } : undefined));
    expect((await swept).roster.counts.unknown).toBe(0);
    expect(asked).toBeGreaterThan(5);
  });
});

it('nobody listens to the monitor once it is over', async () => {
  const { connection } = await connect(5);
  const engine = openEngine(connection.settings, connection.client);
  onTestFinished(() => engine.close());
  const { store } = engine;
  let listening = 0;
  const counted =
    <Heard>(listen: (hear: Heard) => () => void) =>
    (hear: Heard) => {
      const end = listen(hear);
      listening++;
      return () => {
        listening--;
        end();
      };
    };
  const watched: Pick<Store, 'getLatest' | 'follow' | 'subscribe' | 'start'> = {
    getLatest: store.getLatest,
    follow: counted(store.follow),
    subscribe: counted(store.subscribe),
    start: () => store.start(),
  };
  const swept = firstSweep({ store: watched }, 1);
  expect(listening).toBe(2);
  await swept;
  expect(listening).toBe(0);
});

describe('a mistake in the program, long after the first sweep', () => {
  const options: RunOptions = { json: false, recording: null, duration: 10_000, until: null, lowBandwidth: false, trouble: null };
  const waiting = { ...options, until: untilMet(termsOf('nobody'), 10_000) };

  /** Takes away what a run leaves at the process, which ends with it. */
  function leaveNoTrace() {
    const emitters: readonly NodeJS.EventEmitter[] = [process, process.stdout];
    const before = emitters.map((emitter) => new Map(emitter.eventNames().map((name) => [name, emitter.listeners(name)])));
    onTestFinished(() => {
      for (const [at, emitter] of emitters.entries()) {
        for (const name of emitter.eventNames()) {
          for (const listener of emitter.listeners(name)) {
            if (!before[at]?.get(name)?.includes(listener)) emitter.off(name, listener as () => void);
          }
        }
      }
    });
  }

  it.each([
    ['lines', stream, options],
    ['a match that is waited for', once, waiting],
  ] as const)('ends %s', async (_, command, given) => {
    leaveNoTrace();
    const { simulator, connection } = await connect(5, [], (calls) => {
      if (calls > 2) throw new TypeError('a mistake');
      return simulator.token;
    });
    await expect(command(connection, given)).rejects.toThrow('a mistake');
  });
});
