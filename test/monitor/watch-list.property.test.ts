import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import type { Group } from '../../src/monitor/groups.ts';
import { nameRanks } from '../../src/monitor/names.ts';
import { Renumbering } from '../../src/monitor/renumbering.ts';
import { Roster } from '../../src/monitor/roster.ts';
import { STATUSES } from '../../src/monitor/status.ts';
import { View } from '../../src/monitor/view.ts';
import { listOf } from '../helpers/reloads.ts';
import { failureOf, presence, Watching } from '../helpers/watching.ts';

/** Everybody there is; the first few are watched all the time. */
const PEOPLE = ['ann', 'bob', 'C10', 'c9', 'dora', 'Eve', 'f1', 'f2'];
const ALWAYS = PEOPLE.slice(0, 3);

const someone = fc.constantFrom(...PEOPLE);
/** A watch list in any order: those who are always there, and some of the others. */
const list = fc
  .subarray(PEOPLE.slice(3))
  .chain((others) => fc.shuffledSubarray([...ALWAYS, ...others], { minLength: ALWAYS.length + others.length }));
const groups = fc.array(
  fc.record({
    name: fc.constantFrom('vip', 'ops', 'night'),
    users: fc.array(someone, { maxLength: 4 }),
    refresh: fc.constantFrom(null, 5000),
  }),
  { maxLength: 2 },
);
const said = fc.option(
  fc
    .record({
      devices: fc.dictionary(fc.constantFrom('ios', 'web'), fc.constantFrom('0', '1', '101')),
      ext: fc.constantFrom('', 'busy'),
      lastTime: fc.option(fc.nat({ max: 4 })),
    })
    .map(({ devices, ...more }) => presence(devices, more)),
);
const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), who: someone, said }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('failure' as const), who: someone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('subscription' as const), who: someone, end: fc.option(fc.nat(9)) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('list' as const), users: list, groups }) },
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** Lets all of it happen to a roster; `lists`: whether another list takes the place of the first one each time. */
function play(events: readonly Event[], lists: boolean): { roster: Roster; users: readonly string[]; groups: readonly Group[] } {
  let users: readonly string[] = PEOPLE;
  let groups: readonly Group[] = [];
  let roster = new Roster(users, new ChangeLog());
  events.forEach((event, at) => {
    if (event.kind === 'list') {
      if (!lists) return;
      roster = roster.renumbered(event.users, event.groups, new Renumbering(users, event.users), () => null);
      ({ users, groups } = event);
      return;
    }
    const index = roster.indexOf(event.who);
    if (index === undefined) return;
    const time = (at + 1) * 10;
    if (event.kind === 'failure') roster.fail(index, failureOf('network'), time);
    else if (event.kind === 'subscription') roster.subscribe(index, event.end);
    else roster.observe(index, event.said, { sequence: time, sentAt: time, receivedAt: time + 5 });
  });
  return { roster, users, groups };
}

/** All that is known of a user, but for numbers that depend on who else is watched. */
function knownOf(roster: Roster, uid: string) {
  const { record, ...more } = roster.known(roster.indexOf(uid) ?? -1);
  const { index: _, timeline, ...rest } = record;
  return { ...rest, ...more, timeline: timeline.map(({ id: _, ...change }) => change) };
}

it('whoever is watched all the time is known as if the list had never changed', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const changing = play(events, true);
      const still = play(events, false);
      for (const uid of ALWAYS) expect(knownOf(changing.roster, uid)).toEqual(knownOf(still.roster, uid));
    }),
    { numRuns: 300 },
  );
});

it('counts, groups, ranks and ages are always what counting anew would give', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const { roster, users, groups } = play(events, true);
      const records = users.map((_, index) => roster.record(index));
      expect(records.map(({ index, uid }) => [index, uid])).toEqual(users.map((uid, index) => [index, uid]));
      for (const status of STATUSES) {
        expect(roster.counts[status]).toBe(records.filter((record) => record.status === status).length);
      }
      const fresh = new Roster(users, new ChangeLog(), groups);
      expect(roster.groups.names).toEqual(fresh.groups.names);
      for (const group of roster.groups.names.keys()) {
        const members = records.filter(({ index }) => fresh.groups.has(group, index));
        expect(records.filter(({ index }) => roster.groups.has(group, index))).toEqual(members);
        expect(roster.groups.onlineIn(group)).toBe(members.filter(({ status }) => status === 'online').length);
      }
      const ranks = nameRanks(users);
      expect(records.map(({ index }) => roster.nameRank(index))).toEqual([...ranks]);
      const ages = records.map(({ index }) => roster.receivedAt(index));
      expect(roster.oldestReceivedAt()).toBe(Math.min(...ages));
      expect(roster.failingCount).toBe(records.filter(({ index }) => roster.failing(index) !== undefined).length);
    }),
    { numRuns: 300 },
  );
});

/** What may happen to a monitor; a call is picked by its place among those under way. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.integer({ min: 1, max: 20_000 }) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('answer' as const), said }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fail' as const),
      code: fc.constantFrom('network' as const, 'rejected' as const, 'throttled' as const, 'unauthorized' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('list' as const), users: list, groups }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'select' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'mark' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'everybody' as const }) },
);

it('whatever happens in between, only who is watched is asked about, each once in a call, and everybody in the end', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const monitor = new Watching(PEOPLE, { callsPerSecond: 2 });
      const uidsOf = (indices: Iterable<number>) => Array.from(indices, (index) => monitor.state.roster.record(index).uid);
      for (const happening of happenings) {
        const { selected } = monitor;
        const marks = uidsOf(monitor.state.marks);
        switch (happening.kind) {
          case 'wait':
            monitor.wait(happening.milliseconds);
            break;
          case 'answer': {
            const names = monitor.asked[0]?.names ?? [];
            if (names.length > 0) monitor.answer(Object.fromEntries(names.map((name) => [name, happening.said])));
            break;
          }
          case 'fail':
            if (monitor.asked.length > 0) monitor.fail(failureOf(happening.code));
            break;
          case 'list': {
            const before = monitor.effects.length;
            monitor.say(listOf(happening.users, { groups: happening.groups }));
            const asked = monitor.effects.slice(before).flatMap((effect) => (effect.type === 'retrieve' ? effect.names : []));
            for (const name of asked) expect(happening.users).toContain(name);
            if (selected !== null && happening.users.includes(selected)) expect(monitor.selected).toBe(selected);
            expect(uidsOf(monitor.state.marks).sort()).toEqual(marks.filter((uid) => happening.users.includes(uid)).sort());
            break;
          }
          case 'select':
            monitor.say({ type: 'move', by: 'row', direction: 1 });
            break;
          case 'mark':
            monitor.say('mark');
            break;
          case 'everybody':
            monitor.say('refresh-all');
            break;
        }
        const { view, roster, sorting } = monitor.state;
        const fresh = new View(roster, null, sorting, 0);
        expect(view.slice(0, view.size)).toEqual(fresh.slice(0, fresh.size));
      }
      const { roster } = monitor.state;
      const begun = monitor.stamp.wall;
      for (let second = 0; second < 90; second++) {
        monitor.wait(1000);
        while (monitor.asked.length > 0) {
          const names = monitor.asked[0]?.names ?? [];
          expect(new Set(names).size).toBe(names.length);
          monitor.answer();
        }
      }
      expect(monitor.state.roster).toBe(roster);
      for (const { index } of monitor.state.settings.users.map((_, index) => roster.record(index))) {
        expect(roster.receivedAt(index)).toBeGreaterThan(begun);
        expect(roster.record(index).status).toBe('online');
      }
      expect(monitor.state.troubles.retrieve).toBeNull();
      expect(monitor.state.planner.progress).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});
