import { describe, expect, it } from 'vitest';
import { History } from '../../src/monitor/history.ts';
import { isPast } from '../../src/monitor/travel.ts';
import { offline, online, presence, type Saying, START, Watching } from '../helpers/watching.ts';

const earlier: Saying = { type: 'travel', to: 'earlier' };
const later: Saying = { type: 'travel', to: 'later' };
const oldest: Saying = { type: 'travel', to: 'oldest' };

/** Ann goes offline after 30 seconds, bob after 60; after 90 both are as they were, and then the view is frozen. */
function frozen(): Watching {
  const monitor = new Watching(['ann', 'bob']);
  monitor.answer({ ann: online, bob: online });
  for (const said of [{ ann: offline }, { ann: offline, bob: offline }, { ann: offline, bob: offline }]) {
    monitor.wait(30_000);
    monitor.answer(said);
  }
  monitor.say('freeze');
  return monitor;
}

const shown = ({ state }: Watching) => [0, 1].map((index) => state.view.roster.record(index).status);
const seconds = ({ state }: Watching) => ((state.frozen?.at ?? 0) - START) / 1000;
const notice = ({ state }: Watching) => state.notice?.text ?? null;

describe('in a frozen view', () => {
  it('the moment before is the one at which something last changed, and the next one leads back', () => {
    const monitor = frozen();
    expect([seconds(monitor), isPast(monitor.state)]).toEqual([90, false]);
    monitor.say(earlier);
    expect([seconds(monitor), shown(monitor), isPast(monitor.state)]).toEqual([60, ['offline', 'offline'], true]);
    monitor.say(earlier);
    expect([seconds(monitor), shown(monitor)]).toEqual([30, ['offline', 'online']]);
    monitor.say(later);
    expect([seconds(monitor), shown(monitor)]).toEqual([60, ['offline', 'offline']]);
  });

  it('both ends say so, on arrival and when it goes no further', () => {
    const monitor = frozen();
    monitor.say(oldest);
    expect([seconds(monitor), notice(monitor)]).toEqual([0, 'the oldest moment kept']);
    monitor.say(earlier);
    expect([seconds(monitor), notice(monitor)]).toEqual([0, 'this is the oldest moment kept, 22:13:20']);
    expect(monitor.state.notice?.hint).toBe('Kept are the last 300,000 observations of users, or fewer of large data.');
    monitor.say(later);
    expect([seconds(monitor), notice(monitor)]).toEqual([30, null]);
    monitor.say(later);
    expect([seconds(monitor), notice(monitor)]).toEqual([60, 'the newest moment so far']);
    monitor.say(later);
    expect([seconds(monitor), notice(monitor)]).toEqual([60, 'nothing that shows changed after this moment']);
    expect(monitor.state.notice?.hint).toBe('p goes back to live.');
  });

  it('what is collected meanwhile can be gone to as well', () => {
    const monitor = frozen();
    monitor.say(earlier);
    monitor.wait(30_000);
    monitor.answer({ ann: online, bob: offline });
    expect([seconds(monitor), shown(monitor)]).toEqual([60, ['offline', 'offline']]);
    monitor.say(later);
    expect([seconds(monitor), shown(monitor)]).toEqual([120, ['online', 'offline']]);
  });

  it('nothing is said to have changed before anything was answered', () => {
    const monitor = new Watching(['ann']);
    monitor.say('freeze', earlier);
    expect([notice(monitor), isPast(monitor.state)]).toEqual(['nothing that changed was observed yet', false]);
    monitor.answer();
    monitor.say(earlier);
    expect(notice(monitor)).toBe('nothing that shows changed before this moment');
    monitor.say(later);
    expect(seconds(monitor)).toBe(0);
    expect(isPast(monitor.state)).toBe(true);
  });

  it.each(['freeze', 'thaw'] as const)('%s goes back to live', (intent) => {
    const monitor = frozen();
    monitor.say(oldest, intent);
    expect([shown(monitor), monitor.state.frozen]).toEqual([['offline', 'offline'], null]);
    monitor.wait(30_000);
    monitor.answer();
    expect(shown(monitor)).toEqual(['online', 'online']);
  });

  it('filter, order and tabs are those of the past', () => {
    const groups = [{ name: 'vip', users: ['bob'], refresh: null }];
    const monitor = new Watching(['ann', 'bob'], { groups });
    monitor.answer({ ann: offline, bob: online });
    monitor.wait(30_000);
    monitor.answer({ ann: online, bob: offline });
    monitor.say({ type: 'sort-by', direction: 1 }, 'freeze', oldest);
    expect(monitor.shown).toEqual(['bob', 'ann']);
    monitor.say({ type: 'open', layer: 'filter' });
    monitor.type('status:online');
    monitor.say('confirm');
    expect(monitor.shown).toEqual(['bob']);
    monitor.say(later);
    expect(monitor.shown).toEqual(['ann']);
    monitor.say({ type: 'tab', tab: 1 });
    expect(monitor.shown).toEqual([]);
    monitor.say(earlier);
    expect([monitor.shown, monitor.state.view.roster.groups.onlineIn(0)]).toEqual([['bob'], 1]);
  });

  it('the selection stays on its user', () => {
    const monitor = frozen();
    monitor.say({ type: 'sort-by', direction: 1 }, { type: 'move', by: 'end', direction: 1 }, oldest);
    const { selected } = monitor;
    monitor.say(later);
    expect(monitor.selected).toBe(selected);
    monitor.say(later);
    expect(monitor.selected).toBe(selected);
  });

  it('the page of a user shows the past too: what it was, and the changes up to then', () => {
    const monitor = frozen();
    monitor.say('confirm', earlier, earlier);
    const { index } = monitor.state.layers[0] as { index: number };
    expect(monitor.state.view.roster.record(index).timeline).toHaveLength(1);
    monitor.say(earlier);
    expect(monitor.state.view.roster.record(index).timeline).toEqual([]);
    expect(monitor.state.layers).toMatchObject([{ kind: 'user' }]);
  });
});

it('a moment that is forgotten while somebody looks at it stays, and says why there is no going back', () => {
  const monitor = new Watching(['ann']);
  const { roster, log } = monitor.state;
  monitor.state = { ...monitor.state, history: new History(roster, log, { observations: 4, historyBytes: 100_000 }) };
  monitor.answer({ ann: offline });
  monitor.say('freeze', oldest);
  const turns = Array.from({ length: 10 }, (_, turn) => presence({ ios: `${turn}` }));
  for (const ann of turns) {
    monitor.wait(30_000);
    monitor.answer({ ann });
  }
  const status = () => monitor.state.view.roster.record(0).presence?.devices[0]?.status;
  expect([seconds(monitor), status()]).toEqual([0, '0']);
  monitor.say(earlier);
  expect([seconds(monitor), notice(monitor)]).toEqual([0, 'what was before this moment is forgotten by now']);
  monitor.say(later);
  expect([seconds(monitor), status(), notice(monitor)]).toEqual([180, '5', 'the oldest moment kept']);
  monitor.say(later, later, later, later);
  expect([seconds(monitor), status()]).toEqual([300, '9']);
});
