import { expect, it } from 'vitest';
import { callLine } from '../../src/commands/verbose.ts';

const AT = Date.parse('2026-11-25T03:00:00.123Z');

it.each([
  [{ call: 'retrieve', names: 100, took: 34, failure: null }, 'retrieve of 100 users: answered in 34 ms'],
  [{ call: 'set', names: 1, took: 2, failure: null }, 'set of 1 user: answered in 2 ms'],
  [
    { call: 'sublist', names: null, took: 10_012, failure: 'no answer \u001b[2J' },
    'sublist: failed after 10,012 ms: no answer ␛[2J',
  ],
] as const)('a call is one line, safe for a terminal: %#', (trace, line) => {
  expect(callLine(trace, AT)).toBe(`2026-11-25T03:00:00.123Z ${line}`);
});
