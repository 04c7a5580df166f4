import { describe, expect, it, onTestFinished, test } from 'vitest';
import { typedIn } from '../../src/monitor/dialog.ts';
import { type Layer, topLayer } from '../../src/monitor/state.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { LineReporter } from '../../src/runtime/lines/line-reporter.ts';
import { Mask } from '../../src/runtime/mask/mask.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { csvTable } from '../../src/ui/csv-table.ts';
import { layOut } from '../../src/ui/layout.ts';
import { plainText } from '../../src/ui/lines.ts';
import { plainTable } from '../../src/ui/plain-table.ts';
import { Announcer } from '../../src/ui/spoken/announcer.ts';
import { Conversation } from '../../src/ui/spoken/conversation.ts';
import { greeting } from '../../src/ui/spoken/standing.ts';
import { LineVoice } from '../../src/ui/spoken/voice.ts';
import { findIds } from '../helpers/find-ids.ts';
import { type InProcessMonitor, startMonitor } from '../helpers/in-process-monitor.ts';

const KEY = Buffer.alloc(32, 7);
const USERS = ['alice', '名前', 'a/b', '..', 'a'];
const STRANGER = 'mallory.x';
const ACTING = 'chief@night';
/** What nothing may hold; of the others a name is part of ordinary words. */
const TELLING = ['alice', '名前', 'a/b', STRANGER, ACTING, 'secret12', 'alicephone', 'lunch with'];
const SIZE = { columns: 120, rows: 40 };

/** Whoever is watched, the acting user and a stranger who is subscribed to: everything about them tells who they are. */
async function startTelling(more: SimulatorOptions = {}) {
  const simulator = await startSimulator({
    scenario: 'still',
    users: [...USERS, STRANGER],
    accounts: [ACTING],
    sublistLag: 0,
    ...more,
  });
  onTestFinished(() => simulator.close());
  for (const uid of USERS) {
    simulator.world.set(uid, 'ios_secret12', '1', `lunch with ${uid}`);
    simulator.world.set(uid, 'alicephone', '0');
  }
  simulator.subscriptions.subscribe(ACTING, [STRANGER], 3600, Date.now());
  const groups = [{ name: 'vip', users: ['alice', '名前'], refresh: null }];
  const monitor = await startMonitor({ on: simulator, settings: { users: USERS, groups }, mask: KEY });
  onTestFinished(() => monitor[Symbol.asyncDispose]());
  return { simulator, monitor };
}

const mask = new Mask(KEY, []);
const swept = (monitor: InProcessMonitor) =>
  monitor.waitFor('the first sweep', ({ planner, subscriptions }) => planner.sweeps > 0 && subscriptions.total !== null);

/** Everything on the screen, and the tables of a single sweep. */
function shown({ state }: InProcessMonitor): string {
  const { above, below } = layOut(state, SIZE, 13);
  return [...[...above, ...below].map(plainText), plainTable(state), csvTable(state)].join('\n');
}

function select({ state, dispatch }: InProcessMonitor, uid: string): void {
  dispatch({ type: 'move', by: 'end', direction: -1 });
  const index = state.roster.indexOf(mask.user(uid));
  for (let at = 0; state.view.at(at) !== index; at++) dispatch({ type: 'move', by: 'row', direction: 1 });
}

/** Lines as they are recorded. */
function recordingOf({ store }: InProcessMonitor): string[] {
  const lines: string[] = [];
  new LineReporter(store, [{ write: (line) => lines.push(line) }], '1.2.3', systemClock);
  return lines;
}

test('the search finds what it is meant to find', () => {
  for (const id of TELLING) {
    const escaped = [...id].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    const hidden = [id, `%${encodeURIComponent(id)}`, escaped, `${id.slice(0, 1)}\u001b[1m${id.slice(1).toUpperCase()}`];
    for (const output of hidden)
      expect(findIds(`words ${output} words`, TELLING)).toContainEqual(expect.objectContaining({ id }));
  }
});

test('nothing that is shown, spoken, written or copied names anybody', async () => {
  const { monitor, simulator } = await startTelling();
  const lines = recordingOf(monitor);
  await swept(monitor);
  const seen: string[] = [shown(monitor)];
  const look = () => seen.push(shown(monitor));

  select(monitor, 'alice');
  for (const layer of ['user', 'copy', 'set', 'subscribe', 'unsubscribe', 'change-list', 'errors', 'subscriptions'] as const) {
    monitor.dispatch({ type: 'open', layer });
    look();
    if (layer === 'user') for (let page = 0; page < 3; page++) look();
    monitor.dispatch({ type: 'cancel' });
  }
  for (const copy of ['uid', 'row', 'curl'] as const) monitor.dispatch({ type: 'copy', copy });
  look();
  simulator.world.set('alice', 'ios_secret12', '0', 'lunch with nobody');
  await monitor.waitFor('the change', () => monitor.user(mask.user('alice')).timeline.length > 0);
  look();

  let spoken = '';
  const voice = new LineVoice((text) => {
    spoken += text;
  }, false);
  const talk = new Conversation(monitor.store, voice, new Announcer(monitor.state));
  for (const sentence of greeting(monitor.state, false)) voice.say(sentence);
  for (const line of ['l', 'enter', 'esc', 'T', 'esc', 'e', 'esc', 'j', 'E']) talk.hear(line);
  talk.close();

  expect(seen.join()).toContain(mask.user('alice'));
  expect(spoken).toContain('Masked: ');
  expect(lines.join()).toContain(`"masked":true`);
  expect(lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'change')).not.toEqual([]);
  expect(monitor.copied).toHaveLength(3);
  const { settings } = monitor.state;
  expect(findIds([...seen, spoken, ...lines, ...monitor.copied, JSON.stringify(settings)].join('\n'), TELLING)).toEqual([]);
});

test('whatever an answer contradicts itself in is told of pseudonyms', async () => {
  const { monitor, simulator } = await startTelling();
  const lines = recordingOf(monitor);
  await swept(monitor);
  const entry = (uid: unknown, more = '') => `{"uid":${JSON.stringify(uid)},"last_time":"99999999999","ext":"alice"${more}}`;
  const entries = [
    entry('ALICE', ',"status":{"ios_secret12":"1","ios_secret12":"0"}'),
    entry('alice', ',"status":{"web":"1"}'),
    entry(STRANGER, ',"status":"alice"'),
    entry('', ',"status":{"alicephone":"here"}'),
    entry({ name: 'alice' }, ',"alice":"名前"'),
    '"alice"',
  ];
  const body = `{"alice":"名前","result":[${entries.join(',')}]}`;
  simulator.setFault((call) => (call === 'retrieve' ? { status: 200, body, headers: { date: 'alice' } } : undefined));
  await monitor.waitFor('the flags', () => monitor.user(mask.user('alice')).flags.some(({ kind }) => kind === 'user-twice'));
  const flags = monitor.state.settings.users.flatMap((uid) => monitor.user(uid).flags);
  expect(new Set(flags.map(({ kind }) => kind))).toEqual(
    new Set(['future', 'device-twice', 'user-twice', 'absent', 'foreign-uid', 'empty-uid', 'mistyped']),
  );
  select(monitor, 'alice');
  monitor.dispatch({ type: 'open', layer: 'user' });
  const { roster, proofs } = monitor.state;
  const { uid, index } = monitor.user(mask.user('alice'));
  const proof = proofs.find(uid, roster.receivedAt(index));
  expect(proof).toMatchObject({ date: null, body: { text: expect.stringContaining(uid) } });
  const said = [shown(monitor), JSON.stringify(flags), JSON.stringify(proof), ...lines].join('\n');
  expect(findIds(said, TELLING)).toEqual([]);
});

test('an error names nobody, whatever the server says in it', async () => {
  const { monitor, simulator } = await startTelling();
  const lines = recordingOf(monitor);
  await swept(monitor);
  simulator.setFault(() => ({ status: 404, body: `{"error_description":"no alice, no 名前, no a/b for ${ACTING}"}` }));
  await monitor.waitFor('the trouble', ({ troubles }) => troubles.retrieve !== null);
  select(monitor, 'alice');
  monitor.dispatch({ type: 'open', layer: 'subscribe' });
  monitor.dispatch({ type: 'confirm' });
  await monitor.waitFor('the refusal', ({ lastWrite }) => lastWrite !== null);
  const seen = [shown(monitor)];
  for (const layer of ['results', 'errors', 'user'] as const) {
    monitor.dispatch({ type: 'open', layer });
    seen.push(shown(monitor));
    monitor.dispatch({ type: 'cancel' });
  }
  const all = [...seen, ...lines, JSON.stringify(monitor.state.troubles)].join('\n');
  expect(all).toContain('the server answered 404: its text is hidden by --mask');
  expect(findIds(all, TELLING)).toEqual([]);
});

describe('behind the mask', () => {
  it('marks, groups and the selection work, and a subscription begins and ends for whoever is real', async () => {
    const { monitor, simulator } = await startTelling();
    await swept(monitor);
    monitor.dispatch({ type: 'tab', tab: 1 });
    expect(monitor.state.view.size).toBe(2);
    monitor.dispatch({ type: 'mark-shown' });
    monitor.dispatch({ type: 'open', layer: 'subscribe' });
    monitor.dispatch({ type: 'confirm' });
    const held = () => simulator.subscriptions.list(ACTING, Date.now()).map(({ uid }) => uid);
    await monitor.waitFor('the write to be over', ({ pending }) => pending === null);
    expect(held().toSorted()).toEqual(['alice', STRANGER, '名前'].toSorted());
    await monitor.waitFor('the subscription', () => monitor.user(mask.user('alice')).subscription !== null);

    monitor.dispatch({ type: 'open', layer: 'subscriptions' });
    await monitor.waitFor('the list', ({ subscriptions }) => subscriptions.total === 3);
    const { list } = monitor.state.subscriptions;
    monitor.dispatch({ type: 'move', by: 'end', direction: -1 });
    expect(list.at(0)?.uid).toBe(mask.user(STRANGER));
    monitor.dispatch({ type: 'open', layer: 'unsubscribe' });
    monitor.dispatch({ type: 'confirm' });
    await monitor.waitFor('the write to be over', ({ pending }) => pending === null);
    expect(held().toSorted()).toEqual(['alice', '名前'].toSorted());
  });

  it('a status is set for the device that was shown, and a hidden ext that was left alone stays what it says', async () => {
    const { monitor, simulator } = await startTelling();
    await swept(monitor);
    select(monitor, '..');
    monitor.dispatch({ type: 'open', layer: 'set' });
    const device = () => typedIn((topLayer(monitor.state) as Extract<Layer, { kind: 'dialog' }>).dialog, 'resource');
    while (device() !== mask.device('ios_secret12')) monitor.dispatch({ type: 'device', direction: 1 });
    monitor.dispatch({ type: 'focus', direction: 1 });
    monitor.dispatch({ type: 'edit', edit: { kind: 'erase-to-start' } });
    monitor.dispatch({ type: 'edit', edit: { kind: 'insert', text: '101' } });
    monitor.dispatch({ type: 'confirm' });
    await monitor.waitFor('the write to be over', ({ pending }) => pending === null);
    const now = simulator.world.read('..');
    expect(now?.devices).toContainEqual({ device: 'ios_secret12', status: '101' });
    expect(now?.ext).toBe('lunch with ..');
  });

  it('what is typed goes out as it is, and is known again when it has to be read back', async () => {
    const { monitor, simulator } = await startTelling({
      faults: [{ do: 'status', status: 502, carriedOut: true, when: { calls: ['set'] } }],
    });
    await swept(monitor);
    select(monitor, 'alice');
    monitor.dispatch({ type: 'open', layer: 'set' });
    monitor.dispatch({ type: 'edit', edit: { kind: 'erase-to-start' } });
    monitor.dispatch({ type: 'edit', edit: { kind: 'insert', text: 'webim_typed' } });
    monitor.dispatch({ type: 'confirm' });
    await monitor.waitFor('the write to be over', ({ pending }) => pending === null);
    expect(monitor.state.lastWrite?.tally).toMatchObject({ done: [mask.user('alice')], notDone: [], unknown: [] });
    expect(simulator.world.read('alice')?.devices.map(({ device }) => device)).toContain('webim_typed');
    await monitor.waitFor('the device', () =>
      (monitor.user(mask.user('alice')).presence?.devices ?? []).some((one) => one.device === mask.device('webim_typed')),
    );
  });
});

test('with another key everybody has another pseudonym, and the order of the list tells nothing', async () => {
  await using here = await startMonitor({ settings: { users: USERS }, mask: KEY });
  await using there = await startMonitor({ settings: { users: USERS }, mask: Buffer.alloc(32, 8) });
  const [ours, theirs] = [here.state.settings.users, there.state.settings.users];
  expect(ours).toEqual(ours.toSorted());
  expect(ours.filter((uid) => theirs.includes(uid))).toEqual([]);
});
