import { COLUMNS, type Column } from '../monitor/sort.ts';

/** A column as laid out: `width` excludes the one column of space, or change mark, before it. */
export interface ColumnLayout {
  readonly column: Column;
  readonly title: string;
  readonly width: number;
}

interface Spec {
  readonly least: number;
  readonly most: number;
  /** Share of the room that is left once every column has its least width. */
  readonly share: number;
}

const SPECS: Readonly<Record<Column, Spec>> = {
  user: { least: 10, most: 32, share: 3 },
  status: { least: 9, most: 9, share: 0 },
  devices: { least: 12, most: 72, share: 4 },
  change: { least: 11, most: 11, share: 0 },
  ext: { least: 6, most: 64, share: 2 },
  sub: { least: 4, most: 4, share: 0 },
  age: { least: 4, most: 4, share: 0 },
};

/** The heading of each column. */
export const TITLES: Readonly<Record<Column, string>> = {
  user: 'USER',
  status: 'STATUS',
  devices: 'DEVICES',
  change: 'LAST CHANGE',
  ext: 'EXT',
  sub: 'SUB',
  age: 'AGE',
};

/** The order in which columns give way on a narrow screen. */
const GIVE_WAY: readonly Column[] = ['age', 'sub', 'ext', 'change', 'devices'];

/** Columns of space before the first column: selection and mark. */
export const GUTTER = 2;

/**
 * Those of `wanted`, or of all columns, that fit in `width` terminal columns. `longestName` is the width of the longest user name watched: no more than
 * that is spent on names.
 */
export function layOutColumns(width: number, longestName: number, wanted: readonly Column[] = COLUMNS): ColumnLayout[] {
  let shown = wanted;
  for (const column of GIVE_WAY) {
    if (leastWidth(shown) <= width) break;
    shown = shown.filter((other) => other !== column);
  }
  const widths = new Map(shown.map((column) => [column, SPECS[column].least]));
  const most = (column: Column) =>
    column === 'user' ? Math.max(SPECS.user.least, Math.min(longestName, SPECS.user.most)) : SPECS[column].most;
  let left = width - leastWidth(shown);
  let growing = shown.filter((column) => SPECS[column].share > 0 && most(column) > SPECS[column].least);
  while (left > 0 && growing.length > 0) {
    const shares = growing.flatMap((column) => Array<Column>(SPECS[column].share).fill(column));
    for (const column of shares) {
      const wide = widths.get(column) as number;
      if (left === 0 || wide >= most(column)) continue;
      widths.set(column, wide + 1);
      left--;
    }
    growing = growing.filter((column) => (widths.get(column) as number) < most(column));
  }
  return shown.map((column) => ({ column, title: TITLES[column], width: widths.get(column) as number }));
}

function leastWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + SPECS[column].least + 1, GUTTER);
}
