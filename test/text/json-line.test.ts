import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonLine } from '../../src/text/json-line.ts';

it.each([
  ['an escape', 'a\u{1b}[2J', String.raw`"a\u001b[2J"`],
  ['line ends', 'a\r\nb', String.raw`"a\r\nb"`],
  ['delete, which JSON itself lets through', 'a\u{7f}', String.raw`"a\u007f"`],
  ['a CSI in one C1 character', '\u{9b}2J', String.raw`"\u009b2J"`],
  ['line and paragraph separators', '\u{2028}\u{2029}', String.raw`"\u2028\u2029"`],
  ['a bidi override', 'user\u{202e}nimda', String.raw`"user\u202enimda"`],
  ['zero-width space and byte order mark', '\u{200b}\u{feff}', String.raw`"\u200b\ufeff"`],
  ['half a surrogate pair', 'a\u{d83d}', String.raw`"a\ud83d"`],
  ['a hidden tag, which is a pair', '\u{e0041}', String.raw`"\udb40\udc41"`],
  ['a noncharacter', '\u{ffff}', String.raw`"\uffff"`],
  ['a backslash before an escape', '\\\u{9b}', String.raw`"\\\u009b"`],
  ['marks after the fourth', `e${'\u{301}'.repeat(6)}`, `"e${'\u{301}'.repeat(4)}${String.raw`\u0301\u0301`}"`],
])('%s is written as an escape of JSON', (_, text, line) => {
  expect(jsonLine(text)).toBe(line);
  expect(JSON.parse(line)).toBe(text);
});

it('written language and emoji stay readable', () => {
  expect(jsonLine({ uid: 'Zoë', ext: '你好 مرحبا 👍🏽' })).toBe('{"uid":"Zoë","ext":"你好 مرحبا 👍🏽"}');
});

it('a property name is no less dangerous than a value', () => {
  expect(jsonLine({ '\u{9b}2J': 1 })).toBe(String.raw`{"\u009b2J":1}`);
});

it('what JSON has no word for is null', () => {
  expect(jsonLine(undefined)).toBe('null');
});

it('whatever the text, the line is one line, acts on no terminal, and gives back exactly what went in', () => {
  const nasty = fc.constantFrom(
    '\u{1b}',
    '\u{9b}',
    '\u{7f}',
    '\u{2028}',
    '\u{202e}',
    '\u{e0041}',
    '\u{d83d}',
    '\\',
    '"',
    '\u{301}',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(nasty, { maxLength: 30 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), (pairs) => {
      const line = jsonLine(pairs);
      expect(JSON.parse(line)).toEqual(pairs);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|\p{M}{5}/u);
    }),
    { numRuns: 100 },
  );
});

it('a megabyte of marks is escaped without trouble', () => {
  const flood = `e${'\u{301}'.repeat(2 ** 19)}`;
  expect(JSON.parse(jsonLine(flood))).toBe(flood);
});
