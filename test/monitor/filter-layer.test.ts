import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { names, offline, online, presence, START, Watching } from '../helpers/watching.ts';

const SECONDS = START / 1000;
const filter = { type: 'open', layer: 'filter' } as const;
const earlier = { type: 'recall', direction: -1 } as const;
const later = { type: 'recall', direction: 1 } as const;
const erase = { type: 'edit', edit: { kind: 'erase-to-start' } } as const;

const layer = (monitor: Watching) => {
  const top = monitor.state.layers.at(-1);
  if (top?.kind !== 'filter') throw new Error('no filter is being typed');
  return top;
};
const typed = (monitor: Watching) => layer(monitor).line.text;

function keep(monitor: Watching, ...filters: readonly string[]): void {
  for (const text of filters) {
    monitor.say(filter, erase);
    monitor.type(text);
    monitor.say('confirm');
  }
}

describe('a mistake', () => {
  it('leaves the words around it in force, with every letter that is typed', () => {
    const monitor = new Watching(['ann', 'bob', 'bea']);
    monitor.say(filter);
    monitor.type('b staus:online');
    expect([monitor.shown, monitor.state.filter]).toEqual([['bea', 'bob'], 'b']);
    expect(layer(monitor).problem).toMatchObject({ kind: 'mistake', start: 2, end: 8 });
    monitor.type(' ea');
    expect([monitor.shown, monitor.state.filter]).toEqual([['bea'], 'b ea']);
  });

  it('is not kept: Enter says why, and stays', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.say(filter);
    monitor.type('staus:online');
    monitor.say('confirm');
    expect(typed(monitor)).toBe('staus:online');
    expect(monitor.state.notice).toMatchObject({ text: 'no field staus', hint: 'did you mean status:?' });
  });

  it('neither is a word that is not finished, which says nothing until Enter', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.say(filter);
    monitor.type('ann status:');
    expect([monitor.shown, layer(monitor).problem?.kind, monitor.state.notice]).toEqual([['ann'], 'unfinished', null]);
    monitor.say('confirm');
    expect(monitor.state.notice?.text).toBe('not finished');
    monitor.type('unknown');
    monitor.say('confirm');
    expect([monitor.state.layers, monitor.shown, monitor.state.notice]).toEqual([[], ['ann'], null]);
  });
});

describe('filters that were kept', () => {
  it('come back one by one, and after the latest what was being typed', () => {
    const monitor = new Watching(names(30));
    keep(monitor, 'u1', 'status:unknown', 'u2');
    monitor.say('cancel', filter);
    monitor.type('u29');
    const walked = [earlier, earlier, earlier, earlier, later, later, later, later].map((key) => {
      monitor.say(key);
      return typed(monitor);
    });
    expect(walked).toEqual(['u2', 'status:unknown', 'u1', 'u1', 'status:unknown', 'u2', 'u29', 'u29']);
    expect(monitor.shown).toEqual(['u29']);
  });

  it('filter at once, and typing goes on from there', () => {
    const monitor = new Watching(names(30));
    keep(monitor, 'u1');
    monitor.say('cancel', filter, earlier);
    expect(monitor.state.view.size).toBe(11);
    monitor.type('5');
    expect([typed(monitor), monitor.shown]).toEqual(['u15', ['u15']]);
    monitor.say(earlier);
    expect(typed(monitor)).toBe('u1');
  });

  it('the one in force is passed over: the first key shows another', () => {
    const monitor = new Watching(names(3));
    keep(monitor, 'u1', 'u2');
    monitor.say(filter, earlier);
    expect(typed(monitor)).toBe('u1');
  });

  it('stand there once, the latest last, however they were written', () => {
    const monitor = new Watching(names(3));
    keep(monitor, 'status:unknown', 'u2', ' STATUS:unknown ', '', 'u3', 'u3');
    expect(monitor.state.filters).toEqual(['u2', 'status:unknown', 'u3']);
  });

  it('are bounded in number and length', () => {
    const monitor = new Watching(names(3));
    keep(monitor, ...names(BOUNDS.filters + 5), 'x'.repeat(BOUNDS.filterLength + 1));
    expect(monitor.state.filters).toEqual(names(BOUNDS.filters + 5).slice(5));
  });

  it('of earlier runs come back too', () => {
    const monitor = new Watching(names(3), { filters: ['u3'] });
    monitor.say(filter, earlier);
    expect([typed(monitor), monitor.shown]).toEqual(['u3', ['u3']]);
  });

  it('are missing at first, which the key says', () => {
    const monitor = new Watching(names(3));
    monitor.say(filter, earlier);
    expect(monitor.state.notice?.text).toBe('no filter was kept before');
  });
});

describe('as time passes', () => {
  it('users of whom data are old enter, and leave with an answer', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.answer();
    keep(monitor, 'age>10s');
    expect(monitor.shown).toEqual([]);
    monitor.wait(9999);
    expect(monitor.shown).toEqual([]);
    monitor.wait(1);
    expect(monitor.shown).toEqual(['ann', 'bob']);
    monitor.wait(20_000);
    monitor.answer();
    expect(monitor.shown).toEqual([]);
    monitor.wait(10_000);
    expect(monitor.shown).toEqual(['ann', 'bob']);
  });

  it('users who changed a while ago leave, each at a moment of its own', () => {
    const monitor = new Watching(['ann', 'bob']);
    const seen = (ago: number) => presence({ ios: '1' }, { lastTime: SECONDS - ago });
    monitor.answer({ ann: seen(50), bob: seen(55) });
    keep(monitor, 'changed<1m');
    expect(monitor.shown).toEqual(['ann', 'bob']);
    monitor.wait(5000);
    expect(monitor.shown).toEqual(['ann']);
    monitor.wait(5000);
    expect([monitor.shown, monitor.selected]).toEqual([[], null]);
  });

  it('a subscription that ends is none any more', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'ann', expiry: SECONDS + 3 }] });
    keep(monitor, 'sub:yes');
    expect(monitor.shown).toEqual(['ann']);
    monitor.wait(3000);
    expect(monitor.shown).toEqual([]);
  });

  it('a frozen view stays at its moment, also for a filter that is typed then; let go, it catches up', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.answer();
    keep(monitor, 'age<10s');
    monitor.say('freeze');
    monitor.wait(15_000);
    expect(monitor.shown).toEqual(['ann', 'bob']);
    keep(monitor, 'age>10s');
    expect(monitor.shown).toEqual([]);
    monitor.say('freeze');
    expect(monitor.shown).toEqual(['ann', 'bob']);
  });

  it('nobody enters or leaves under an open dialog, and all do behind it', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.answer({ ann: online, bob: offline });
    keep(monitor, 'age<10s');
    monitor.say({ type: 'open', layer: 'subscribe' });
    monitor.wait(15_000);
    expect(monitor.shown).toEqual(['ann', 'bob']);
    monitor.say('cancel');
    monitor.wait(1000);
    expect(monitor.shown).toEqual([]);
  });

  it('a clock that is set back is followed', () => {
    const monitor = new Watching(['ann']);
    monitor.answer();
    keep(monitor, 'age>10s');
    monitor.wait(10_000);
    expect(monitor.shown).toEqual(['ann']);
    monitor.asleep = -5000;
    monitor.wait(1000);
    expect([monitor.stamp.wall - START, monitor.shown]).toEqual([6000, []]);
    monitor.wait(4000);
    expect(monitor.shown).toEqual(['ann']);
  });
});
