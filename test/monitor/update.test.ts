import { describe, expect, it } from 'vitest';
import { writeNotice } from '../../src/monitor/writing.ts';
import { failureOf, names, offline, online, Watching } from '../helpers/watching.ts';

const layers = ['filter', 'help', 'sort', 'user', 'set', 'subscribe', 'unsubscribe'] as const;
const exits = (monitor: Watching) => monitor.effects.filter(({ type }) => type === 'exit');

describe('leaving', () => {
  it.each(layers)('q over %s closes it; on the bare table it leaves with 0', (layer) => {
    const monitor = new Watching(['ann']);
    monitor.say({ type: 'open', layer }, 'quit');
    expect([monitor.state.layers, exits(monitor)]).toEqual([[], []]);
    monitor.say('quit');
    expect(exits(monitor)).toEqual([{ type: 'exit', exitCode: 0 }]);
  });

  it('Esc goes one step back, and never leaves', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.say({ type: 'open', layer: 'filter' });
    monitor.type('ann');
    monitor.say('confirm', 'confirm', { type: 'open', layer: 'help' });
    const steps = Array.from({ length: 5 }, () => {
      monitor.say('cancel');
      return [monitor.state.layers.length, monitor.state.filter];
    });
    expect(steps).toEqual([
      [1, 'ann'],
      [0, 'ann'],
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    expect(exits(monitor)).toEqual([]);
  });

  it.each(layers)('ctrl-c leaves at once with 130, also over %s', (layer) => {
    const monitor = new Watching(['ann']);
    monitor.say({ type: 'open', layer }, 'interrupt');
    expect(exits(monitor)).toEqual([{ type: 'exit', exitCode: 130 }]);
  });
});

it('what the program says of itself stands through answers and ticks, until the next key', () => {
  const monitor = new Watching(['ann']);
  const warning = { type: 'warned', text: 'the recording stopped', hint: 'make room' } as const;
  monitor.say(warning);
  monitor.answer();
  monitor.wait(60_000);
  expect(monitor.state.notice).toEqual({ kind: 'failed', text: 'the recording stopped', hint: 'make room' });
  monitor.say({ type: 'move', by: 'row', direction: 1 });
  expect(monitor.state.notice).toBeNull();
});

describe('a frozen view', () => {
  it('stands still while collecting goes on, and catches up when it is let go', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.answer({ ann: online, bob: online });
    monitor.say({ type: 'sort-by', direction: 1 }, 'freeze');
    monitor.wait(60_000);
    monitor.answer({ ann: offline, bob: online });
    const shown = () => monitor.state.view.roster.record(0).status;
    expect([shown(), monitor.shown, monitor.state.view.roster.counts.online]).toEqual(['online', ['ann', 'bob'], 2]);
    expect(monitor.user('ann').status).toBe('offline');
    expect(monitor.state.log.lastId - (monitor.state.frozen?.lastChange ?? 0)).toBe(1);
    monitor.wait(60_000);
    expect(monitor.asked).toHaveLength(1);
    monitor.say('freeze');
    expect([shown(), monitor.shown, monitor.state.frozen]).toEqual(['offline', ['bob', 'ann'], null]);
  });

  it('is filtered and sorted as it stands', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.answer({ ann: online, bob: offline });
    monitor.say('freeze');
    monitor.wait(60_000);
    monitor.answer({ ann: offline, bob: online });
    monitor.say({ type: 'sort-by', direction: 1 });
    expect(monitor.shown).toEqual(['ann', 'bob']);
    monitor.say({ type: 'open', layer: 'filter' });
    monitor.type('bob');
    monitor.say('confirm', 'freeze');
    expect(monitor.shown).toEqual(['bob']);
  });
});

describe('asking before the turn', () => {
  const calls = (monitor: Watching) => monitor.asked.map((call) => call.names[0]);

  it('r asks about the selected user at once, or about the one whose page is open', () => {
    const monitor = new Watching(names(150));
    monitor.answer();
    monitor.wait(200);
    monitor.answer();
    monitor.say({ type: 'move', by: 'end', direction: 1 });
    monitor.now += 1000;
    monitor.say('refresh-row');
    expect(calls(monitor)).toEqual(['u150']);
    monitor.answer();
    monitor.say({ type: 'move', by: 'end', direction: -1 }, 'confirm');
    monitor.now += 1000;
    monitor.say('refresh-row');
    expect(calls(monitor)).toEqual(['u1']);
  });

  it('R asks about everybody, as fast as the budget allows', () => {
    const monitor = new Watching(names(200));
    monitor.answer();
    monitor.wait(200);
    monitor.answer();
    monitor.wait(1000);
    expect(monitor.asked).toEqual([]);
    monitor.say('refresh-all');
    monitor.wait(200);
    expect(monitor.asked.flatMap((call) => call.names)).toHaveLength(200);
  });

  it.each(['refresh-row', 'refresh-all'] as const)('%s cuts a back-off short, but not the wait after a 429', (intent) => {
    for (const [code, asked] of [
      ['network', 1],
      ['throttled', 0],
    ] as const) {
      const monitor = new Watching(['ann']);
      monitor.fail(failureOf(code), 30_000);
      monitor.wait(2000);
      monitor.say(intent);
      expect(monitor.asked).toHaveLength(asked);
    }
  });

  it('a 429 is waited for also when other failures followed it', () => {
    const monitor = new Watching(names(200));
    monitor.wait(200);
    monitor.fail(failureOf('throttled'), 30_000);
    monitor.fail(failureOf('network'), 500);
    monitor.wait(2000);
    monitor.say('refresh-row');
    expect(monitor.asked).toEqual([]);
    monitor.wait(28_000);
    expect(monitor.asked).toHaveLength(1);
  });
});

describe('notices', () => {
  it('a key that cannot work says why, until the next key', () => {
    const monitor = new Watching(['ann']);
    monitor.say({ type: 'refuse', reason: 'nothing is selected' });
    expect(monitor.state.notice).toEqual({ kind: 'failed', text: 'nothing is selected', hint: null });
    monitor.wait(1000);
    monitor.answer();
    expect(monitor.state.notice?.text).toBe('nothing is selected');
    monitor.say({ type: 'move', by: 'row', direction: 1 });
    expect(monitor.state.notice).toBeNull();
  });

  it('what is on its way is told until it is done, whatever keys are pressed', () => {
    const monitor = new Watching(['ann']);
    monitor.say({ type: 'open', layer: 'unsubscribe' }, 'confirm', { type: 'move', by: 'row', direction: 1 });
    expect(writeNotice(monitor.state)?.kind).toBe('busy');
    monitor.wrote();
    expect(writeNotice(monitor.state)).toBeNull();
    monitor.wait(1000);
    expect(monitor.state.notice?.kind).toBe('done');
    monitor.say('cancel');
    expect(monitor.state.notice).toBeNull();
  });
});

it('calls are counted as they leave, and the figure is told with the next look at the clock', () => {
  const monitor = new Watching(['ann']);
  monitor.say({ type: 'requested', call: 'retrieve' }, { type: 'requested', call: 'set' });
  expect(monitor.state.perSecond).toBe(0);
  monitor.wait(1000);
  expect(monitor.state.perSecond).toBe(2);
});

it('every message makes a new state, so that a screen knows there is something to look at', () => {
  const monitor = new Watching(['ann']);
  const before = monitor.state;
  monitor.answer();
  expect(monitor.state).not.toBe(before);
  expect(monitor.state.revision).toBeGreaterThan(before.revision);
});
