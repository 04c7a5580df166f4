import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { entriesOf, unobserved } from '../../src/monitor/unobserved.ts';
import { failureOf, names, offline, online, presence, START, Watching } from '../helpers/watching.ts';

const gapsOf = (watching: Watching, uid = 'alice') => unobserved(watching.state, watching.user(uid));

function watchingAlice(): Watching {
  const watching = new Watching(['alice']);
  watching.answer();
  return watching;
}

describe('a time without observation', () => {
  it('is told while calls fail, and afterwards with both ends, though nothing changed', () => {
    const watching = watchingAlice();
    watching.wait(30_000);
    watching.fail(failureOf('network'));
    expect(gapsOf(watching)).toEqual([{ from: START + 30_000, to: null, reason: 'failed' }]);
    watching.wait(1000);
    watching.fail(failureOf('network'), 1000);
    watching.wait(20_000);
    watching.answer();
    expect(gapsOf(watching)).toEqual([{ from: START + 30_000, to: START + 51_000, reason: 'failed' }]);
    expect(watching.user('alice').timeline).toEqual([]);
  });

  it('of calls that failed before the first answer is none: nothing was observed before either', () => {
    const watching = new Watching(['alice']);
    watching.fail(failureOf('network'));
    watching.wait(1000);
    watching.answer();
    expect(gapsOf(watching)).toEqual([]);
  });

  it('concerns only the user whose calls failed', () => {
    const watching = new Watching(names(2));
    watching.answer();
    watching.wait(3000);
    const { roster } = watching.state;
    roster.fail(0, failureOf('rejected'), START + 500);
    roster.observe(0, online, { sequence: 50, sentAt: START + 2000, receivedAt: START + 3000 });
    expect(gapsOf(watching, 'u1')).toEqual([{ from: START + 500, to: START + 3000, reason: 'failed' }]);
    expect(gapsOf(watching, 'u2')).toEqual([]);
  });

  it('is told while calls are stopped, and afterwards', () => {
    const watching = watchingAlice();
    watching.now += 5000;
    watching.say('stop');
    watching.wait(30_000);
    expect(gapsOf(watching)).toEqual([{ from: START + 5000, to: null, reason: 'stopped' }]);
    watching.say('stop');
    watching.answer();
    expect(gapsOf(watching)).toEqual([{ from: START + 5000, to: START + 35_000, reason: 'stopped' }]);
  });

  it('of less than a second is none: nothing was missed', () => {
    const watching = watchingAlice();
    watching.now += 5000;
    watching.say('stop');
    watching.now += 900;
    watching.say('stop');
    expect(gapsOf(watching)).toEqual([]);
  });

  it('in which everybody was asleep is noted once, whoever many are watched', () => {
    const watching = new Watching(names(3));
    watching.answer();
    const before = names(3).map((uid) => watching.user(uid));
    watching.asleep += 3_600_000;
    watching.wait(1000);
    for (const uid of names(3)) expect(gapsOf(watching, uid)).toEqual([{ from: START, to: START + 3_601_000, reason: 'asleep' }]);
    expect(names(3).map((uid) => watching.user(uid))).toEqual(before);
  });

  it('in which the answers left the user out begins with the last answer that held the user', () => {
    const watching = watchingAlice();
    for (const said of [null, null, online, presence()]) {
      watching.wait(30_000);
      watching.answer({ alice: said });
    }
    // The last answer took the device away: the user is unknown, and observed.
    expect(gapsOf(watching)).toEqual([{ from: START, to: START + 90_000, reason: 'left-out' }]);
    watching.wait(30_000);
    watching.answer();
    watching.wait(30_000);
    watching.answer({ alice: null });
    expect(gapsOf(watching)[0]).toEqual({ from: START + 150_000, to: null, reason: 'left-out' });
  });

  it('is told in a frozen view as it was then', () => {
    const watching = watchingAlice();
    watching.now += 5000;
    watching.say('stop');
    watching.now += 5000;
    watching.say('freeze');
    watching.now += 5000;
    watching.say('stop');
    watching.now += 5000;
    watching.say('stop');
    const frozen = watching.state.view.roster.record(0);
    expect(unobserved(watching.state, frozen)).toEqual([{ from: START + 5000, to: null, reason: 'stopped' }]);
  });

  it('is forgotten beyond a bound, for everybody and for each user', () => {
    const watching = watchingAlice();
    const { roster } = watching.state;
    for (let at = 0; at < BOUNDS.gaps + 5; at++) {
      const from = at * 2000;
      roster.noteGap(from, 'stopped', from + 1000);
      roster.fail(0, failureOf('network'), from);
      roster.observe(0, at % 2 === 0 ? online : offline, { sequence: at + 5, sentAt: from + 500, receivedAt: from + 1000 });
    }
    expect(roster.gaps).toHaveLength(BOUNDS.gaps);
    expect(roster.gaps[0]?.from).toBe((BOUNDS.gaps + 4) * 2000);
    expect(roster.record(0).gaps).toHaveLength(BOUNDS.gapsOfUser);
  });
});

it('stands in a timeline before what began earlier, and not at all when it was over before anything was observed', () => {
  const ends = (at: number) => ({ notBefore: at - 1, notAfter: at });
  const interval = { value: '1', began: null, ended: null, from: 0, to: 0, least: 0, most: null };
  const intervals = [{ ...interval, began: ends(50) }, { ...interval, began: ends(20) }, interval];
  const gap = (from: number, to: number | null) => ({ from, to, reason: 'stopped' as const });
  const gaps = [gap(60, null), gap(30, 40), gap(20, 25), gap(15, 17), gap(2, 9)];
  expect(entriesOf({ intervals, since: 10 }, gaps)).toEqual([
    gaps[0],
    intervals[0],
    gaps[1],
    gaps[2],
    intervals[1],
    gaps[3],
    intervals[2],
  ]);
});
