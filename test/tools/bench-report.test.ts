import { expect, test } from 'vitest';
import { report } from '../bench/report.ts';
import type { Results } from '../bench/results.ts';
import { figure, textTable } from '../bench/text-table.ts';

const crowd = (users: number, resident: number): Results['crowds'][number] => ({
  users,
  sweepByArrivals: 1.1,
  sweepOnScreen: 1.2,
  first: { perThousand: 80, core: 0.4 },
  steady: { perThousand: 60, core: 0.3 },
  callsPerSecond: 45,
  refused: 0,
  resident,
  residentAtEnd: resident,
  keys: { median: 20, p95: 50, count: 60 },
});

const RESULTS: Results = {
  machine: 'a machine',
  noise: { runs: 5, median: 1.05, slowest: 1.5 },
  answers: { version: 1.5, help: 1.6 },
  starts: [
    { users: 1000, firstFrame: 300, overBareNode: 8 },
    { users: 10_000, firstFrame: 350, overBareNode: 9 },
  ],
  crowds: [crowd(1000, 100e6), crowd(10_000, 109e6)],
  idle: [{ users: 100, callsPerSecond: 1, bytesPerSecond: 12.5, writesPerSecond: 0.1 }],
  changes: { width: 100, single: 250, withoutList: 140, together: 110, rowsTogether: 10 },
  hundred: {
    monitor: { wall: 200, cpu: 40, requests: 1 },
    shell: { wall: 30, cpu: 20, requests: 1 },
    bare: { wall: 3, cpu: 1.5, requests: 1 },
  },
  seconds: 180,
};

function cells(text: string, name: string): string[] {
  const line = text.split('\n').find((each) => each.startsWith(name));
  return line === undefined ? [] : line.slice(name.length).trim().split(/\s+/);
}

test('memory for each user is what the larger run needs above the smallest, which itself has no such figure', () => {
  expect(cells(report(RESULTS), 'memory for each user above the smallest run (bytes)')).toEqual(['–', '1,000']);
});

test('processor time stands beside what others need for the same answers', () => {
  const text = report(RESULTS);
  expect(cells(text, '… over the same answers read by bare node:http (×)')).toEqual(['4.00', '4.00']);
  expect(cells(text, '… over a loop of curl and jq (×)')).toEqual(['0.30', '0.30']);
  expect(cells(text, 'processor (ms)')).toEqual(['40.0', '1.00', '×', '20.0', '0.50', '×', '1.50', '0.04', '×']);
});

test('bytes are those of ten idle seconds, and of a change as often as the screen is wide', () => {
  const text = report(RESULTS);
  expect(cells(text, 'ten seconds in which nothing changes: 100 users, 1.00 calls a second')).toEqual(['125', '0.10']);
  expect(cells(text, 'a changed row, until its mark is gone: alone, with its line in the list')).toEqual(['250', '2.50']);
});

test('where the shell loop could not be run a sentence says so, and no figure stands for it', () => {
  const text = report({ ...RESULTS, hundred: { ...RESULTS.hundred, shell: 'Not compared: there is no jq.' } });
  expect(text.trimEnd().endsWith('\nNot compared: there is no jq.')).toBe(true);
  expect(text).not.toContain('curl');
});

test('what the program answers at once stands over a Node that does nothing', () => {
  expect(report(RESULTS)).toContain('over a bare `node -e 0`: --version 1.50 ×, --help 1.60 ×\n');
});

test('columns are as wide as their widest cell, names to the left and figures to the right', () => {
  expect(
    textTable([
      ['what', 'n'],
      ['a', '1,000'],
      ['longer', '2'],
    ]),
  ).toBe(['what        n', '─────────────', 'a       1,000', 'longer      2'].join('\n'));
});

test.each([
  [0, '0.00'],
  [1.234, '1.23'],
  [12.34, '12.3'],
  [1234.5, '1,235'],
  [Number.NaN, '–'],
  [Number.POSITIVE_INFINITY, '–'],
])('%d is written as %s', (value, text) => {
  expect(figure(value)).toBe(text);
});
