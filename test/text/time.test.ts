import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  clockTime,
  coarseAge,
  fullTime,
  inLargestUnit,
  minuteTime,
  STEPS,
  shortSpan,
  shortTime,
  utcTime,
} from '../../src/text/time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each([
  [0, '1s'],
  [1999, '1s'],
  [2 * SECOND, '2s'],
  [4999, '2s'],
  [5 * SECOND, '5s'],
  [29_999, '10s'],
  [59_999, '30s'],
  [MINUTE, '1m'],
  [4 * MINUTE, '2m'],
  [59 * MINUTE, '30m'],
  [HOUR, '1h'],
  [23 * HOUR, '12h'],
  [DAY, '1d'],
  [6 * DAY, '5d'],
  [45 * DAY, '30d'],
  [2000 * DAY, '365d'],
  [-5 * SECOND, '1s'],
])('an age of %i ms is shown as %s', (age, shown) => {
  expect(coarseAge(age)).toBe(shown);
});

it('an age stands still between two steps, and never shows more than has passed', () => {
  fc.assert(
    fc.property(fc.integer({ min: SECOND, max: 400 * DAY }), (age) => {
      const step = STEPS.findLast((one) => one <= age) as number;
      expect(coarseAge(age)).toBe(coarseAge(step));
      expect(step).toBeGreaterThanOrEqual(Math.min(age / 2.5, 365 * DAY));
    }),
  );
});

it.each([
  [29 * DAY + 23 * HOUR, '29d'],
  [DAY, '1d'],
  [DAY - 1, '23h'],
  [6 * HOUR, '6h'],
  [12 * MINUTE + 59 * SECOND, '12m'],
  [45 * SECOND, '45s'],
  [0, '0s'],
])('what is left of %i ms is counted down in its largest unit, %s', (left, shown) => {
  expect(inLargestUnit(left)).toBe(shown);
});

const now = Date.UTC(2022, 10, 22, 14, 3, 10);

it.each([
  ['of today with seconds', Date.UTC(2022, 10, 22, 9, 2, 1), '09:02:01'],
  ['at midnight today with seconds', Date.UTC(2022, 10, 22), '00:00:00'],
  ['of yesterday with its day', Date.UTC(2022, 10, 21, 23, 59, 59), '11-21 23:59'],
  ['of the same day of another month with its day', Date.UTC(2022, 9, 22, 9, 2), '10-22 09:02'],
  ['of another year with the year alone', Date.UTC(2021, 10, 22, 14, 3, 10), '2021-11-22'],
  ['of tomorrow with its day', Date.UTC(2022, 10, 23), '11-23 00:00'],
])('a time %s', (_, at, shown) => {
  expect(shortTime(at, now)).toBe(shown);
});

it('a short time never needs more than eleven columns', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (at) => {
      expect(shortTime(at, now).length).toBeLessThanOrEqual(11);
    }),
  );
});

const at = (day: number, hour: number, minute: number, second: number) => Date.UTC(2022, 10, day, hour, minute, second);

it.each([
  ['of today with seconds', at(22, 9, 2, 1), at(22, 9, 2, 6), '09:02:01–09:02:06'],
  ['of yesterday with its day', at(21, 9, 2, 1), at(21, 9, 3, 6), '11-21 09:02–09:03'],
  ['that began yesterday with the day of its start', at(21, 23, 59, 58), at(22, 0, 0, 3), '11-21–00:00:03'],
  ['over another midnight with both days', at(20, 23, 59, 58), at(21, 0, 0, 3), '11-20–11-21 00:00'],
  ['of another year with its day alone', Date.UTC(2021, 2, 1, 9), Date.UTC(2021, 2, 1, 10), '2021-03-01'],
  ['over the midnight of another year with both days', Date.UTC(2020, 11, 31, 23), Date.UTC(2021, 0, 1), '12-31–2021-01-01'],
])('a span %s', (_, from, to, shown) => {
  expect(shortSpan(from, to, now)).toBe(shown);
});

it('a short span never needs more than seventeen columns', () => {
  const moment = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
  fc.assert(
    fc.property(moment, moment, moment, (from, to, seenAt) => {
      expect(shortSpan(from, to, seenAt).length).toBeLessThanOrEqual(17);
    }),
  );
});

it('a time in full has date and time of day', () => {
  expect(fullTime(now)).toBe('2022-11-22 14:03:10');
  expect(clockTime(now)).toBe('14:03:10');
});

it('what is no time at all is shown as such', () => {
  expect([shortTime(Number.NaN, now), fullTime(8.7e15)]).toEqual(['?', '?']);
});

it('utcTime is UTC to the second, and `?` beyond all calendars', () => {
  expect(utcTime(Date.UTC(2026, 11, 1, 10, 0, 0, 999))).toBe('2026-12-01T10:00:00Z');
  expect(utcTime(1e300)).toBe('?');
});

it.each([
  ['2023-11-14T22:20:59', '22:20'],
  ['2023-11-15T22:20:59', '11-15 22:20'],
  ['2024-11-14T22:20:59', '2024-11-14'],
])('to the minute, %s is shown as %s', (at, shown) => {
  expect(minuteTime(Date.parse(at), Date.parse('2023-11-14T22:13:20'))).toBe(shown);
});
