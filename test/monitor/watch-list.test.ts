import { describe, expect, it } from 'vitest';
import type { Group } from '../../src/monitor/groups.ts';
import { tabsOf } from '../../src/monitor/tabs.ts';
import { listOf } from '../helpers/reloads.ts';
import { alertRule, failureOf, names, offline, online, presence, START, Watching } from '../helpers/watching.ts';

const down = { type: 'move', by: 'row', direction: 1 } as const;
const group = (name: string, ...users: readonly string[]): Group => ({ name, users, refresh: null });
const notice = ({ state }: Watching) => state.notice;
const marked = ({ state }: Watching) => [...state.marks].map((index) => state.roster.record(index).uid).sort();
const askedNext = (monitor: Watching) => monitor.asked.at(-1)?.names ?? [];

/** Six users who were answered twice: u2 went offline in between. */
function six(): Watching {
  const monitor = new Watching(names(6));
  monitor.answer();
  monitor.wait(30_000);
  monitor.answer({ u2: offline });
  return monitor;
}

describe('another watch list', () => {
  it('says what came and went, and from where', () => {
    const monitor = six();
    monitor.say(listOf(['u1', 'u2', 'u3', 'new']));
    expect(notice(monitor)).toEqual({ kind: 'done', text: 'watch list: 1 added, 3 removed (users.txt)', hint: null });
    monitor.say(listOf(['u1', 'u2', 'u3', 'new', ...Array.from({ length: 1200 }, (_, at) => `more${at}`)]));
    expect(notice(monitor)?.text).toBe('watch list: 1,200 added (users.txt)');
  });

  it('keeps all that is known of those who stay, whatever their place', () => {
    const monitor = six();
    const { index: _, ...before } = monitor.user('u2');
    expect(before).toMatchObject({ status: 'offline', changed: ['devices', 'status'] });
    const { log } = monitor.state;
    monitor.say(listOf(['new', 'u5', 'u2']));
    const { roster } = monitor.state;
    expect(monitor.user('u2')).toEqual({ ...before, index: 2 });
    expect(roster.receivedAt(2)).toBe(START + 30_000);
    expect(roster.counts).toEqual({ online: 1, custom: 0, offline: 1, unknown: 1 });
    expect([monitor.state.log, monitor.state.log.lastId]).toEqual([log, 1]);
  });

  it('lets alerts go off for those who stay as if nothing had been, and for nobody at the first sight', () => {
    const monitor = new Watching(names(3), { alerts: [alertRule('status:offline', { name: 'down' })] });
    monitor.answer();
    monitor.wait(1000);
    monitor.say(listOf(['new', 'u3', 'u1']));
    monitor.answer({ new: offline });
    expect(monitor.state.alerts.log.lastId).toBe(0);
    monitor.wait(30_000);
    monitor.answer({ new: offline, u1: offline });
    const { log } = monitor.state.alerts;
    expect([log.lastId, log.at(1)?.record.uid]).toEqual([1, 'u1']);
  });

  it('is asked about where it is new, at the next opportunity and before all others', () => {
    const monitor = six();
    monitor.wait(1000);
    expect(monitor.asked).toEqual([]);
    monitor.say(listOf([...names(6), 'new', 'newer']));
    expect(askedNext(monitor).slice(0, 2)).toEqual(['new', 'newer']);
    monitor.answer({ new: offline });
    expect(monitor.user('new')).toMatchObject({ status: 'offline', changed: [], timeline: [] });
  });

  it('tells what the sublist said of whoever is new', () => {
    const monitor = six();
    monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'New', expiry: 1_800_000_000 }] });
    monitor.say(listOf(['u1', 'new', 'newer']));
    expect([monitor.user('new').subscription, monitor.user('newer').subscription]).toEqual([1_800_000_000, null]);
  });

  it('keeps failures with their users, and the gap they leave', () => {
    const monitor = six();
    monitor.wait(30_000);
    monitor.fail(failureOf('network'));
    monitor.say(listOf(['new', 'u2']));
    expect(monitor.state.roster.failing(1)).toMatchObject({ since: START + 60_000 });
    expect([monitor.state.roster.failingCount, monitor.state.roster.longestFailing?.index]).toEqual([1, 1]);
    monitor.wait(1000);
    monitor.answer();
    monitor.wait(1000);
    monitor.answer();
    expect(monitor.user('u2').gaps).toEqual([{ from: START + 60_000, to: START + 62_000, reason: 'failed' }]);
  });

  it('takes an answer to a call under way for those who stay, and nothing for those who went', () => {
    const monitor = new Watching(names(4));
    monitor.say(listOf(['u3', 'u1', 'new']));
    monitor.answer({ u1: offline, u3: presence({ web: '101' }) });
    expect(['u1', 'u3', 'new'].map((uid) => monitor.user(uid).status)).toEqual(['offline', 'custom', 'unknown']);
    expect(monitor.state.roster.counts).toEqual({ online: 0, custom: 1, offline: 1, unknown: 1 });
  });

  it('forgets a call that asks about nobody who is watched any more, answered or failed', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.say(listOf(['eve']));
    monitor.fail(failureOf('network'), 60_000);
    expect([monitor.state.troubles.retrieve, monitor.state.planner.heldUntil, monitor.state.errors.lastId]).toEqual([
      null,
      null,
      0,
    ]);
    monitor.wait(500);
    expect(askedNext(monitor)).toEqual(['eve']);
    monitor.answer();
    expect(monitor.user('eve').status).toBe('online');
  });

  it('goes on with the search for the one whom the server chokes on', () => {
    const monitor = new Watching(names(100));
    monitor.fail(failureOf('rejected'));
    monitor.say(listOf(names(100).slice(20)));
    const sizes: number[] = [];
    for (let round = 0; round < 20 && sizes.at(-1) !== 1; round++) {
      monitor.wait(300);
      const { names: asked = [] } = monitor.asked[0] ?? {};
      if (asked.length === 0) continue;
      sizes.push(asked.length);
      expect(asked).not.toContain('u1');
      if (asked.includes('u25')) monitor.fail(failureOf('rejected'));
      else monitor.answer();
    }
    expect(sizes.slice(0, 3)).toEqual([30, 50, 15]);
    expect(sizes.at(-1)).toBe(1);
  });

  it('may become empty, and come back', () => {
    const monitor = six();
    monitor.say(listOf([]));
    expect([monitor.shown, monitor.selected, monitor.wait(60_000)]).toEqual([[], null, []]);
    monitor.say(listOf(['u1', 'u2']));
    expect([monitor.shown, monitor.selected, askedNext(monitor)]).toEqual([['u1', 'u2'], 'u1', ['u1', 'u2']]);
    monitor.answer({ u2: offline });
    expect(monitor.state.roster.counts).toEqual({ online: 1, custom: 0, offline: 1, unknown: 0 });
  });

  it('that is the same one is not taken again, and what else is to be said is', () => {
    const monitor = six();
    const { roster } = monitor.state;
    monitor.say(listOf(names(6), { hint: 'right again, the watch list is as it was' }));
    expect(monitor.state.roster).toBe(roster);
    expect(notice(monitor)?.text).toBe('users.txt: right again, the watch list is as it was');
  });

  it('may spell a name otherwise, and it is the same user', () => {
    const monitor = six();
    monitor.say(listOf(['U2', 'u1']));
    expect(monitor.user('u2')).toMatchObject({ uid: 'U2', status: 'offline' });
    monitor.say(listOf(['u2', 'u1']));
    expect(notice(monitor)?.text).toBe('watch list: spelling or order changed (users.txt)');
  });

  it('says again what the budget cannot keep, when that is something else', () => {
    const monitor = new Watching(names(6), { callsPerSecond: 1 });
    monitor.say(listOf(names(300), { refresh: 1000 }));
    expect(notice(monitor)?.text).toBe('watch list: 294 added, refresh changed (users.txt)');
    expect(notice(monitor)?.hint).toContain('300 users every 1s needs 3 calls/s, the budget is 1');
    monitor.say(listOf(names(300), { refresh: 1000, groups: [group('vip', 'u1')] }));
    expect(notice(monitor)).toMatchObject({ text: 'watch list: groups changed (users.txt)', hint: null });
  });
});

describe('promises and pace', () => {
  it('follow the new groups and times', () => {
    const monitor = new Watching(names(3));
    monitor.answer();
    monitor.say(listOf(names(3), { groups: [{ name: 'vip', users: ['u2'], refresh: 5000 }] }));
    monitor.wait(5000);
    expect(askedNext(monitor)[0]).toBe('u2');
    expect([monitor.state.planner.periodOf(1), monitor.state.planner.period]).toEqual([5000, 30_000]);
  });

  it('are the same for those who stay: nobody is asked earlier for it', () => {
    const monitor = six();
    monitor.wait(10_000);
    monitor.say(listOf(names(5)));
    expect(monitor.asked).toEqual([]);
    monitor.wait(19_000);
    expect(monitor.asked).toEqual([]);
    monitor.wait(1000);
    expect(askedNext(monitor)).toEqual(names(5));
  });

  it('keep the sweep: it is over once everybody who is watched now was answered', () => {
    const monitor = new Watching(names(150));
    monitor.answer();
    expect(monitor.state.planner.sweeps).toBe(0);
    monitor.say(listOf(names(100)));
    expect([monitor.state.planner.sweeps, monitor.state.planner.callsPerSweep]).toEqual([1, 1]);
  });
});

describe('where everything stands', () => {
  it('selection and marks stay on their users', () => {
    const monitor = six();
    monitor.say(down, 'mark', 'mark', down);
    expect([monitor.selected, marked(monitor)]).toEqual(['u5', ['u2', 'u3']]);
    monitor.say(listOf(['u9', 'u5', 'u3', 'u0']));
    expect([monitor.selected, marked(monitor), monitor.shown]).toEqual(['u5', ['u3'], ['u0', 'u3', 'u5', 'u9']]);
  });

  it('the selection goes to the next one who stays when its user goes, else to the one before', () => {
    const monitor = six();
    monitor.say(down, down, listOf(['a', 'b', 'c', 'u1', 'u2', 'u4', 'u6']));
    expect(monitor.selected).toBe('u4');
    monitor.say(listOf(['a', 'b', 'u1', 'u2']));
    expect(monitor.selected).toBe('u2');
  });

  it('the selected row stays where it is on the screen', () => {
    const monitor = new Watching(Array.from({ length: 60 }, (_, at) => `m${String(at).padStart(2, '0')}`));
    for (let rows = 0; rows < 30; rows++) monitor.say(down);
    const row = () => monitor.shown.indexOf('m30');
    const before = row();
    monitor.say(listOf([...monitor.state.settings.users.slice(5), 'a', 'b', 'c']));
    expect([monitor.selected, row()]).toEqual(['m30', before]);
  });

  it('filter, sorting and the tab by its name stay', () => {
    const monitor = new Watching(names(6), { groups: [group('a', 'u1'), group('vip', 'u2', 'u3')] });
    monitor.say({ type: 'tab', tab: 2 }, 'invert', listOf(names(4), { groups: [group('vip', 'u3', 'u4', 'u2')] }));
    expect([monitor.shown, monitor.state.tab]).toEqual([['u4', 'u3', 'u2'], 1]);
    monitor.say(listOf(names(4)));
    expect([monitor.shown, monitor.state.tab, tabsOf(monitor.state)]).toEqual([['u4', 'u3', 'u2', 'u1'], 0, []]);
  });

  it('the page of somebody who stays stays open; that of somebody who goes closes', () => {
    const monitor = six();
    monitor.say(down, { type: 'open', layer: 'user' }, listOf(['new', 'u2']));
    expect(monitor.state.layers).toEqual([{ kind: 'user', index: 1, scroll: 0 }]);
    monitor.say({ type: 'open', layer: 'help' }, listOf(['new']));
    expect(monitor.state.layers).toEqual([]);
  });

  it('the list of changes stays open on its entry', () => {
    const monitor = six();
    monitor.say({ type: 'open', layer: 'change-list' }, listOf(['u4']));
    expect(monitor.state.layers).toMatchObject([{ kind: 'change-list', cursor: { selected: 1 } }]);
    monitor.say({ type: 'open', layer: 'listed-user' });
    expect(monitor.state.layers).toHaveLength(1);
  });
});

describe('nothing moves under what is open', () => {
  const next = listOf(['u1', 'new']);
  const waits = { kind: 'busy', text: 'watch list changed (users.txt)' };

  it.each([
    ['a dialog', [{ type: 'open', layer: 'set' }], 'what is open has closed'],
    ['a range', [{ type: 'open', layer: 'range' }], 'what is open has closed'],
    ['the copy menu', [{ type: 'open', layer: 'copy' }], 'what is open has closed'],
    ['a budget that is considered', [{ type: 'budget', direction: 1 }], 'what is open has closed'],
    [
      'help over a dialog',
      [
        { type: 'open', layer: 'set' },
        { type: 'open', layer: 'help' },
      ],
      'what is open has closed',
    ],
    ['a frozen view', ['freeze'], 'the view goes on'],
  ] as const)('%s: the list waits until that is over', (_, opening, until) => {
    const monitor = six();
    monitor.say(...opening, next);
    expect(notice(monitor)).toEqual({ ...waits, hint: `It is taken once ${until}.` });
    expect(monitor.state.settings.users).toEqual(names(6));
    for (const _step of opening) monitor.say(opening[0] === 'freeze' ? 'thaw' : 'cancel');
    expect(monitor.state.settings.users).toEqual(['u1', 'new']);
    expect(notice(monitor)?.text).toBe('watch list: 1 added, 5 removed (users.txt)');
    expect(monitor.state.nextWatchList).toBeNull();
  });

  it('a write: the list waits until it has ended, and both are told', () => {
    const monitor = six();
    monitor.say({ type: 'open', layer: 'unsubscribe' }, 'confirm', next);
    expect(notice(monitor)).toEqual({ ...waits, hint: 'It is taken once the write has ended.' });
    monitor.wrote();
    expect(monitor.state.settings.users).toEqual(['u1', 'new']);
    expect(notice(monitor)?.text).toMatch(/^unsubscribed from u1/);
    expect(notice(monitor)?.hint).toContain('watch list: 1 added, 5 removed (users.txt)');
  });

  it('a range in the list of subscriptions', () => {
    const monitor = six();
    monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'u1', expiry: null }] });
    monitor.say({ type: 'open', layer: 'subscriptions' }, { type: 'open', layer: 'range' }, next);
    expect(monitor.state.settings.users).toEqual(names(6));
    monitor.say('cancel');
    expect(monitor.state.settings.users).toEqual(['u1', 'new']);
  });

  it('of several that come meanwhile the latest is taken; none when it is the first again', () => {
    const monitor = six();
    monitor.say('freeze', next, listOf(['u1', 'u2']), 'thaw');
    expect(monitor.state.settings.users).toEqual(['u1', 'u2']);
    const { roster } = monitor.state;
    monitor.say('freeze', next, listOf(['u1', 'u2']), 'thaw');
    expect([monitor.state.roster, notice(monitor)?.text]).toEqual([roster, 'users.txt: the watch list is as it was']);
  });
});

describe('going back in time', () => {
  const earlier = { type: 'travel', to: 'earlier' } as const;
  const kept = 'The watch list changed at 22:13:50: nothing before that is kept.';

  it('ends where the watch list became another one, and says so', () => {
    const monitor = six();
    monitor.say(listOf(['u1', 'u2']), 'freeze', earlier);
    expect(notice(monitor)).toMatchObject({ text: 'nothing that changed was observed yet', hint: kept });
    monitor.say('thaw');
    monitor.wait(30_000);
    monitor.answer({ u1: offline });
    monitor.say('freeze', earlier, earlier);
    expect(notice(monitor)).toMatchObject({ text: 'this is the oldest moment kept, 22:14:20', hint: kept });
  });

  it('leads through what came after, with everybody who is watched now', () => {
    const monitor = six();
    monitor.say(listOf(['new', 'u2']));
    for (const said of [
      { new: online, u2: offline },
      { new: offline, u2: online },
      { new: online, u2: online },
    ]) {
      for (let second = 0; second < 31; second++) {
        monitor.wait(1000);
        if (monitor.asked.length > 0) monitor.answer(said);
      }
    }
    monitor.say('freeze', earlier, earlier);
    expect([0, 1].map((index) => monitor.state.view.roster.record(index).status)).toEqual(['offline', 'online']);
  });
});
