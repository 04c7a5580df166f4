import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GUTTER, layOutColumns } from '../../src/ui/columns.ts';

const shown = (width: number) => layOutColumns(width, 5).map(({ title }) => title);
const widthOf = (width: number, column: string, longestName = 5) =>
  layOutColumns(width, longestName).find((layout) => layout.column === column)?.width;

it('as the screen gets narrower, AGE gives way first, then SUB, EXT, LAST CHANGE and DEVICES', () => {
  const dropped: string[] = [];
  for (let width = 100; width >= 23; width--) {
    const now = shown(width);
    for (const title of shown(width + 1)) if (!now.includes(title)) dropped.push(title);
  }
  expect(dropped).toEqual(['AGE', 'SUB', 'EXT', 'LAST CHANGE', 'DEVICES']);
});

it('at 40 columns there is room for DEVICES', () => {
  expect(shown(40)).toEqual(['USER', 'STATUS', 'DEVICES']);
});

it('only the columns asked for stand there, in the order asked for, and give way in the order of all', () => {
  const wanted = ['age', 'user', 'change', 'status'] as const;
  const titles = (width: number) => layOutColumns(width, 5, wanted).map(({ title }) => title);
  expect(titles(60)).toEqual(['AGE', 'USER', 'LAST CHANGE', 'STATUS']);
  expect(titles(39)).toEqual(['USER', 'LAST CHANGE', 'STATUS']);
  expect(titles(30)).toEqual(['USER', 'STATUS']);
});

it('names get what the longest one takes, between 10 and 32 columns', () => {
  expect(widthOf(200, 'user', 3)).toBe(10);
  expect(widthOf(200, 'user', 17)).toBe(17);
  expect(widthOf(200, 'user', 64)).toBe(32);
});

it('what is left goes to devices first, then to ext', () => {
  expect(widthOf(120, 'devices')).toBeGreaterThan(2 * (widthOf(120, 'ext') as number) - 6);
  expect(widthOf(300, 'devices')).toBe(72);
  expect(widthOf(300, 'ext')).toBe(64);
});

it('whatever the width and the names, the columns fit, none is narrower than its least, and a wider screen drops none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 500 }), fc.nat({ max: 200 }), (width, longestName) => {
      const columns = layOutColumns(width, longestName);
      const total = columns.reduce((sum, column) => sum + column.width + 1, GUTTER);
      expect(total).toBeLessThanOrEqual(width);
      for (const { width: own } of columns) expect(own).toBeGreaterThanOrEqual(4);
      expect(layOutColumns(width + 1, longestName).length).toBeGreaterThanOrEqual(columns.length);
    }),
  );
});
