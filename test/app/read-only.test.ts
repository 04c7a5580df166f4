import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import { CALLS } from '../../src/api/contract.ts';
import { envToken } from '../../src/api/tokens.ts';
import { commandLine } from '../../src/command-line/program.ts';
import { ACTIONS } from '../../src/keys/actions.ts';
import type { Place } from '../../src/keys/places.ts';
import { placeOf, resolve } from '../../src/keys/resolve.ts';
import type { Intent, Write } from '../../src/monitor/messages.ts';
import { type Settings, topLayer } from '../../src/monitor/state.ts';
import { carryOut } from '../../src/runtime/effects.ts';
import { openClient } from '../../src/runtime/gate.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { runCommand } from '../helpers/command-run.ts';
import { type InProcessMonitor, startMonitor } from '../helpers/in-process-monitor.ts';

const PRODUCTION = { why: 'read-only: profile prod is marked production', hint: 'start with --write to change things' };

/** Both runs walk the same paths: where nothing may be changed, and where `--write` allows it. */
const RUNS: readonly (readonly [string, Settings['readOnly']])[] = [
  ['a read-only run', PRODUCTION],
  ['a run that may write', null],
];

const DIALOGS = ['set', 'subscribe', 'unsubscribe'] as const;
const WRITING = Object.values(CALLS).filter(({ writes }) => writes);

/** Requests for a change that have arrived, by call; calls that never came are left out. */
function changesAsked({ traffic }: Simulator): Record<string, number> {
  return Object.fromEntries(WRITING.flatMap(({ name }) => (traffic.count(name) > 0 ? [[name, traffic.count(name)]] : [])));
}

/** Ways, without keys, to every place in which a key can write. */
const WAYS: Readonly<Partial<Record<Place, readonly (readonly Intent[])[]>>> = {
  table: [[]],
  frozen: [[{ type: 'freeze' }]],
  subscriptions: [[{ type: 'open', layer: 'subscriptions' }]],
  user: [[{ type: 'open', layer: 'user' }]],
  dialog: DIALOGS.map((layer) => [{ type: 'open', layer }]),
};

/** The call that an action leads to, where the action is not named after it. */
const CALL_OF: Readonly<Record<string, (typeof DIALOGS)[number]>> = { extend: 'subscribe', 'end-subscription': 'unsubscribe' };

const ACTIONS_THAT_WRITE = ACTIONS.filter(({ writes }) => writes);

const PRESSES = ACTIONS_THAT_WRITE.flatMap(({ id, keys, where }) =>
  where.flatMap((place) =>
    (WAYS[place] ?? []).flatMap((way) =>
      keys.map((key) => ({ id, key, place, way, via: way.map((step) => ('layer' in step ? step.layer : step.type)).join() })),
    ),
  ),
);

/** Every action that the palette offers in the places where it opens, and that writes. */
const CHOICES = PRESSES.filter(({ place }) => ACTIONS.some(({ id, where }) => id === 'palette' && where.includes(place)));

/** Types what an open dialog still needs. */
function fillIn({ state, dispatch }: InProcessMonitor): void {
  const layer = topLayer(state);
  if (layer?.kind !== 'dialog' || layer.dialog.kind !== 'set') return;
  dispatch({ type: 'focus', direction: -1 });
  dispatch({ type: 'edit', edit: { kind: 'insert', text: 'x' } });
}

const EFFECTS: { readonly [Type in Write['type']]: Extract<Write, { type: Type }> } = {
  set: { type: 'set', uid: 'alice', resource: 'ios_1', status: '1', ext: 'x' },
  subscribe: { type: 'subscribe', names: ['alice', 'bob'], seconds: 60, sequence: 1 },
  unsubscribe: { type: 'unsubscribe', names: ['alice', 'bob'] },
};

/** Commands that change something, by name, with arguments that would. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  set: ['alice', 'ios_1', '1', '--ext', 'x'],
  subscribe: ['alice', 'bob'],
  unsubscribe: ['alice', 'bob'],
};

test('every place in which a key writes is walked, and every command that can be run dry', () => {
  const places = ACTIONS_THAT_WRITE.flatMap(({ where }) => where);
  expect(Object.keys(WAYS).toSorted()).toEqual([...new Set(places)].toSorted());
  expect(PRESSES).toHaveLength(14);
  expect(CHOICES.map(({ id, place }) => `${id} ${place}`)).toEqual([
    ...DIALOGS.flatMap((dialog) => ['table', 'frozen', 'user'].map((place) => `${dialog} ${place}`)),
    ...Object.keys(CALL_OF).map((id) => `${id} subscriptions`),
  ]);
  const none = async () => 0;
  const { commands } = commandLine('', { watch: none, simulate: none, write: none, config: none, doctor: none }, none);
  const dry = commands.filter(({ options }) => options.some(({ long }) => long === '--dry-run')).map((command) => command.name());
  expect(Object.keys(COMMANDS)).toEqual(dry);
});

describe.each(RUNS)('in %s', (_, readOnly) => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({ scenario: 'still', users: 5, sublistLag: 0 });
    simulator.subscriptions.subscribe('wzy', ['bob'], 3600, Date.now());
    onTestFinished(() => simulator.close());
  });

  /** What a change that was asked for came to: sent once, or not at all. */
  const once = (call: string) => (readOnly === null ? { [call]: 1 } : {});

  describe('the monitor', () => {
    let monitor: InProcessMonitor;

    beforeEach(async () => {
      monitor = await startMonitor({ on: simulator, settings: { readOnly } });
      onTestFinished(() => monitor[Symbol.asyncDispose]());
      await monitor.waitFor('the first sweep', ({ planner, subscriptions }) => planner.sweeps > 0 && subscriptions.total === 1);
    });

    test.each(PRESSES)('sends as much as it may on the key $key ($id) in the place "$place" ($via)', async (press) => {
      const { id, key, place, way, via } = press;
      for (const intent of way) monitor.dispatch(intent);
      fillIn(monitor);
      expect(placeOf(monitor.state)).toBe(place);
      const intent = resolve(monitor.state, key) as Intent;
      monitor.dispatch(intent);
      expect(intent.type === 'refuse' ? intent.reason : null).toBe(readOnly && `${readOnly.why}; ${readOnly.hint}`);
      fillIn(monitor);
      monitor.dispatch({ type: 'confirm' });
      await monitor.waitFor('the write to be over', ({ pending }) => pending === null);
      expect(changesAsked(simulator)).toEqual(once(place === 'dialog' ? via : (CALL_OF[id] ?? id)));
    });

    test.each(CHOICES)('sends as much as it may for $id chosen in the palette over the place "$place"', async ({ id, way }) => {
      for (const intent of way) monitor.dispatch(intent);
      monitor.dispatch({ type: 'open', layer: 'palette' });
      monitor.dispatch({ type: 'edit', edit: { kind: 'insert', text: id } });
      const intent = resolve(monitor.state, 'enter') as Intent;
      const opened = { type: 'run', intent: { type: 'open', layer: CALL_OF[id] ?? id } };
      expect(intent).toEqual(readOnly === null ? opened : { type: 'refuse', reason: `${readOnly.why}; ${readOnly.hint}` });
      monitor.dispatch(intent);
      fillIn(monitor);
      monitor.dispatch({ type: 'confirm' });
      await monitor.waitFor('the write to be over', ({ pending }) => pending === null);
      expect(changesAsked(simulator)).toEqual(once(CALL_OF[id] ?? id));
    });

    test.each(DIALOGS)('sends as much as it may for a %s dialog that no key opened and none confirms', async (layer) => {
      monitor.dispatch({ type: 'open', layer });
      fillIn(monitor);
      monitor.dispatch({ type: 'confirm' });
      expect(monitor.state.pending).not.toBeNull();
      await monitor.waitFor('the write to be over', ({ pending }) => pending === null);
      const refused = { kind: 'failed', text: expect.stringContaining(PRODUCTION.why) };
      expect(monitor.state.notice).toMatchObject(readOnly === null ? { kind: 'done' } : refused);
      expect(changesAsked(simulator)).toEqual(once(layer));
    });
  });

  test.each(Object.values(EFFECTS))('as much as may be is sent for an effect that nobody asked for: $type', async (effect) => {
    const { url: host, orgName, appName, token } = simulator;
    const base = baseUrl({ host, orgName, appName });
    const source = envToken('TOKEN', { TOKEN: token });
    const client = openClient({ base, uid: 'wzy', token: source, callsPerSecond: 50, extMaxBytes: 64 }, { readOnly });
    onTestFinished(() => client.close());
    const failure = readOnly === null ? null : { code: 'read-only', call: effect.type };
    expect(await carryOut(effect, client, 0)).toMatchObject({ type: 'wrote', outcome: { failure } });
    expect(changesAsked(simulator)).toEqual(once(effect.type));
  });
});

describe.each([
  ['with a profile marked production', ['-p', 'prod'], {}, 'profile prod is marked production'],
  ['with --read-only', ['--read-only'], {}, 'this run was started with --read-only'],
  ['where the environment says so', [], { PRESENCE_MONITOR_READ_ONLY: '1' }, 'PRESENCE_MONITOR_READ_ONLY is set'],
  ['with a profile marked production and --write', ['-p', 'prod', '--write'], {}, null],
])('a command run %s', (_, more, env, reason) => {
  test.each(Object.entries(COMMANDS))('sends as much as it may: %s', async (name, args) => {
    const simulator = await startSimulator({ scenario: 'still', users: 5 });
    onTestFinished(() => simulator.close());
    const config = { profiles: { prod: { production: true } } };
    const { exitCode, err } = await runCommand(simulator, [name, ...args, ...more, '--yes'], { config, env });
    expect(exitCode).toBe(reason === null ? 0 : 2);
    if (reason !== null) expect(err.at(-2)).toBe(`read-only: ${reason}`);
    expect(changesAsked(simulator)).toEqual(reason === null ? { [name]: 1 } : {});
  });
});

test('a read-only run watches like any other', async () => {
  await using monitor = await startMonitor({ settings: { readOnly: PRODUCTION } });
  await monitor.waitFor('the first sweep', ({ planner }) => planner.sweeps > 0);
  monitor.simulator.world.set('alice', 'linux_9', '1');
  await monitor.waitFor('the change', () => monitor.user('alice').timeline.length > 0);
});
