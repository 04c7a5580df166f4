import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/monitor/sort.ts';
import { answerOf, names, offline, online, presence, type Saying, START, Watching } from '../helpers/watching.ts';

const down = { type: 'move', by: 'row', direction: 1 } as const;
const up = { type: 'move', by: 'row', direction: -1 } as const;
const move = (by: 'half' | 'page' | 'end', direction: 1 | -1) => ({ type: 'move', by, direction }) as const;

/** A monitor of users, sorted by status, where all were answered. */
function sortedByStatus(users: readonly string[]): Watching {
  const monitor = new Watching(users);
  monitor.answer(Object.fromEntries(users.map((uid) => [uid, offline])));
  monitor.say({ type: 'sort-by', direction: 1 });
  return monitor;
}

/** Answers again, a minute later. */
function later(monitor: Watching, users: Parameters<Watching['answer']>[0]): void {
  monitor.wait(60_000);
  monitor.answer(users);
}

describe('moving', () => {
  it('by rows, half pages, pages and to the ends, and never beyond them', () => {
    const monitor = new Watching(names(50));
    const at = (...messages: Saying[]) => {
      monitor.say(...messages);
      return monitor.selected;
    };
    expect(at(up)).toBe('u1');
    expect(at(down, down)).toBe('u3');
    expect(at(move('half', 1))).toBe('u8');
    expect(at(move('page', 1))).toBe('u17');
    expect(at(move('end', 1))).toBe('u50');
    expect(at(down, move('page', 1))).toBe('u50');
    expect(at(move('half', -1))).toBe('u45');
    expect(at(move('end', -1))).toBe('u1');
  });

  it('scrolls no further than needed', () => {
    const monitor = new Watching(names(50));
    monitor.say(...Array(10).fill(down));
    expect(monitor.shown).toEqual(names(11).slice(1));
    monitor.say(up, up, up);
    expect(monitor.shown).toEqual(names(11).slice(1));
    monitor.say(move('end', 1));
    expect(monitor.shown).toEqual(names(50).slice(40));
  });

  it('with nobody to show nothing is selected, and moving does no harm', () => {
    const monitor = new Watching([]);
    monitor.say(down, move('end', 1), 'mark', 'confirm', 'refresh-row', { type: 'open', layer: 'set' });
    expect([monitor.selected, monitor.shown, monitor.state.layers]).toEqual([null, [], []]);
  });
});

describe('the selection', () => {
  it('stays on its user when rows move', () => {
    const monitor = sortedByStatus(['a', 'b', 'c', 'd']);
    monitor.say(down);
    expect(monitor.selected).toBe('b');
    later(monitor, { a: offline, b: offline, c: online, d: online });
    expect(monitor.shown).toEqual(['c', 'd', 'a', 'b']);
    expect(monitor.selected).toBe('b');
    expect(monitor.state.position).toBe(3);
  });

  it('stays on its user, on screen, when the user moves far away', () => {
    const users = names(100);
    const monitor = sortedByStatus(users);
    expect(monitor.selected).toBe('u1');
    later(monitor, { ...Object.fromEntries(users.map((uid) => [uid, online])), u1: offline });
    expect(monitor.selected).toBe('u1');
    expect(monitor.shown.at(-1)).toBe('u1');
  });

  it('goes to the neighbour when its user is filtered out', () => {
    const monitor = new Watching(names(9));
    monitor.answer(Object.fromEntries(names(9).map((uid) => [uid, presence({ ios: '1' }, { ext: 'here' })])));
    monitor.say({ type: 'open', layer: 'filter' });
    monitor.type('here');
    monitor.say('confirm', down, down, down);
    expect(monitor.selected).toBe('u4');
    later(monitor, Object.fromEntries(names(9).map((uid) => [uid, presence({}, { ext: uid === 'u4' ? 'gone' : 'here' })])));
    expect(monitor.selected).toBe('u5');
  });

  it('goes to the last row when its user was the last and is filtered out', () => {
    const monitor = new Watching(['ann', 'bob', 'zoe']);
    monitor.say(move('end', 1), { type: 'open', layer: 'filter' });
    monitor.type('n');
    expect([monitor.shown, monitor.selected]).toEqual([['ann'], 'ann']);
  });

  it('is nobody while a filter hides everybody, and somebody again afterwards', () => {
    const monitor = new Watching(['ann', 'bob']);
    monitor.say({ type: 'open', layer: 'filter' });
    monitor.type('x');
    expect(monitor.selected).toBeNull();
    monitor.say('cancel');
    expect(monitor.selected).toBe('ann');
  });

  it('whatever happens, is always on screen, and the page is full when there are users enough', () => {
    const message = fc.oneof(
      fc.constantFrom(down, up, move('half', 1), move('page', -1), move('end', 1), move('end', -1)),
      fc.record({ type: fc.constant('viewport' as const), rows: fc.integer({ min: 1, max: 40 }), scrollLimit: fc.constant(0) }),
      fc.constantFrom({ type: 'invert' } as const, { type: 'sort-by', direction: 1 } as const),
      fc.constantFrom({ type: 'freeze' } as const),
      fc.constantFrom('', '1', '2', 'ios').map((text) => ({ words: text })),
      fc.array(fc.tuple(fc.nat({ max: 29 }), fc.constantFrom(online, offline, null)), { maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 40 }), (messages) => {
        const monitor = new Watching(names(30));
        for (const one of messages) {
          monitor.now += 1;
          if ('words' in one) {
            monitor.say({ type: 'open', layer: 'filter' }, { type: 'edit', edit: { kind: 'erase-to-start' } });
            monitor.type(one.words);
            monitor.say('confirm');
          } else if ('type' in one) monitor.say(one);
          else if (monitor.asked.length > 0) {
            monitor.answer(Object.fromEntries(one.map(([index, said]) => [`u${index + 1}`, said])));
            monitor.say({ type: 'refresh-all' });
            monitor.wait(2000);
          }
          const { selected, view, pageRows, top, position } = monitor.state;
          expect(selected === null).toBe(view.size === 0);
          if (selected === null) continue;
          expect(view.positionOf(selected)).toBe(position);
          expect(monitor.shown).toContain(monitor.selected);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(monitor.shown).toHaveLength(Math.min(pageRows, view.size));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('sorting', () => {
  it('goes from column to column and around, and inverts', () => {
    const monitor = new Watching(['a', 'b']);
    const columns = COLUMNS.map(() => {
      monitor.say({ type: 'sort-by', direction: 1 });
      return monitor.state.sorting.column;
    });
    expect(columns).toEqual([...COLUMNS.slice(1), COLUMNS[0]]);
    monitor.say('invert');
    expect(monitor.shown).toEqual(['b', 'a']);
    monitor.say({ type: 'sort-by', direction: -1 });
    expect(monitor.state.sorting).toEqual({ column: 'age', descending: false });
  });

  it('is chosen from a menu, which opens at the present column', () => {
    const monitor = new Watching(['a', 'b']);
    monitor.say({ type: 'open', layer: 'sort' });
    expect(monitor.state.layers).toEqual([{ kind: 'sort', choice: 0 }]);
    monitor.say(up, down, 'confirm');
    expect([monitor.state.sorting.column, monitor.state.layers]).toEqual(['status', []]);
    monitor.say({ type: 'open', layer: 'sort' }, move('end', 1), down, 'cancel');
    expect([monitor.state.sorting.column, monitor.state.layers]).toEqual(['status', []]);
  });
});

it('rows that a dialog or a small screen takes away are as they were once it is gone', () => {
  const monitor = new Watching(names(30));
  monitor.say({ type: 'viewport', rows: 12, scrollLimit: 0 });
  monitor.say(...Array.from({ length: 9 }, () => down));
  const before = monitor.shown;
  monitor.say({ type: 'open', layer: 'subscribe' }, { type: 'viewport', rows: 5, scrollLimit: 0 });
  expect(monitor.shown).toEqual(['u6', 'u7', 'u8', 'u9', 'u10']);
  monitor.say('cancel', { type: 'viewport', rows: 12, scrollLimit: 0 });
  expect(monitor.shown).toEqual(before);
});

describe('marks', () => {
  it('a mark goes to the selected user and on to the next row; a second one takes it back', () => {
    const monitor = new Watching(names(3));
    monitor.say('mark', 'mark');
    expect([...monitor.state.marks]).toEqual([0, 1]);
    expect(monitor.selected).toBe('u3');
    monitor.say(up, 'mark');
    expect([...monitor.state.marks]).toEqual([0]);
  });

  it('marks stay with their users when rows move and when a filter hides them', () => {
    const monitor = sortedByStatus(['a', 'b', 'c']);
    monitor.say('mark');
    later(monitor, { a: offline, b: online, c: online });
    monitor.say({ type: 'open', layer: 'filter' });
    monitor.type('c');
    expect([...monitor.state.marks]).toEqual([monitor.state.roster.indexOf('a')]);
  });
});

it('an answer about somebody who is not watched is taken without harm', () => {
  const monitor = new Watching(['a']);
  const [call] = monitor.asked;
  const answer = answerOf({ a: online, stranger: online });
  monitor.say({ type: 'retrieved', sequence: call?.sequence ?? 0, answer, sentAt: START, receivedAt: START });
  expect(monitor.user('a').status).toBe('online');
});
