import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from '../../src/text/csv-line.ts';

it('fields are joined by commas, and quoted only where they must be', () => {
  expect(csvLine(['alice', '', 'in a call', 'x,y', 'say "hi"', 'a=1;b=0'])).toBe(
    'alice,,"in a call","x,y","say ""hi""","a=1;b=0"',
  );
});

it.each([
  ['=1+1'],
  ['+1'],
  ['-1'],
  ['@SUM(A1)'],
  ['  =1+1'],
  ['\u{a0}=1+1'],
  ['\u{200b}=1+1'],
  ['\u{0}=1+1'],
  ['＝1+1'],
  ['＋1'],
  ['－1'],
  ['＠SUM'],
])('%j begins like a formula: an apostrophe goes in front, quotes around', (text) => {
  expect(csvLine([text])).toMatch(/^"'.+"$/u);
});

it('a tab, carriage return or line feed in front counts as a formula too, and all become signs', () => {
  expect(csvLine(['\t=1', '\rx', '\nx', 'a\r\nb\tc'])).toBe(`"'␉=1","'␍x","'␊x",a␍␊b␉c`);
});

it('control, bidi and invisible characters become signs; nothing is cut', () => {
  const long = 'x'.repeat(2 ** 20);
  expect(csvLine(['\u{1b}[2J', 'user\u{202e}nimda', '\u{9b}31m', 'a\u{d83d}', long])).toBe(`␛[2J,user�nimda,�31m,a�,${long}`);
});

it('written language and emoji stay', () => {
  expect(csvLine(['Zoë', '你好', 'مرحبا', '👩🏽‍🚀', `e${'\u{301}'.repeat(9)}`])).toBe(
    `Zoë,你好,مرحبا,👩🏽‍🚀,e${'\u{301}'.repeat(9)}`,
  );
});

it('whatever the fields, a reader of RFC 4180 finds as many, on one line, and none begins a formula', () => {
  const nasty = fc.constantFrom('"', ',', '\r', '\n', '\t', '=', '-', '＠', ' ', '\u{1b}', '\u{200b}', 'a', '');
  const field = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(nasty).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), (fields) => {
      const line = csvLine(fields);
      expect(line).not.toMatch(/\p{Cc}/u);
      const read = [...`${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/gu)].map(([, quoted, bare = '']) =>
        quoted === undefined ? bare : quoted.replaceAll('""', '"'),
      );
      expect(read).toHaveLength(fields.length);
      for (const value of read) expect(value).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
    }),
    { numRuns: 300 },
  );
});
