import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safe } from '../../src/text/safe.ts';
import { drawFor } from '../../src/text/terminal.ts';
import { graphemesOf, widthOf } from '../../src/text/width.ts';

it.each([
  ['a CSI sequence', '\u{1b}[2J\u{1b}[31mred', '␛[2J␛[31mred'],
  ['an OSC sequence that sets the title', '\u{1b}]0;owned\u{7}', '␛]0;owned␇'],
  ['a DCS sequence', '\u{1b}Pq#0\u{1b}\\', '␛Pq#0␛\\'],
  ['a CSI in one C1 character', 'a\u{9b}2Jb', 'a�2Jb'],
  ['bell, backspace and delete', '\u{7}\b\u{7f}', '␇␈␡'],
  ['line ends and tabs', 'a\r\nb\tc', 'a␍␊b␉c'],
  ['Unicode line and paragraph separators', 'a\u{2028}b\u{2029}c', 'a�b�c'],
  ['a bidi override', 'user\u{202e}nimda', 'user�nimda'],
  ['bidi isolates and marks', '\u{2066}a\u{2069}\u{200f}', '�a��'],
  ['zero-width space, joiner and non-joiner', 'a\u{200b}b\u{200d}c\u{200c}d', 'a�b�c�d'],
  ['a byte order mark and a soft hyphen', '\u{feff}a\u{ad}b', '�a�b'],
  ['letters that are blank', 'a\u{3164}\u{115f}\u{ffa0}b', 'a���b'],
  ['a variation selector after a letter', 'ios_1\u{fe00}\u{fe0f}\u{e0100}', 'ios_1���'],
  ['a combining grapheme joiner', 'a\u{34f}b', 'a�b'],
  ['hidden tag characters', 'a\u{e0041}\u{e0042}', 'a��'],
  ['half a surrogate pair', 'a\u{d83d}b\u{de00}', 'a�b�'],
])('%s is shown as a sign and acts on nothing', (_, text, shown) => {
  expect(safe(text)).toBe(shown);
});

it('where signs are in ASCII, so are those that stand for characters which could act: nothing else changes', () => {
  drawFor({ ascii: true });
  expect(safe('\u{1b}[2J\r\n\u{7f}\0')).toBe('^[[2J^M^J^?^@');
  expect(safe('a\u{9b}b\u{202e}c')).toBe('a?b?c');
  expect(safe('Grüße, 你好 ● 👍🏽')).toBe('Grüße, 你好 ● 👍🏽');
});

it.each([
  'plain text, all of ASCII: ~!@#$%^&*()',
  'Grüße, 你好, こんにちは, 안녕, שלום, مرحبا, नमस्ते, สวัสดี',
  '👩‍👩‍👧‍👦 👩🏽‍🚀 ❤️‍🔥 🏳️‍🌈 👩🏻‍❤️‍💋‍👩🏻',
  '1️⃣ ☀︎ 🇩🇪 ❤️',
  '葛\u{e0100}城',
  'é (e\u{301}), ạ̈ (a\u{323}\u{308})',
])('written language and emoji stay as they are: %s', (text) => {
  expect(safe(text)).toBe(text);
});

it('a joiner is kept between emoji only', () => {
  expect(safe('👩\u{200d}a')).toBe('👩�a');
  expect(safe('a\u{200d}👩')).toBe('a�👩');
});

it('emoji are not joined without end: a terminal that draws each one would need any number of columns', () => {
  const endless = safe(Array.from({ length: 200 }, () => '👩').join('\u{200d}'));
  for (const grapheme of graphemesOf(endless)) expect(grapheme.match(/👩/gu)?.length ?? 0).toBeLessThanOrEqual(4);
});

it('a flood of marks on one letter is cut to four, which do not spill over other rows', () => {
  expect(safe(`a${'\u{300}\u{301}'.repeat(50)}b`)).toBe('a\u{300}\u{301}\u{300}\u{301}b');
});

it('whatever the text, nothing that acts on a terminal is left, and making it safe twice changes nothing', () => {
  const nasty = fc.constantFrom(
    '\u{1b}',
    '\u{9b}',
    '\u{202e}',
    '\u{200d}',
    '\u{fe0f}',
    '👩',
    '\u{301}',
    '\u{d83d}',
    'a',
    '\u{3164}',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(nasty).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (raw) => {
      const shown = safe(raw);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(shown.replace(/\u{200d}/gu, '')).not.toMatch(/\p{Cf}/u);
      expect(shown.isWellFormed()).toBe(true);
      expect(safe(shown)).toBe(shown);
    }),
    { numRuns: 500 },
  );
});

it('of a megabyte only what a screen could show is looked at', () => {
  const flood = safe('\u{1b}'.repeat(2 ** 20));
  expect(flood).toHaveLength(4097);
  expect(flood.endsWith('␛…')).toBe(true);
  expect(widthOf(safe('你'.repeat(2 ** 20)))).toBe(4096 * 2 + 1);
});

it('a character of two units is not halved where long text is cut', () => {
  expect(safe(`${'a'.repeat(4095)}😀${'b'.repeat(10)}`).isWellFormed()).toBe(true);
});
