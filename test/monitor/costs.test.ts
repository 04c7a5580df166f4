import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import { makeFilter } from '../../src/monitor/filter/filter.ts';
import { parseFilter } from '../../src/monitor/filter/parse.ts';
import { Roster } from '../../src/monitor/roster.ts';
import { COLUMNS } from '../../src/monitor/sort.ts';
import { tabsOf } from '../../src/monitor/tabs.ts';
import { View } from '../../src/monitor/view.ts';
import { names, offline, online, presence, proofOf, START, Watching } from '../helpers/watching.ts';

/** A roster that counts how often somebody looks at a user. */
class CountingRoster extends Roster {
  looks = 0;

  override record(index: number) {
    this.looks++;
    return super.record(index);
  }

  override receivedAt(index: number) {
    this.looks++;
    return super.receivedAt(index);
  }

  override nameRank(index: number) {
    this.looks++;
    return super.nameRank(index);
  }
}

function watch(size: number, column: (typeof COLUMNS)[number] = 'status') {
  const monitor = new Watching(names(size));
  const roster = new CountingRoster(names(size), new ChangeLog());
  const sorting = { column, descending: false };
  monitor.state = { ...monitor.state, roster, sorting, view: new View(roster, null, sorting, 0) };
  /** How often users are looked at while this is done. */
  const looksDuring = (act: () => void) => {
    roster.looks = 0;
    act();
    return roster.looks;
  };
  return { monitor, roster, looksDuring };
}

const everybodyBusy = (size: number) =>
  Object.fromEntries(names(size).map((uid) => [uid, presence({ ios: '1', web: '0' }, { ext: 'busy', lastTime: 7 })]));

describe.each(COLUMNS)('sorted by %s', (column) => {
  it('an answer costs what the users in it cost, however long the list is', () => {
    const said = everybodyBusy(100);
    const cost = (size: number) => {
      const { monitor, looksDuring } = watch(size, column);
      return looksDuring(() => monitor.answer(said));
    };
    expect(cost(50_000)).toBeLessThanOrEqual(3 * cost(500));
    expect(cost(50_000)).toBeLessThan(50_000 / 3);
  });
});

it('an answer that changes nothing replaces no record', () => {
  const { monitor, roster } = watch(1000);
  monitor.answer(everybodyBusy(100));
  const before = names(100).map((_, index) => roster.record(index));
  monitor.say('refresh-all');
  monitor.now += 2000;
  monitor.say({ type: 'tick' });
  monitor.answer(everybodyBusy(100));
  before.forEach((record, index) => {
    expect(roster.record(index)).toBe(record);
  });
});

it('a failed call and a look at the clock look at nobody beyond whom they ask about', () => {
  const { monitor, looksDuring } = watch(50_000);
  expect(looksDuring(() => monitor.fail({ ...failure }))).toBeLessThan(1000);
  monitor.wait(10_000);
  expect(looksDuring(() => monitor.say({ type: 'tick' }))).toBeLessThan(1000);
});

it('a stop, a sleep and the proof of an answer cost the same whoever is watched', () => {
  const cost = (size: number) => {
    const { monitor, roster, looksDuring } = watch(size);
    return looksDuring(() => {
      for (let at = 0; at < 100; at++) roster.noteGap(at, at % 2 === 0 ? 'stopped' : 'asleep', at + 1);
      monitor.state.proofs.keep(proofOf(everybodyBusy(100)));
      expect(monitor.state.proofs.find('u7', START)).not.toBeNull();
    });
  };
  expect([cost(500), cost(50_000)]).toEqual([0, 0]);
});

it('one call that failed for everybody costs each user once, when the next answer comes, and a bounded list', () => {
  const { monitor, roster } = watch(1000);
  monitor.answer(everybodyBusy(100));
  for (let round = 0; round < BOUNDS.gapsOfUser + 5; round++) {
    monitor.wait(20_000);
    monitor.wait(20_000);
    while (monitor.asked.length > 0) monitor.fail({ ...failure });
    monitor.wait(20_000);
    monitor.wait(20_000);
    while (monitor.asked.length > 0) monitor.answer(everybodyBusy(100));
  }
  for (let index = 0; index < 1000; index++) expect(roster.record(index).gaps.length).toBeLessThanOrEqual(BOUNDS.gapsOfUser);
  expect(Math.max(...names(1000).map((_, index) => roster.record(index).gaps.length))).toBeGreaterThan(0);
});

it('moving the selection costs the same in a long list as in a short one', () => {
  const cost = (size: number) => {
    const { monitor, looksDuring } = watch(size);
    return looksDuring(() => monitor.say(...Array(20).fill({ type: 'move', by: 'row', direction: 1 })));
  };
  expect(cost(50_000)).toBeLessThanOrEqual(3 * cost(500));
});

it('a user who changes while everything else stands still moves without the others being looked at', () => {
  const { roster, looksDuring } = watch(50_000);
  const view = new View(roster, null, { column: 'status', descending: false }, 0);
  const looks = looksDuring(() => {
    [online, offline, online].forEach((said, at) => {
      roster.observe(40_000, said, { sequence: at + 1, sentAt: at + 1, receivedAt: at + 1 });
      view.refresh(40_000);
    });
  });
  expect(view.at(0)).toBe(40_000);
  expect(looks).toBeLessThan(500);
});

it('a filter that asks about times looks at those alone whose time has come', () => {
  const { roster, looksDuring } = watch(50_000);
  names(50_000).forEach((_, index) => {
    roster.observe(index, online, { sequence: 1, sentAt: 1, receivedAt: 1 + index });
  });
  const filter = makeFilter(parseFilter('age>10s').terms);
  const view = new View(roster, filter, { column: 'user', descending: false }, 10_000);
  expect(looksDuring(() => view.follow(10_000))).toBe(0);
  expect(looksDuring(() => view.follow(10_010))).toBeLessThan(1000);
  expect(view.size).toBe(10);
  const answer = () => {
    roster.observe(0, online, { sequence: 2, sentAt: 10_010, receivedAt: 10_010 });
    view.refresh(0);
  };
  expect(looksDuring(answer)).toBeLessThan(500);
  expect(view.size).toBe(9);
  view.follow(60_000);
  expect(view.size).toBe(50_000);
  expect(looksDuring(() => view.follow(3_600_000))).toBe(0);
});

it('a filter that asks about flags looks at those alone whose time has come', () => {
  const { roster, looksDuring } = watch(50_000);
  const day = 86_400;
  names(50_000).forEach((_, index) => {
    roster.observe(index, presence({ ios: '1' }, { lastTime: index + 1 }), { sequence: 1, sentAt: 1, receivedAt: 1 });
    roster.subscribe(index, 100 * day + index);
  });
  const now = 30 * day * 1000;
  const view = new View(roster, makeFilter(parseFilter('flag:any').terms), { column: 'user', descending: false }, now);
  expect(looksDuring(() => view.follow(now))).toBe(0);
  expect(looksDuring(() => view.follow(now + 10_000))).toBeLessThan(1000);
  expect(view.size).toBe(10);
});

it('a change of status costs the groups its user is in, and the tabs look at nobody, however long the list is', () => {
  const groups = [{ name: 'most', users: names(40_000), refresh: null }];
  const roster = new CountingRoster(names(50_000), new ChangeLog(), groups);
  const monitor = new Watching(names(50_000), { groups });
  monitor.state = { ...monitor.state, roster, view: new View(roster, null, { column: 'status', descending: false }, 0) };
  monitor.say('mark-shown');
  roster.looks = 0;
  [online, offline, online].forEach((said, at) => {
    roster.observe(7, said, { sequence: at + 1, sentAt: at + 1, receivedAt: at + 1 });
    monitor.state.view.refresh(7);
    expect(tabsOf(monitor.state)[1]?.online).toBe(said === online ? 1 : 0);
  });
  expect(roster.looks).toBeLessThan(500);
});

const failure = { code: 'network', message: 'm', hint: 'h', call: 'retrieve', status: null, retryAfter: null } as const;
