import { expect, it } from 'vitest';
import { clockError } from '../../src/api/clock-error.ts';

const HOUR = 3_600_000;
const sentAt = Date.parse('2023-11-14T22:13:20.400Z');
const receivedAt = sentAt + 300;

it.each([
  ['Tue, 14 Nov 2023 22:13:20 GMT', 0],
  ['Tue, 14 Nov 2023 22:13:19 GMT', -400],
  ['Tue, 14 Nov 2023 15:13:20 GMT', -7 * HOUR + 600],
  ['Wed, 15 Nov 2023 01:13:20 GMT', 3 * HOUR - 700],
  ['yesterday', 0],
  [undefined, 0],
])('an answer of 22:13:20 dated %s is off by %i ms', (header, error) => {
  expect(clockError(header, sentAt, receivedAt)).toBe(error);
});
