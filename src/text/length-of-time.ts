import { signs } from './signs.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds in words, rounded down: `45 s`, `42 min`, `3 h 10 min`, `12 d 4 h`. */
export function lengthOfTime(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${Math.floor(milliseconds / SECOND)} s`;
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`;
  if (milliseconds < DAY) return inTwo(milliseconds, HOUR, 'h', MINUTE, 'min');
  return inTwo(milliseconds, DAY, 'd', HOUR, 'h');
}

/** The same between two bounds, as short as it can be told: `42 min`, `27–37 s`, `50 s–1 min`, `at most 3 min`. */
export function lengthBetween(least: number, most: number): string {
  const [shortest, longest] = [lengthOfTime(least), lengthOfTime(most)];
  if (shortest === longest) return shortest;
  if (least < SECOND) return `at most ${longest}`;
  const [, count, unit] = ONE_UNIT.exec(shortest) ?? [];
  return unit !== undefined && unit === ONE_UNIT.exec(longest)?.[2]
    ? `${count}${signs.until}${longest}`
    : `${shortest}${signs.until}${longest}`;
}

const ONE_UNIT = /^(\d+) (\w+)$/;

function inTwo(milliseconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((milliseconds % large) / small);
  return `${Math.floor(milliseconds / large)} ${largeUnit}${rest === 0 ? '' : ` ${rest} ${smallUnit}`}`;
}
