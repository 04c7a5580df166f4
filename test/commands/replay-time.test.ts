import { describe, expect, it } from 'vitest';
import { readMoment } from '../../src/commands/replay-time.ts';
import type { RecordedRun } from '../../src/runtime/replay/runs.ts';

const run = (from: string, to: string): RecordedRun => {
  return { start: 0, end: 0, number: 1, from: Date.parse(from), to: Date.parse(to), damage: null };
};
const EVENING = run('2026-11-24T21:00:00Z', '2026-11-25T03:00:00Z');
const MORNING = run('2026-11-25T08:00:00.500Z', '2026-11-25T09:00:00Z');

const read = (text: string, runs = [EVENING, MORNING]) => {
  const moment = readMoment(text, runs);
  return 'error' in moment ? moment.error : [moment.run, new Date(moment.at).toISOString()];
};

describe('a moment in a recording', () => {
  it.each([
    ['2026-11-25T01:02:03Z', [0, '2026-11-25T01:02:03.000Z']],
    ['2026-11-25T01:02:03.456Z', [0, '2026-11-25T01:02:03.456Z']],
    ['2026-11-25T02:02:03+01:00', [0, '2026-11-25T01:02:03.000Z']],
    ['2026-11-25 08:30', [1, '2026-11-25T08:30:00.000Z']],
    ['23:59:59', [0, '2026-11-24T23:59:59.000Z']],
    ['1:00', [0, '2026-11-25T01:00:00.000Z']],
    ['08:00:01.250', [1, '2026-11-25T08:00:01.250Z']],
    ['-5m', [1, '2026-11-25T08:55:00.000Z']],
    ['+1m30s', [1, '2026-11-25T08:01:30.500Z']],
  ])('%s', (text, moment) => {
    expect(read(text)).toEqual(moment);
  });

  it.each([
    [
      '2026-11-25T05:00:00Z',
      'nothing is recorded then; the recording covers 2026-11-24 21:00:00 to 2026-11-25 09:00:00, in 2 runs',
    ],
    ['05:00', 'nothing is recorded then; the recording covers'],
    ['-2h', 'nothing is recorded then; the recording covers'],
    ['2026-13-45', 'there is no such day or time'],
    ['yesterday', 'expected a time such as "2026-11-25T14:03:10Z", "14:03:10", or "-5m" for five minutes before the end'],
    ['-soon', 'expected a time such as'],
    ['25:00', 'expected a time such as'],
  ])('%s is refused', (text, error) => {
    expect(read(text)).toContain(error);
  });

  it('a time of day that comes twice needs its day', () => {
    const long = run('2026-11-23T12:00:00Z', '2026-11-25T12:00:00Z');
    expect(read('13:00', [long])).toBe('it could be 2026-11-23 13:00:00 or 2026-11-24 13:00:00: give the day as well');
  });
});
