import { expect, test } from 'vitest';
import { readShellLine } from '../../src/text/shell-line.ts';

test.each([
  ['pm -u al', ['pm', '-u', 'al'], ''],
  ['pm -u ', ['pm', '-u', ''], ''],
  ['pm -u "a b', ['pm', '-u', 'a b'], '"'],
  ["pm 'it'\\''s'", ['pm', "it's"], ''],
  ["pm 'a b", ['pm', 'a b'], "'"],
  ['pm a\\ b', ['pm', 'a b'], ''],
  ['pm "a\\"b" ', ['pm', 'a"b', ''], ''],
  ['ls | pm -u x', ['pm', '-u', 'x'], ''],
  ['pm $(touch x)', ['pm', '$(touch', 'x)'], ''],
  ['', [''], ''],
])('%s', (line, words, quote) => {
  const read = readShellLine(line);
  expect(read.words).toEqual(words);
  expect(read.quote).toBe(quote);
});
