import { describe, expect, it } from 'vitest';
import type { Failure, FailureCode } from '../../src/api/errors.ts';
import { backOff } from '../../src/api/retry.ts';
import { Suspects } from '../../src/monitor/suspects.ts';
import { failureOf, names, Watching } from '../helpers/watching.ts';

/** What becomes of a call about these users: the failure it ends with, or null. */
type Fate = (names: readonly string[]) => Failure | null;

const well: Fate = () => null;
const down: Fate = () => failureOf('server');
/** A server that chokes on these users, with the failure of this code. */
const chokesOn =
  (code: FailureCode, ...culprits: string[]): Fate =>
  (asked) =>
    asked.some((name) => culprits.includes(name)) ? failureOf(code) : null;

/** Lets time pass; each call ends as `fate` says, at once, with the longest wait a back-off gives. Returns the sizes of the calls. */
function pass(monitor: Watching, milliseconds: number, fate: Fate): number[] {
  const calls: number[] = [];
  for (const end = monitor.now + milliseconds; monitor.now < end; monitor.wait(100)) {
    for (let [call] = monitor.asked; call !== undefined; [call] = monitor.asked) {
      calls.push(call.names.length);
      const failure = fate(call.names);
      if (failure === null) monitor.answer();
      else
        monitor.fail(
          failure,
          backOff(call.attempt + 1, failure.retryAfter, () => 0),
        );
    }
  }
  return calls;
}

const failing = ({ state: { roster } }: Watching) =>
  roster.failingCount === 0 ? [] : Array.from({ length: roster.size }, (_, index) => index).filter((at) => roster.failing(at));
/** Milliseconds since the answer that is longest ago, of everybody but these users. */
const oldest = ({ state: { roster }, stamp }: Watching, ...but: string[]) =>
  Math.max(
    ...Array.from({ length: roster.size }, (_, at) =>
      but.includes(roster.record(at).uid) ? 0 : stamp.wall - roster.receivedAt(at),
    ),
  );

describe.each<FailureCode>(['server', 'timeout', 'network', 'unreadable', 'failed-result', 'forbidden', 'not-found'])(
  'one user in whose batch every call ends with `%s`',
  (code) => {
    it.each([2, 100, 250, 1000])('of %i is found and shown as failed, and the others stay fresh', (size) => {
      const users = names(size);
      const culprit = users[Math.floor(size / 3)] as string;
      const monitor = new Watching(users);
      const found = pass(monitor, 30_000, chokesOn(code, culprit));
      expect(failing(monitor)).toEqual([users.indexOf(culprit)]);
      expect(found.length).toBeLessThan(2 * Math.ceil(size / 100) + 3 * Math.ceil(Math.log2(100)) + 4);
      const { sweeps } = monitor.state.planner;
      const later = pass(monitor, 60_000, chokesOn(code, culprit));
      expect(oldest(monitor, culprit)).toBeLessThanOrEqual(31_000);
      expect(later.length).toBeLessThanOrEqual(2 * Math.ceil(size / 100) + 6);
      expect(monitor.state.planner.sweeps).toBeGreaterThan(sweeps);
      expect(monitor.state.troubles.retrieve).toMatchObject({ failure: { code }, retryAt: null });
    });
  },
);

it('several whom the server chokes on, in one batch and in others, are all found', () => {
  const monitor = new Watching(names(300));
  const culprits = ['u3', 'u5', 'u77', 'u150', 'u299'];
  pass(monitor, 300_000, chokesOn('server', ...culprits));
  expect(failing(monitor).map((at) => `u${at + 1}`)).toEqual(culprits);
});

it('a search that is refused for frequency goes on where it was', () => {
  const monitor = new Watching(names(100));
  let turn = 0;
  const fate: Fate = (asked) => (++turn === 6 ? failureOf('throttled') : chokesOn('server', 'u50')(asked));
  const calls = pass(monitor, 60_000, fate);
  expect(failing(monitor)).toEqual([49]);
  expect(Math.max(...calls.slice(3, 15))).toBe(50);
});

it('a culprit is asked alone, once a sweep', () => {
  const monitor = new Watching(names(100), { refresh: 10_000 });
  pass(monitor, 60_000, chokesOn('server', 'u7'));
  const calls = pass(monitor, 100_000, chokesOn('server', 'u7'));
  expect(calls.filter((users) => users === 1)).toHaveLength(10);
});

it('when one half was answered, one failure of the other is enough', () => {
  const calls = pass(new Watching(names(100)), 20_000, chokesOn('server', 'u100'));
  expect(calls.filter((users) => users === 25)).toHaveLength(2);
});

it('one failure costs one call more, and the users in it wait for nobody', () => {
  const monitor = new Watching(names(300));
  pass(monitor, 29_000, well);
  let turn = 0;
  const asked: string[] = [];
  const calls = pass(monitor, 31_000, (users) => {
    asked.push(users[0] as string);
    return ++turn === 2 ? failureOf('server') : null;
  });
  expect(calls).toHaveLength(4);
  expect(asked[2]).toBe(asked[1]);
});

it('a request that never left says nothing of the users in it', () => {
  const unreachable = { ...failureOf('network'), unsent: true as const };
  const calls = pass(new Watching(names(100)), 100_000, () => unreachable);
  expect(new Set(calls)).toEqual(new Set([100]));
});

it('when everything is refused everybody counts as failing', () => {
  const monitor = new Watching(names(100));
  pass(monitor, 300_000, () => failureOf('rejected'));
  expect(failing(monitor)).toHaveLength(100);
});

it.each([1, 100, 1000])('a server that is down for %i users is asked no more often than a back-off allows', (size) => {
  const monitor = new Watching(names(size));
  pass(monitor, 40_000, well);
  const calls = pass(monitor, 600_000, down);
  let [time, least] = [0, 0];
  while (time < 600_000) time += backOff(++least, null, () => 0);
  expect(calls.length).toBeLessThanOrEqual(least + 2);
  expect(failing(monitor).length).toBe(size);
});

it('a user who is alone is no culprit when the server is down: the next attempt is that of a back-off', () => {
  const monitor = new Watching(['u1'], { refresh: 3_600_000 });
  pass(monitor, 3000, down);
  expect(pass(monitor, 5000, well)).toEqual([1]);
});

it('while calls fail there is one at a time', () => {
  const monitor = new Watching(names(1000));
  pass(monitor, 3000, down);
  const before = monitor.asked.length;
  for (let second = 0; second < 60; second++) monitor.wait(1000);
  expect(monitor.asked.length - before).toBe(1);
});

describe('everybody is fresh two sweeps after', () => {
  it.each([
    [1, 1000],
    [100, 1000],
    [100, 30_000],
    [250, 5000],
    [1000, 30_000],
    [5000, 10_000],
  ])('a server was down for %i users, due every %i ms', (size, refresh) => {
    const monitor = new Watching(names(size), { refresh });
    for (const fate of [down, chokesOn('rejected', ...names(size)), () => failureOf('timeout')] satisfies Fate[]) {
      pass(monitor, 100_000 + refresh / 2, fate);
      const { period } = monitor.state.planner;
      pass(monitor, 2 * period, well);
      expect(oldest(monitor)).toBeLessThanOrEqual(2 * period);
      expect([failing(monitor), monitor.state.troubles.retrieve]).toEqual([[], null]);
    }
  });

  it.each([1, 20])('the server choked on %i users', (count) => {
    const monitor = new Watching(names(300), { refresh: 10_000 });
    pass(monitor, 300_000, chokesOn('server', ...names(count)));
    const { period } = monitor.state.planner;
    pass(monitor, 2 * period, well);
    expect(oldest(monitor)).toBeLessThanOrEqual(2 * period);
  });
});

it('a wait that the server asked for is longer than two sweeps when it says so', () => {
  const monitor = new Watching(names(100), { refresh: 1000 });
  pass(monitor, 100, () => ({ ...failureOf('throttled'), retryAfter: 45_000 }));
  expect(pass(monitor, 44_800, well)).toEqual([]);
  expect(pass(monitor, 300, well)).toEqual([100]);
});

it('as many culprits as calls in a sweep leave the others their turn', () => {
  const monitor = new Watching(names(100), { refresh: 2000, callsPerSecond: 5 });
  const culprits = names(30);
  pass(monitor, 120_000, chokesOn('server', ...culprits));
  expect(failing(monitor)).toHaveLength(30);
  expect(monitor.state.planner.period).toBe((1 + 30) * 200);
  expect(oldest(monitor, ...culprits)).toBeLessThanOrEqual(2 * monitor.state.planner.period);
});

it('r asks for a culprit at once, and so does R', () => {
  for (const key of ['refresh-row', 'refresh-all'] as const) {
    const monitor = new Watching(['carol', 'dave'], { refresh: 3_600_000 });
    pass(monitor, 20_000, chokesOn('server', 'carol'));
    expect([failing(monitor), monitor.selected]).toEqual([[0], 'carol']);
    monitor.say(key);
    pass(monitor, 1000, well);
    expect(failing(monitor)).toEqual([]);
  }
});

it('users who are asked about alone cost no more time when there are many of them', () => {
  const culprits = 20_000;
  const suspects = new Suspects(culprits);
  for (let index = 0; index < culprits; index++) suspects.refused([index], true, 1, 1000 + index, 0);
  const begun = performance.now();
  let idle = 0;
  for (let look = 0; look < 100_000; look++) if (suspects.wakeAt > 999 && suspects.next(999) === null) idle++;
  expect(idle).toBe(100_000);
  expect(performance.now() - begun).toBeLessThan(5000);
  expect([suspects.next(1001), suspects.next(1001), suspects.next(1001)]).toEqual([[0], [1], null]);
});
