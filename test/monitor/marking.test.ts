import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOf } from '../../src/monitor/marking.ts';
import { names, offline, online, presence, type Saying, Watching } from '../helpers/watching.ts';

const down = { type: 'move', by: 'row', direction: 1 } as const;
const up = { type: 'move', by: 'row', direction: -1 } as const;
const end = { type: 'move', by: 'end', direction: 1 } as const;
const range = { type: 'open', layer: 'range' } as const;

const marked = (monitor: Watching) => [...monitor.state.marks].map((index) => monitor.state.roster.record(index).uid).sort();

function filter(monitor: Watching, text: string): void {
  monitor.say({ type: 'open', layer: 'filter' }, { type: 'edit', edit: { kind: 'erase-to-start' } });
  monitor.type(text);
  monitor.say('confirm');
}

describe('a range', () => {
  const ranging = (...messages: Saying[]) => {
    const monitor = new Watching(names(9));
    monitor.say(down, down, down, ...messages);
    return monitor;
  };

  it('marks everybody from where it began to where it ends, downwards and upwards, and keeps earlier marks', () => {
    expect(marked(ranging(range, down, down, 'confirm'))).toEqual(['u4', 'u5', 'u6']);
    expect(marked(ranging(range, down, up, up, up, 'confirm'))).toEqual(['u2', 'u3', 'u4']);
    expect(marked(ranging(range, 'confirm'))).toEqual(['u4']);
    expect(marked(ranging('mark', down, range, down, 'confirm'))).toEqual(['u4', 'u6', 'u7']);
    expect(marked(ranging(range, end, 'confirm'))).toEqual(names(9).slice(3));
  });

  it('that is given up marks nobody, and leaves the selection where it is', () => {
    const monitor = ranging(range, down, 'cancel');
    expect([marked(monitor), monitor.selected, monitor.state.layers]).toEqual([[], 'u5', []]);
    const quit = ranging(range, down, 'quit');
    expect([marked(quit), quit.state.layers]).toEqual([[], []]);
  });

  it('is known while it lasts', () => {
    expect(rangeOf(ranging(range, down).state)).toEqual({ from: 3, to: 4 });
    expect(rangeOf(ranging(range, up, up).state)).toEqual({ from: 1, to: 3 });
    expect(rangeOf(ranging(range, down, 'confirm').state)).toBeNull();
  });

  it('holds every row where it is, so that it marks what it showed; afterwards the rows catch up', () => {
    const monitor = new Watching(['a', 'b', 'c', 'd']);
    monitor.answer({ a: offline, b: offline, c: offline, d: offline });
    monitor.say({ type: 'sort-by', direction: 1 }, range, down);
    monitor.wait(60_000);
    monitor.answer({ a: offline, b: offline, c: offline, d: online });
    expect(monitor.shown).toEqual(['a', 'b', 'c', 'd']);
    monitor.say('confirm');
    expect([marked(monitor), monitor.shown, monitor.selected]).toEqual([['a', 'b'], ['d', 'a', 'b', 'c'], 'b']);
  });

  it('of nobody does not begin', () => {
    const monitor = new Watching([]);
    monitor.say(range);
    expect(monitor.state.layers).toEqual([]);
  });
});

describe('marking all shown', () => {
  it('marks everybody the filter lets through, beyond the screen too, and takes exactly those back', () => {
    const monitor = new Watching(names(40));
    monitor.say('mark');
    filter(monitor, '3');
    monitor.say('mark-shown');
    expect(marked(monitor)).toHaveLength(1 + monitor.state.view.size);
    expect(monitor.state.view.size).toBeGreaterThan(monitor.state.pageRows);
    monitor.say('mark-shown');
    expect(marked(monitor)).toEqual(['u1']);
  });

  it('marks the rest when some are marked already', () => {
    const monitor = new Watching(names(3));
    monitor.say('mark', 'mark-shown');
    expect(marked(monitor)).toEqual(names(3));
  });

  it('keeps to the tab', () => {
    const monitor = new Watching(names(5), { groups: [{ name: 'vip', users: ['u2', 'u5'], refresh: null }] });
    monitor.say({ type: 'tab', tab: 1 }, 'mark-shown');
    expect(marked(monitor)).toEqual(['u2', 'u5']);
  });
});

it('Esc on the table clears the filter first, then the marks, then nothing', () => {
  const monitor = new Watching(names(3));
  monitor.say('mark');
  filter(monitor, 'u2');
  monitor.say('cancel');
  expect([monitor.state.filter, marked(monitor)]).toEqual(['', ['u1']]);
  monitor.say('cancel');
  expect(marked(monitor)).toEqual([]);
  monitor.say('cancel');
  expect(monitor.shown).toEqual(names(3));
});

it('how many marked users are shown is after any answers, filters, tabs and marks what counting them anew gives', () => {
  const users = names(12);
  const said = fc.constantFrom(online, offline, presence({ ios: '1' }, { ext: 'busy' }), null);
  const event = fc.oneof(
    fc.constantFrom<Saying>('mark', 'mark-shown', 'freeze', 'cancel', down, up, range, 'confirm', 'invert'),
    fc.nat({ max: 2 }).map((tab): Saying => ({ type: 'tab', tab })),
    fc.constantFrom('', 'busy', '1', 'ios').map((words) => ({ words })),
    fc.array(fc.tuple(fc.constantFrom(...users), said), { maxLength: 12 }).map((answer) => ({ answer })),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const groups = [
        { name: 'a', users: ['u1', 'u2', 'u3'], refresh: null },
        { name: 'b', users: ['u3', 'u9'], refresh: null },
      ];
      const monitor = new Watching(users, { groups });
      for (const one of events) {
        if (typeof one === 'string' || 'type' in one) monitor.say(one);
        else if ('words' in one && monitor.state.layers.length === 0) filter(monitor, one.words);
        else if ('answer' in one) {
          monitor.wait(60_000);
          if (monitor.asked.length > 0) monitor.answer(Object.fromEntries(one.answer));
        }
        const { view, marks } = monitor.state;
        expect(view.shownOf(marks)).toBe(view.slice(0, view.size).filter((index) => marks.has(index)).length);
      }
    }),
    { numRuns: 150 },
  );
});
