import type { GapReason } from './changes.ts';

/** A time in which polling was blocked and that is over, in milliseconds since the epoch. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly reason: GapReason;
}

/** Gaps, newest first, with one that just ended before them; the oldest beyond `bound` is forgotten. */
export function withGap(gaps: readonly Gap[], gap: Gap, bound: number): readonly Gap[] {
  return [gap, ...gaps.slice(0, bound - 1)];
}

/** Milliseconds from `from` to `to` that lie in any of the gaps, in whatever order and however they overlap. */
export function lengthOf(gaps: readonly Pick<Gap, 'from' | 'to'>[], from: number, to: number): number {
  const within = gaps.filter((gap) => gap.to > from && gap.from < to).sort((a, b) => a.from - b.from);
  let length = 0;
  let told = from;
  for (const gap of within) {
    const end = Math.min(gap.to, to);
    length += Math.max(0, end - Math.max(gap.from, told));
    told = Math.max(told, end);
  }
  return length;
}
