import { expect, it } from 'vitest';
import { HOSTILE } from '../helpers/hostile-strings.ts';
import { foreignOutput } from '../helpers/terminal-output.ts';

const look = (text: string, options = {}) => foreignOutput(Buffer.from(text), options);

it('what the program itself writes is let through', () => {
  expect(
    look(
      '\u{1b}[?1049h\u{1b}[?7l\u{1b}[1malice ●\u{1b}[22m\r\n\u{1b}[K\u{1b}[10G\u{1b}[;1;32m\u{1b}[2;5H\u{1b}[4C\u{1b}[m\u{1b}[3;9r\u{1b}[3H\u{1b}[L\u{1b}[r 👩‍🚀 ❤️ 1️⃣ 你\u{1b}[?1049l',
    ),
  ).toBeNull();
});

it.each([
  '\u{1b}[3J',
  '\u{1b}[5m',
  '\u{1b}[?1000h',
  '\u{1b}]0;x\u{7}',
  '\u{1b}[10;1f',
  '\u{1b}[2T',
  'a\tb',
  '\u{7}',
  'a\u{9b}2J',
  'a\u{202e}b',
  'a\u{200d}b',
  'a\u{fe0f}',
  '👩\u{200d}a',
  '\u{10f000}',
  '\u{1b}]52;c;YQ==\u{7}',
])('anything else is found: %j', (text) => {
  expect(look(`fine ${text} fine`)).toContain('then');
});

it('bytes that are no UTF-8 are found', () => {
  expect(foreignOutput(Buffer.from([0x61, 0xc0, 0x9b]))).toBe('bytes that are no UTF-8');
});

it('a name on its way to the clipboard is let through where it is expected', () => {
  expect(look('a\u{1b}]52;c;YWxpY2U=\u{7}b', { clipboard: true })).toBeNull();
});

it('more than 200 of the hostile strings would be found if they were written as they are', () => {
  expect(HOSTILE.filter(({ text }) => look(text) !== null).length).toBeGreaterThan(200);
  expect(new Set(HOSTILE.map(({ text }) => text)).size).toBe(HOSTILE.length);
});
