import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Firing } from '../../../src/monitor/alerts/rule.ts';
import { isList, type ListLayer, listOf } from '../../../src/monitor/list-page.ts';
import type { Intent } from '../../../src/monitor/messages.ts';
import type { State } from '../../../src/monitor/state.ts';
import { NOTHING } from '../../../src/runtime/replay/plain-moments.ts';
import { openReplay, type ReplayEngine } from '../../../src/runtime/replay/replay-engine.ts';
import { RecordedWatching, recordingOf, replayedAt } from '../../helpers/recorded-watching.ts';
import { listOf as watchListOf } from '../../helpers/reloads.ts';
import { alertRule, offline, online, START, Watching } from '../../helpers/watching.ts';

const TURNS = 4;
let engine: ReplayEngine | null = null;
afterEach(() => engine?.close());

/** Ann goes offline and comes back every 30 seconds, and every time in between is as before; it ends 10 seconds after the last change. */
async function replay(at = START + 999_999, speed = 1): Promise<ReplayEngine> {
  const monitor = new RecordedWatching(['ann', 'bob'], { refresh: 15_000 });
  monitor.answer();
  for (let turn = 1; turn <= TURNS; turn++) {
    monitor.wait(15_000);
    monitor.answer({ ann: turn % 2 === 1 ? online : offline });
    monitor.wait(15_000);
    monitor.answer({ ann: turn % 2 === 1 ? offline : online });
  }
  monitor.wait(10_000);
  monitor.end();
  engine = await replayedAt(await recordingOf(monitor.lines.map((line) => `${line}\n`).join('')), at, {}, speed);
  return engine;
}

const seconds = ({ store }: ReplayEngine) => {
  const { frozen, stamp } = store.getLatest();
  return ((frozen?.at ?? stamp.wall) - START) / 1000;
};
const ann = ({ store }: ReplayEngine) => store.getLatest().view.roster.record(0).status;
const standing = ({ store }: ReplayEngine) => store.getLatest().replay;

/** Says this, and waits until the replay stands at a second. */
async function say(replayed: ReplayEngine, intent: Intent, at: number): Promise<void> {
  replayed.store.dispatch(intent);
  await vi.waitFor(() => expect(seconds(replayed)).toBe(at));
}

const earlier: Intent = { type: 'travel', to: 'earlier' };
const later: Intent = { type: 'travel', to: 'later' };
const oldest: Intent = { type: 'travel', to: 'oldest' };

describe('a replay', () => {
  it('stands at a moment, with the clock as it was then', async () => {
    const replayed = await replay(START + 47_000);
    expect([seconds(replayed), ann(replayed)]).toEqual([47, 'offline']);
    expect(replayed.store.getLatest().roster.receivedAt(0)).toBe(START + 45_000);
    expect(standing(replayed)).toMatchObject({ ended: false, playing: false });
  });

  it('tells on a long way how far it has come', async () => {
    const monitor = new RecordedWatching(['ann'], { refresh: 15_000 });
    for (let answer = 0; answer <= 450; answer++) {
      monitor.answer();
      monitor.wait(15_000);
    }
    monitor.end();
    engine = await replayedAt(await recordingOf(monitor.lines.map((line) => `${line}\n`).join('')), START);
    const told: number[] = [];
    await engine.player.goTo(START + 9_000_000, (at) => told.push((at - START) / 15_000));
    expect(told).toEqual([200, 400]);
  });

  it('goes on to the next moment at which something shows, past those that only confirm, and to the end', async () => {
    const replayed = await replay(START + 1000);
    await say(replayed, later, 30);
    expect(ann(replayed)).toBe('offline');
    await say(replayed, later, 60);
    expect(ann(replayed)).toBe('online');
    await say(replayed, { type: 'thaw' }, 130);
    expect(standing(replayed)).toMatchObject({ ended: true });
    await say(replayed, later, 130);
    await vi.waitFor(() => expect(replayed.store.getLatest().notice?.text).toBe('this is the end of the recording'));
  });

  it('goes back through what it has shown, and forward from there on through the rest', async () => {
    const replayed = await replay(START + 70_000);
    await say(replayed, earlier, 60);
    await say(replayed, earlier, 30);
    expect(ann(replayed)).toBe('offline');
    await say(replayed, later, 60);
    await say(replayed, later, 90);
    expect([ann(replayed), replayed.store.getLatest().frozen]).toEqual(['offline', null]);
    await say(replayed, oldest, 0);
    await say(replayed, earlier, 0);
    expect(replayed.store.getLatest().notice?.text).toBe('this is the oldest moment kept, 22:13:20');
  });

  it('at its beginning there is nothing before, and the view stays where it is', async () => {
    const replayed = await replay(START - 1);
    replayed.store.dispatch(earlier);
    expect(replayed.store.getLatest()).toMatchObject({ frozen: null, notice: { text: 'nothing that changed was observed yet' } });
  });

  it('plays on from a moment in the past: everything is read anew, and the filter stays', async () => {
    const replayed = await replay(START + 100_000);
    replayed.store.dispatch({ type: 'mark' });
    replayed.store.replay({
      type: 'look',
      look: { filter: 'ann', tab: 0, sorting: { column: 'age', descending: true }, selected: 'ann', top: 0 },
    });
    await say(replayed, oldest, 0);
    replayed.store.dispatch({ type: 'freeze' });
    await vi.waitFor(() => expect(standing(replayed)?.playing).toBe(true));
    const { filter, sorting, marks, log, frozen } = replayed.store.getLatest();
    expect({ filter, sorting, marks: [...marks], changes: log.lastId, frozen }).toEqual({
      ...{ filter: 'ann', sorting: { column: 'age', descending: true }, marks: [0], changes: 0, frozen: null },
    });
    expect(seconds(replayed)).toBeLessThan(15);
    replayed.store.dispatch({ type: 'freeze' });
    await vi.waitFor(() => expect(standing(replayed)?.playing).toBe(false));
  });

  it('never asks anybody and never writes', async () => {
    const replayed = await replay(START + 999_999);
    for (const type of ['refresh-all', 'refresh-row', 'stop'] as const) replayed.store.dispatch({ type });
    replayed.store.start();
    expect(standing(replayed)?.ended).toBe(true);
    expect(replayed.store.getLatest().roster.gaps).toEqual([]);
  });
});

it('a replay plays as fast as it is told, and stops at the end', async () => {
  const replayed = await replay(START, 200);
  const { store } = replayed;
  const shown = new Set<number>();
  store.subscribe(() => shown.add(store.getSnapshot().stamp.wall));
  replayed.player.play();
  await vi.waitFor(() => expect(standing(replayed)).toMatchObject({ ended: true, playing: false }), { timeout: 20_000 });
  expect(seconds(replayed)).toBe(130);
  // Frames are drawn at most ten times a second, however much is told in between.
  expect(shown.size).toBeGreaterThan(2);
});

it('a replay that went back is drawn as it plays on from there', async () => {
  const replayed = await replay(START, 100);
  const { store, player } = replayed;
  const isPlaying = (playing: boolean) => vi.waitFor(() => expect(standing(replayed)?.playing).toBe(playing), 20_000);
  player.play();
  await isPlaying(false);
  await say(replayed, oldest, 0);
  const shown = new Set<number>();
  store.subscribe(() => shown.add(store.getSnapshot().stamp.wall));
  store.dispatch({ type: 'freeze' });
  await isPlaying(true);
  await isPlaying(false);
  expect(shown.size).toBeGreaterThan(4);
});

it('a list that is narrowed down stays so when a replay has gone back, and finds what comes from there on', async () => {
  const replayed = await replay(START + 40_000, 1000);
  const { store } = replayed;
  store.dispatch({ type: 'open', layer: 'change-list' });
  store.dispatch({ type: 'open', layer: 'list-filter' });
  for (const text of 'ann') store.dispatch({ type: 'edit', edit: { kind: 'insert', text } });
  store.dispatch({ type: 'confirm' });
  const listed = () => {
    const list = listOf(store.getLatest(), store.getLatest().layers.find(isList) as ListLayer);
    return Array.from({ length: list.size }, (_, at) => list.keyAt(at));
  };
  expect(listed()).toHaveLength(1);
  await say(replayed, oldest, 0);
  store.dispatch({ type: 'freeze' });
  await vi.waitFor(() => expect(standing(replayed)).toMatchObject({ ended: true }), { timeout: 20_000 });
  expect(listed()).toHaveLength(TURNS);
});

it('a replay that is paused and goes on while a frame is read goes on once, not twice as fast', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const slow = Promise.withResolvers<void>();
  const run = { from: START, to: START + 60_000, run: 1, runs: 1, speed: 1, playing: false, ended: false, damage: null };
  const settings = { ...new Watching(['ann']).state.settings, replay: run };
  engine = openReplay(settings, async function* () {
    yield { ...NOTHING, at: START };
    await slow.promise;
    yield { ...NOTHING, at: START + 30_000 };
  });
  const { store, player } = engine;
  await player.goTo(START - 1);
  const stood: number[] = [];
  store.follow(({ type }) => void (type === 'playhead' && stood.push(performance.now())));
  player.play();
  await vi.advanceTimersByTimeAsync(100);
  store.dispatch({ type: 'freeze' });
  store.dispatch({ type: 'freeze' });
  slow.resolve();
  await vi.advanceTimersByTimeAsync(100);
  stood.length = 0;
  await vi.advanceTimersByTimeAsync(1000);
  expect(stood.length).toBeLessThanOrEqual(10);
});

describe('another watch list', () => {
  async function renewed(at: number): Promise<ReplayEngine> {
    const monitor = new RecordedWatching(['ann', 'bob'], { refresh: 15_000 });
    monitor.answer();
    monitor.wait(15_000);
    monitor.answer({ bob: offline });
    monitor.say(watchListOf(['zoe', 'bob'], { refresh: 15_000 }));
    monitor.wait(20_000);
    monitor.answer({ zoe: online });
    monitor.wait(15_000);
    monitor.answer({ bob: online });
    monitor.end();
    engine = await replayedAt(await recordingOf(monitor.lines.map((line) => `${line}\n`).join('')), at);
    return engine;
  }
  const statuses = ({ store }: ReplayEngine) => {
    const { roster } = store.getLatest().view;
    return Array.from({ length: roster.size }, (_, index) => `${roster.record(index).uid} ${roster.record(index).status}`);
  };

  it('is the one of the moment, and going back to the beginning brings the first one back', async () => {
    const replayed = await renewed(START + 999_999);
    expect(statuses(replayed)).toEqual(['zoe online', 'bob online']);
    await say(replayed, oldest, 0);
    expect(statuses(replayed)).toEqual(['ann online', 'bob online']);
    await say(replayed, later, 15);
    await vi.waitFor(() => expect(statuses(replayed)).toEqual(['zoe unknown', 'bob offline']));
    await say(replayed, { type: 'thaw' }, 50);
    expect(statuses(replayed)).toEqual(['zoe online', 'bob online']);
  });
});

it('alerts that went off are listed as they were live', async () => {
  const monitor = new RecordedWatching(['ann', 'bob'], {
    refresh: 15_000,
    alerts: [alertRule('status:offline', { name: 'down' })],
  });
  monitor.answer();
  monitor.wait(15_000);
  monitor.answer({ bob: offline });
  monitor.end();
  engine = await replayedAt(await recordingOf(monitor.lines.map((line) => `${line}\n`).join('')), START + 999_999);
  const listed = (state: State) => {
    const { log } = state.alerts;
    const { at, rule, edge, record, notBefore, notAfter } = log.at(log.lastId) as Firing;
    return { count: log.lastId, at, rule: rule.name, edge, uid: record.uid, status: record.status, notBefore, notAfter };
  };
  expect(listed(monitor.state)).toMatchObject({ count: 1, rule: 'down', uid: 'bob', status: 'offline' });
  expect(listed(engine.store.getLatest())).toEqual(listed(monitor.state));
});
