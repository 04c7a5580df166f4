import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT_START, type Key, moveCursor, newestFirst, type OrderedList, settleCursor } from '../../src/monitor/cursor.ts';

const listOf = (keys: readonly Key[]): OrderedList => ({
  size: keys.length,
  keyAt: (position) => keys[position],
  positionOf: (key) => keys.indexOf(key),
});

const keys = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 40 });
const rows = fc.integer({ min: 1, max: 12 });
const distance = fc.constantFrom('row', 'half', 'page', 'end');
const direction = fc.constantFrom(1, -1);
const event = fc.oneof(
  fc.record({ list: keys, rows }),
  fc.record({ by: distance, direction }) as fc.Arbitrary<{ by: 'row' | 'half' | 'page' | 'end'; direction: 1 | -1 }>,
);

describe('a cursor, whatever a list turns into and wherever one moves', () => {
  it('is on an entry that is on the screen, and leaves no row empty that an entry could have', () => {
    fc.assert(
      fc.property(keys, rows, fc.array(event), (first, height, events) => {
        let list = listOf(first);
        let room = height;
        let cursor = settleCursor(AT_START, list, room);
        for (const happened of events) {
          if ('list' in happened) {
            list = listOf(happened.list);
            room = happened.rows;
            cursor = settleCursor(cursor, list, room);
          } else {
            cursor = moveCursor(cursor, list, room, happened.by, happened.direction);
          }
          expect(cursor.selected).toBe(list.keyAt(cursor.position) ?? null);
          expect(cursor.first).toBe(cursor.top === 0 ? null : list.keyAt(cursor.top));
          expect(cursor.top).toBeLessThanOrEqual(cursor.position);
          expect(cursor.position).toBeLessThan(cursor.top + room);
          expect(cursor.top).toBeLessThanOrEqual(Math.max(0, list.size - room));
          expect(settleCursor(cursor, list, room)).toEqual(cursor);
        }
      }),
    );
  });

  it('stays on its entry as long as that is in the list', () => {
    fc.assert(
      fc.property(keys, keys, fc.nat(40), rows, (before, after, steps, room) => {
        let cursor = settleCursor(AT_START, listOf(before), room);
        for (let step = 0; step < steps; step++) cursor = moveCursor(cursor, listOf(before), room, 'row', 1);
        const settled = settleCursor(cursor, listOf(after), room);
        if (cursor.selected !== null && after.includes(cursor.selected as number)) expect(settled.selected).toBe(cursor.selected);
        else expect(settled.position).toBe(Math.max(0, Math.min(cursor.position, after.length - 1)));
      }),
    );
  });
});

describe('while entries come in front', () => {
  it('no row moves once the start is out of sight', () => {
    let cursor = settleCursor(AT_START, newestFirst(1, 100), 10);
    for (let step = 0; step < 30; step++) cursor = moveCursor(cursor, newestFirst(1, 100), 10, 'row', 1);
    expect([cursor.selected, cursor.first]).toEqual([70, 79]);
    const later = settleCursor(cursor, newestFirst(1, 105), 10);
    expect([later.selected, later.first, later.position - later.top]).toEqual([70, 79, 9]);
  });

  it('they show at the start, and the selection goes down with its entry', () => {
    const cursor = settleCursor(AT_START, newestFirst(1, 100), 10);
    expect(settleCursor(cursor, newestFirst(1, 103), 10)).toMatchObject({ selected: 100, position: 3, top: 0 });
    expect(settleCursor(cursor, newestFirst(1, 130), 10)).toMatchObject({ selected: 100, position: 30, top: 21 });
  });

  it('and the selected one is forgotten at the other end, the oldest is selected', () => {
    const cursor = moveCursor(AT_START, newestFirst(1, 100), 10, 'end', 1);
    expect(settleCursor(cursor, newestFirst(6, 105), 10)).toMatchObject({ selected: 6, position: 99 });
  });
});

it('moves by rows, halves, pages and to the ends, which stop it', () => {
  const list = newestFirst(1, 50);
  const moves = [1, -1].map((way) =>
    (['row', 'half', 'page', 'end'] as const).map((by) => {
      const middle = { selected: 25, position: 25, first: 30, top: 20 };
      return moveCursor(middle, list, 10, by, way as 1 | -1).position;
    }),
  );
  expect(moves).toEqual([
    [26, 30, 34, 49],
    [24, 20, 16, 0],
  ]);
  expect(moveCursor(AT_START, newestFirst(1, 0), 10, 'row', 1)).toEqual(AT_START);
});
