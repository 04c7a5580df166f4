import { describe, expect, test } from 'vitest';
import { Arrivals } from '../bench/arrivals.ts';
import { median, percentile } from '../bench/percentile.ts';
import { processorTime, residentBytes, usageOf } from '../bench/process-usage.ts';
import { medianSlope, trendOf } from '../bench/slope.ts';

test('a percentile is one of the values, found by nearest rank in whatever order they come', () => {
  const values = Array.from({ length: 60 }, (_, at) => 60 - at);
  expect(percentile(values, 0.95)).toBe(57);
  expect(percentile([3, 1, 2], 1)).toBe(3);
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 2])).toBe(2);
  expect(median([])).toBeNaN();
});

test('a sweep ends with the request after which everybody was asked about, whoever was asked twice', () => {
  const arrivals = new Arrivals(3);
  arrivals.note(['a', 'b'], 100);
  arrivals.note(['a', 'b'], 120);
  expect(arrivals.asked.sweeps).toEqual([]);
  arrivals.note(['c'], 140);
  arrivals.note(['a', 'b', 'c'], 160);
  expect(arrivals.asked).toEqual({
    requests: 4,
    names: 8,
    sweeps: [
      { from: 100, to: 140, requests: 3 },
      { from: 160, to: 160, requests: 1 },
    ],
  });
});

test('processor time is user and system time together, even of a program whose name has brackets and spaces', () => {
  const stat = '42 (a (b) c) S 1 42 42 0 -1 4194304 2833 0 0 0 99 11 7 7 20 0 7 0 313310';
  expect(processorTime(stat)).toBe(1100);
});

test('memory is what is resident now, not the peak', () => {
  expect(residentBytes('Name:\tnode\nVmHWM:\t   46464 kB\nVmRSS:\t   4096 kB\nThreads:\t7\n')).toBe(4096 * 1024);
  expect(residentBytes('Name:\tzombie\n')).toBeNaN();
});

test.skipIf(process.platform !== 'linux')('this very process has used some time and some memory', () => {
  const { cpu, resident } = usageOf(process.pid);
  expect(cpu).toBeGreaterThan(0);
  expect(resident).toBeGreaterThan(1_000_000);
});

describe('the trend of a row of points', () => {
  const line = [0, 1, 2, 3, 4].map((x) => ({ x, y: 3 * x + 1 }));

  test('is the slope of the line through them, with how sure it is', () => {
    expect(trendOf(line).slope).toBeCloseTo(3);
    expect(trendOf(line).error).toBeCloseTo(0);
    const { slope, error } = trendOf(line.map(({ x, y }) => ({ x, y: y + (x % 2 === 0 ? 1 : -1) })));
    expect(Math.abs(slope - 3)).toBeLessThan(2 * error);
    expect(trendOf(line.slice(0, 2)).slope).toBeNaN();
  });

  test('as a median is not moved by a point far out', () => {
    expect(medianSlope([...line, { x: 5, y: 1000 }])).toBeCloseTo(3);
    expect(medianSlope([])).toBeNaN();
  });
});
