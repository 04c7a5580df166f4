import { inLargestUnit } from '../text/time.ts';

/** What to do about clocks that differ. */
export const CLOCK_HINT =
  'LAST CHANGE is a time of the server: read it with that in mind, or set the clock that is wrong. SUB allows for it.';

/** That the clock of the server is `ahead` milliseconds ahead of ours; negative: behind. */
export function clocksDiffer(ahead: number): string {
  const by = inLargestUnit(Math.abs(ahead));
  return `the clock of the server is ${by} ${ahead > 0 ? 'ahead of' : 'behind'} the one here`;
}
