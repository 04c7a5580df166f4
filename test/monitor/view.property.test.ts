import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import { makeFilter } from '../../src/monitor/filter/filter.ts';
import { parseFilter } from '../../src/monitor/filter/parse.ts';
import { FLAG_KINDS } from '../../src/monitor/flags.ts';
import { Roster } from '../../src/monitor/roster.ts';
import { COLUMNS } from '../../src/monitor/sort.ts';
import { View } from '../../src/monitor/view.ts';
import { presence } from '../helpers/watching.ts';

const DAY = 86_400_000;

const uids = fc.uniqueArray(fc.stringMatching(/^[a-d0-3]{1,4}$/), { minLength: 1, maxLength: 40 });
const sorting = fc.record({ column: fc.constantFrom(...COLUMNS), descending: fc.boolean() });
const filter = fc.constantFrom('', 'a', 'b 1', 'ios', 'busy', 'nobody at all');
const said = fc.option(
  fc
    .record({
      devices: fc.dictionary(fc.constantFrom('ios', 'web'), fc.constantFrom('0', '1', '101')),
      ext: fc.constantFrom('', 'busy', 'Away', 'ｈｉ'),
      lastTime: fc.option(fc.nat({ max: 4 })),
    })
    .map(({ devices, ...more }) => presence(devices, more)),
);
const event = fc.record({ user: fc.nat(), said, subscription: fc.option(fc.nat({ max: 3 })), keeps: fc.boolean() });
type Event = { user: number; said: ReturnType<typeof presence> | null; subscription: number | null; keeps: boolean };

const filterOf = (text: string) => makeFilter(parseFilter(text).terms);

function play(roster: Roster, view: View, events: readonly Event[], from = 1): void {
  events.forEach(({ user, said, subscription, keeps }, at) => {
    const index = user % roster.size;
    const time = from + at;
    if (!keeps) roster.observe(index, said, { sequence: time, sentAt: time, receivedAt: time });
    else roster.subscribe(index, subscription);
    view.refresh(index);
  });
}

const all = (view: View) => view.slice(0, view.size);

it('after any changes rows and their order are what a new view would show', () => {
  fc.assert(
    fc.property(uids, sorting, filter, fc.array(event, { maxLength: 80 }), (uids, sorting, text, events) => {
      const roster = new Roster(uids, new ChangeLog());
      const view = new View(roster, filterOf(text), sorting, 0);
      play(roster, view, events);
      const fresh = new View(roster, filterOf(text), sorting, 0);
      expect(all(view)).toEqual(all(fresh));
      uids.forEach((_, index) => {
        expect(view.positionOf(index)).toBe(all(fresh).indexOf(index));
      });
    }),
    { numRuns: 300 },
  );
});

it('after any changes and any time, rows of a filter that asks about times are what a new view would show', () => {
  const timed = fc.constantFrom('age>3s', 'age<5s', '!age<2s a', 'changed>3s', 'changed<4s !age>6s', 'sub:yes', 'sub:no');
  const wait = fc.integer({ min: -2, max: 5 }).map((seconds) => seconds * 1000);
  fc.assert(
    fc.property(uids, sorting, timed, fc.array(fc.tuple(event, wait), { maxLength: 40 }), (uids, sorting, text, events) => {
      const roster = new Roster(uids, new ChangeLog());
      let now = 1000;
      const view = new View(roster, filterOf(text), sorting, now);
      events.forEach(([{ user, said, subscription, keeps }, wait], at) => {
        const index = user % roster.size;
        if (!keeps) roster.observe(index, said, { sequence: at + 1, sentAt: now, receivedAt: now });
        else roster.subscribe(index, subscription);
        view.refresh(index);
        now = Math.max(1000, now + wait);
        view.follow(now);
        expect(all(view)).toEqual(all(new View(roster, filterOf(text), sorting, now)));
      });
    }),
    { numRuns: 200 },
  );
});

it('after any changes and any time, rows of a filter that asks about flags are what a new view would show', () => {
  const wanted = fc.constantFrom('any' as const, ...FLAG_KINDS);
  const text = fc
    .tuple(fc.constantFrom('', '!'), wanted, fc.constantFrom('', ' a', ' !status:unknown'))
    .map(([not, kind, more]) => {
      return `${not}flag:${kind}${more}`;
    });
  /** Days around now in which a last change and the end of a subscription fall, so that each flag comes and goes. */
  const days = fc.option(fc.integer({ min: -31, max: 3 }));
  const oddity = fc.constantFrom('empty-uid', 'foreign-uid', 'repeated-uid', 'mistyped');
  const told = fc.record({
    user: fc.nat(),
    devices: fc.option(
      fc.array(fc.tuple(fc.constantFrom('ios', 'web'), fc.constantFrom('0', '1', '101', 'away')), { maxLength: 2 }),
    ),
    changed: days,
    ends: days,
    oddities: fc.array(oddity, { maxLength: 1 }),
    wait: fc.integer({ min: -6, max: 40 }).map((halfDays) => halfDays * 43_200_000),
  });
  fc.assert(
    fc.property(uids, sorting, text, fc.array(told, { maxLength: 30 }), (uids, sorting, text, events) => {
      const roster = new Roster(uids, new ChangeLog());
      let now = 1000 * DAY;
      const view = new View(roster, filterOf(text), sorting, now);
      events.forEach(({ user, devices, changed, ends, oddities, wait }, at) => {
        const index = user % roster.size;
        const seconds = (inDays: number) => (now + inDays * DAY) / 1000;
        const said = devices && presence(devices, { lastTime: changed === null ? null : seconds(changed) });
        const odd = oddities.map((kind) => ({ kind, uid: null, detail: kind }));
        roster.observe(index, said, { sequence: at + 1, sentAt: now, receivedAt: now }, odd);
        roster.subscribe(index, ends === null ? null : seconds(ends));
        view.refresh(index);
        now += wait;
        view.follow(now);
        expect(all(view)).toEqual(all(new View(roster, filterOf(text), sorting, now)));
        const scratch = uids.map((_, index) => index).filter((index) => filterOf(text)?.matches(roster.record(index), 0, now));
        expect(all(view).toSorted((a, b) => a - b)).toEqual(scratch);
      });
    }),
    { numRuns: 200 },
  );
});

it('a view that is held keeps every row where it is, and catches up when it is let go', () => {
  const events = fc.array(event, { maxLength: 40 });
  fc.assert(
    fc.property(uids, sorting, filter, events, events, (uids, sorting, text, before, during) => {
      const roster = new Roster(uids, new ChangeLog());
      const view = new View(roster, filterOf(text), sorting, 0);
      play(roster, view, before);
      const held = all(view);
      view.hold();
      play(roster, view, during, 1000);
      expect(all(view)).toEqual(held);
      view.release();
      expect(all(view)).toEqual(all(new View(roster, filterOf(text), sorting, 0)));
    }),
    { numRuns: 200 },
  );
});

it('the other direction is the same order backwards, but for users who are alike', () => {
  fc.assert(
    fc.property(uids, fc.constantFrom(...COLUMNS), fc.array(event, { maxLength: 40 }), (uids, column, events) => {
      const roster = new Roster(uids, new ChangeLog());
      const view = new View(roster, null, { column, descending: false }, 0);
      play(roster, view, events);
      const up = all(new View(roster, null, { column, descending: false }, 0));
      const down = all(new View(roster, null, { column, descending: true }, 0));
      expect(down.toSorted()).toEqual(up.toSorted());
      if (column === 'user') expect(down).toEqual(up.toReversed());
    }),
  );
});
