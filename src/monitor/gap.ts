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
