import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import type { Group } from '../../src/monitor/groups.ts';
import { Roster } from '../../src/monitor/roster.ts';
import { tabsOf } from '../../src/monitor/tabs.ts';
import { names, offline, online, presence, Watching } from '../helpers/watching.ts';

const group = (name: string, ...users: readonly string[]): Group => ({ name, users, refresh: null });
const tab = (place: number) => ({ type: 'tab', tab: place }) as const;
const turn = (direction: 1 | -1) => ({ type: 'turn-tab', direction }) as const;

/** Six users, two groups who share u2, all answered: u1 and u2 online. */
function grouped(): Watching {
  const monitor = new Watching(names(6), { groups: [group('vip', 'u2', 'u4'), group('ops', 'U2', 'u2', 'u5', 'u6')] });
  monitor.answer(Object.fromEntries(names(6).map((uid, at) => [uid, at < 2 ? online : offline])));
  return monitor;
}

const told = (monitor: Watching) =>
  tabsOf(monitor.state).map(({ name, online, size, chosen }) => `${chosen ? '>' : ''}${name} ${online}/${size}`);

describe('a tab', () => {
  it('shows everybody or one group, by its place or one after the other and around', () => {
    const monitor = grouped();
    monitor.say(turn(1));
    expect(monitor.shown).toEqual(['u2', 'u4']);
    monitor.say(turn(1));
    expect(monitor.shown).toEqual(['u2', 'u5', 'u6']);
    monitor.say(turn(1));
    expect(monitor.shown).toEqual(names(6));
    monitor.say(turn(-1));
    expect(monitor.shown).toEqual(['u2', 'u5', 'u6']);
    monitor.say(tab(1));
    expect(monitor.shown).toEqual(['u2', 'u4']);
    monitor.say(tab(0));
    expect(monitor.shown).toEqual(names(6));
  });

  it('that does not exist is refused, and what was shown stays', () => {
    const monitor = grouped();
    monitor.say(tab(1), tab(4));
    expect(monitor.shown).toEqual(['u2', 'u4']);
    expect(monitor.state.notice?.text).toBe('there is no tab 5: the last one is 3');
  });

  it('and a filter narrow the list together, in any order', () => {
    const monitor = grouped();
    monitor.say(tab(2), { type: 'open', layer: 'filter' });
    monitor.type('5');
    expect(monitor.shown).toEqual(['u5']);
    monitor.say('confirm', tab(1));
    expect([monitor.shown, monitor.selected]).toEqual([[], null]);
    monitor.say('cancel');
    expect(monitor.shown).toEqual(['u2', 'u4']);
  });

  it('keeps the selection on its user when that is in it, and the marks in any case', () => {
    const monitor = grouped();
    const down = { type: 'move', by: 'row', direction: 1 } as const;
    monitor.say('mark', down, down);
    expect(monitor.selected).toBe('u4');
    monitor.say(tab(1));
    expect([monitor.selected, monitor.state.position]).toEqual(['u4', 1]);
    monitor.say(tab(0));
    expect([monitor.selected, monitor.state.position, [...monitor.state.marks]]).toEqual(['u4', 3, [0]]);
    monitor.say(tab(2));
    expect(monitor.shown).toContain(monitor.selected);
  });

  it('keeps its users when the order changes, when it is frozen and when it goes on', () => {
    const monitor = grouped();
    monitor.say(tab(1), 'invert');
    expect(monitor.shown).toEqual(['u4', 'u2']);
    monitor.say('freeze');
    monitor.wait(60_000);
    monitor.answer({ u2: offline, u4: offline });
    expect([monitor.shown, told(monitor)[1]]).toEqual([['u4', 'u2'], '>vip 1/2']);
    monitor.say(tab(2));
    expect([monitor.shown, told(monitor)[2]]).toEqual([['u6', 'u5', 'u2'], '>ops 1/3']);
    monitor.say('freeze');
    expect([monitor.shown, told(monitor)]).toEqual([
      ['u6', 'u5', 'u2'],
      ['all 4/6', 'vip 0/2', '>ops 2/3'],
    ]);
  });
});

describe('the counts', () => {
  it('name everybody first, count a user in every group of theirs, once in each whatever the case, and no stranger', () => {
    expect(told(grouped())).toEqual(['>all 2/6', 'vip 1/2', 'ops 1/3']);
    const few = new Watching(['ann'], { groups: [group('gone', 'bob'), group('here', 'ann', 'bob'), group('empty')] });
    expect(told(few)).toEqual(['>all 0/1', 'here 0/1']);
  });

  it('are those of everybody in the group, whatever the filter', () => {
    const monitor = grouped();
    monitor.say({ type: 'open', layer: 'filter' });
    monitor.type('u5');
    expect(told(monitor)).toEqual(['>all 2/6', 'vip 1/2', 'ops 1/3']);
  });

  it('without groups there are none', () => {
    expect(tabsOf(new Watching(names(3)).state)).toEqual([]);
  });

  it('are after any answers what counting everybody anew would give', () => {
    const uids = names(8);
    const groups = fc.array(fc.subarray([...uids, 'U1', 'nobody']), { maxLength: 4 });
    const said = fc.constantFrom(online, offline, presence({ ios: '101' }), presence(), null);
    const events = fc.array(fc.tuple(fc.nat({ max: 7 }), said), { maxLength: 60 });
    fc.assert(
      fc.property(groups, events, (members, events) => {
        const roster = new Roster(
          uids,
          new ChangeLog(),
          members.map((users, at) => group(`g${at}`, ...users)),
        );
        events.forEach(([index, seen], at) => {
          roster.observe(index, seen, { sequence: at + 1, sentAt: at + 1, receivedAt: at + 1 });
        });
        roster.groups.names.forEach((name, at) => {
          const own = new Set((members[Number(name.slice(1))] ?? []).flatMap((uid) => roster.indexOf(uid) ?? []));
          expect(roster.groups.sizeOf(at)).toBe(own.size);
          expect(roster.groups.onlineIn(at)).toBe([...own].filter((index) => roster.record(index).status === 'online').length);
        });
      }),
    );
  });
});
