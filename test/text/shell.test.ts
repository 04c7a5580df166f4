import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from '../../src/text/shell.ts';

test.each(['', 'alice', "it's", '$HOME `id` "x" \\', '*', '~', 'a b\tc', '名前', "'", '!x'])(
  'a shell reads %j back as it was',
  (text) => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
  },
);

test('what needs no quotes gets none', () => {
  expect(['https://a.example.com/x%20y', 'u@x.y', "it's"].map(shellWord)).toEqual([
    'https://a.example.com/x%20y',
    'u@x.y',
    "'it'\\''s'",
  ]);
});
