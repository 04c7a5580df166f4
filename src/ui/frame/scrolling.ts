/** Rows that a terminal can move instead of drawing them anew: from `top` to `bottom`, both included, `by` rows down or, negative, up. */
export interface Scroll {
  readonly top: number;
  readonly bottom: number;
  readonly by: number;
}

/** The longest runs of lines that are looked at more closely. */
const RUNS = 3;

/** How lines that stand elsewhere now could be moved there, those that move most lines first. O(rows) when nothing moved. */
export function possibleScrolls(before: readonly string[], after: readonly string[]): Scroll[] {
  const places = new Map<string, number>();
  for (const [row, line] of before.entries()) if (line !== '' && line !== after[row]) places.set(line, row);
  if (places.size === 0) return [];
  const runs: { scroll: Scroll; length: number }[] = [];
  for (let row = 0; row < after.length; row++) {
    const line = after[row] as string;
    const from = line === before[row] ? undefined : places.get(line);
    if (from === undefined) continue;
    const by = row - from;
    const first = row;
    while (row + 1 < after.length && after[row + 1] === before[row + 1 - by]) row++;
    runs.push({ scroll: { top: Math.min(first, first - by), bottom: Math.max(row, row - by), by }, length: row - first + 1 });
  }
  return runs
    .toSorted((a, b) => b.length - a.length)
    .slice(0, RUNS)
    .map(({ scroll }) => scroll);
}

/** The lines after a scroll. */
export function scrolled(lines: readonly string[], { top, bottom, by }: Scroll): string[] {
  return lines.map((line, row) => {
    if (row < top || row > bottom) return line;
    const from = row - by;
    return from < top || from > bottom ? '' : (lines[from] as string);
  });
}
