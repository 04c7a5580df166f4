import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Effect } from '../../src/monitor/messages.ts';
import type { Settings } from '../../src/monitor/state.ts';
import { DATA_FRAME, SLOW_LINK_FRAME, Store } from '../../src/runtime/store.ts';
import { answerOf, failureOf, names, online, START, settings } from '../helpers/watching.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: START });
});

afterEach(() => {
  vi.useRealTimers();
});

function open(users: readonly string[], more: Partial<Settings> = {}, dataFrame = DATA_FRAME) {
  const effects: Effect[] = [];
  const clock = { now: () => ({ wall: Date.now(), steady: Date.now() - START }) };
  const store = new Store({ ...settings, users, ...more }, clock, (effect) => effects.push(effect), dataFrame);
  const frames: number[] = [];
  const unsubscribe = store.subscribe(() => frames.push(Date.now() - START));
  const retrieves = () => effects.filter((effect) => effect.type === 'retrieve');
  const answer = (sequence: number, given: readonly string[]) => {
    const answer = answerOf(Object.fromEntries(given.map((uid) => [uid, online])));
    store.report({ type: 'retrieved', sequence, answer, sentAt: Date.now(), receivedAt: Date.now() });
  };
  return { store, effects, retrieves, frames, unsubscribe, answer };
}

const down = { type: 'move', by: 'row', direction: 1 } as const;

describe('asking', () => {
  it('begins with the start and not before', () => {
    const { store, effects } = open(names(3));
    vi.advanceTimersByTime(10_000);
    expect(effects).toEqual([]);
    store.start();
    expect(effects.map(({ type }) => type)).toEqual(['retrieve', 'sublist']);
  });

  it('wakes up for every call that falls due', () => {
    const { store, retrieves } = open(names(300));
    store.start();
    const due = [0, 199, 200, 400, 600].map((at) => {
      vi.advanceTimersByTime(START + at - Date.now());
      return retrieves().length;
    });
    expect(due).toEqual([1, 1, 2, 3, 3]);
  });

  it('asks again when data are due, with nobody at the keyboard', () => {
    const { store, retrieves, answer } = open(['ann']);
    store.start();
    answer(1, ['ann']);
    vi.advanceTimersByTime(29_999);
    expect(retrieves()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(retrieves()).toHaveLength(2);
  });

  it('waits after a failure as long as it was told to', () => {
    const { store, retrieves } = open(['ann']);
    store.start();
    store.report({ type: 'retrieve-failed', sequence: 1, failure: failureOf('server'), wait: 700 });
    vi.advanceTimersByTime(699);
    expect(retrieves()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(retrieves()).toHaveLength(2);
  });
});

describe('what is shown', () => {
  it('after a quiet time an answer shows at once, and the crowd behind it in one frame a moment later', () => {
    const { store, frames, answer } = open(names(300));
    store.start();
    vi.advanceTimersByTime(400);
    frames.length = 0;
    const before = store.getSnapshot();
    answer(1, names(100));
    expect(store.getSnapshot()).toBe(before);
    vi.advanceTimersByTime(1);
    expect(frames).toEqual([400]);
    answer(2, names(200).slice(100));
    vi.advanceTimersByTime(99);
    answer(3, names(300).slice(200));
    expect(frames).toEqual([400]);
    expect(vi.getTimerCount(), 'one timer for the frame, one for the next call').toBe(2);
    vi.advanceTimersByTime(101);
    expect(frames).toEqual([400, 600]);
    expect(store.getSnapshot()).toBe(store.getLatest());
    vi.advanceTimersByTime(398);
    expect(frames).toEqual([400, 600]);
  });

  it('what a person does shows at once, and takes the data along', () => {
    const { store, frames, answer } = open(names(3));
    store.start();
    vi.advanceTimersByTime(300);
    frames.length = 0;
    answer(1, names(3));
    store.dispatch(down);
    expect(frames).toEqual([300]);
    expect(store.getSnapshot().selected).toBe(1);
    vi.advanceTimersByTime(400);
    expect(frames).toEqual([300]);
  });

  it('a key is read against the latest state, before it is shown', () => {
    const { store } = open(names(3));
    store.start();
    store.report({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'u1', expiry: 1 }] });
    expect(store.getLatest()).not.toBe(store.getSnapshot());
    store.dispatch({ type: 'open', layer: 'sort' });
    expect(store.getLatest().layers).toHaveLength(1);
    expect(store.getLatest()).toBe(store.getSnapshot());
  });

  it('ages move on with one frame a second, though nothing happens', () => {
    const { store, frames, answer } = open(['ann']);
    store.start();
    answer(1, ['ann']);
    vi.advanceTimersByTime(500);
    frames.length = 0;
    vi.advanceTimersByTime(4500);
    expect(frames).toEqual([1000, 2000, 3000, 4000, 5000]);
    expect(store.getSnapshot().stamp).toEqual({ wall: START + 5000, steady: 5000 });
  });

  it('on a slow link answers and ages together show at most twice a second, and what a person does at once', () => {
    const { store, frames, answer } = open(names(300), {}, SLOW_LINK_FRAME);
    store.start();
    for (let at = 0; at < 5000; at += 70) {
      vi.advanceTimersByTime(70);
      answer(1 + at / 70, names(100));
    }
    expect(frames.length).toBeGreaterThan(8);
    expect(frames.slice(1).every((at, place) => at - (frames[place] as number) >= SLOW_LINK_FRAME)).toBe(true);
    frames.length = 0;
    store.dispatch(down);
    expect(frames).toEqual([Date.now() - START]);
  });

  it('a call that leaves is counted without a frame of its own', () => {
    const { store, frames } = open(['ann']);
    store.start();
    frames.length = 0;
    store.report({ type: 'requested', call: 'retrieve' });
    vi.advanceTimersByTime(900);
    expect(frames).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(store.getSnapshot().perSecond).toBeGreaterThan(0);
  });

  it('who stops listening hears no more', () => {
    const { store, frames, unsubscribe } = open(['ann']);
    store.start();
    frames.length = 0;
    unsubscribe();
    store.dispatch(down);
    expect(frames).toEqual([]);
  });
});

describe('a message that comes while another is taken', () => {
  /** A monitor whose first follower says something as soon as it hears of the first answer, and what the second one hears. */
  function interrupted() {
    const { store, frames, answer } = open(names(2));
    const heard: unknown[] = [];
    const { roster } = store.getLatest();
    roster.follow(({ after }) => {
      if (after.uid === 'u1') store.dispatch({ type: 'stop' });
      heard.push(after.uid);
    });
    store.start();
    frames.length = 0;
    store.follow(({ type }, state) => heard.push([type, state.stopped !== null, store.getLatest() === state]));
    return { store, frames, answer, heard };
  }

  it('waits until everybody has heard of that, and is then heard of with the state it made', () => {
    const { answer, heard } = interrupted();
    answer(1, names(2));
    expect(heard).toEqual(['u1', 'u2', ['retrieved', false, true], ['stop', true, true]]);
  });

  it('shows at once all the same', () => {
    const { store, frames, answer } = interrupted();
    answer(1, names(2));
    expect(frames).toEqual([0]);
    expect(store.getSnapshot().stopped).not.toBeNull();
  });

  it('is not taken any more when that one was the end', () => {
    const { store, answer, heard } = interrupted();
    store.follow(() => store.stop());
    answer(1, names(2));
    expect(heard.at(-1)).toEqual(['retrieved', false, true]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the stop', () => {
  it('ends all asking, and every timer', () => {
    const { store, effects, answer } = open(names(300));
    store.start();
    answer(1, names(100));
    store.stop();
    const { length } = effects;
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(3_600_000);
    expect(effects).toHaveLength(length);
  });

  it('later answers and keys are dropped, and wake nobody', () => {
    const { store, effects, frames, answer } = open(names(3));
    store.start();
    store.report({ type: 'requested', call: 'retrieve' });
    store.stop();
    const { length } = effects;
    const last = store.getLatest();
    frames.length = 0;
    answer(1, names(3));
    store.dispatch(down);
    store.dispatch({ type: 'quit' });
    vi.advanceTimersByTime(10_000);
    expect(store.getLatest()).toBe(last);
    expect([effects.length, frames, vi.getTimerCount()]).toEqual([length, [], 0]);
  });

  it('an answer that comes after it leaves no timer behind to keep the program alive', () => {
    const { store, answer } = open(names(3));
    store.start();
    store.stop();
    answer(1, names(3));
    expect(vi.getTimerCount()).toBe(0);
  });
});
