import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Edit, edit, type Line, lineOf } from '../../src/monitor/line-editor.ts';
import { graphemesOf } from '../../src/text/width.ts';

const kinds = ['left', 'right', 'start', 'end', 'backspace', 'delete', 'erase-word', 'erase-to-start'] as const;

/** A line after these edits; other text than the name of an edit is typed. */
function after(line: Line, ...edits: string[]): string {
  const isKind = (name: string): name is (typeof kinds)[number] => kinds.some((kind) => kind === name);
  const { text, cursor } = edits.reduce<Line>(
    (line, name) => edit(line, isKind(name) ? { kind: name } : { kind: 'insert', text: name }),
    line,
  );
  const letters = [...graphemesOf(text)];
  return `${letters.slice(0, cursor).join('')}|${letters.slice(cursor).join('')}`;
}

it.each([
  ['typing', ['a', 'b'], 'ab|'],
  ['typing in the middle', ['ac', 'left', 'b'], 'ab|c'],
  ['erasing back', ['abc', 'left', 'backspace'], 'a|c'],
  ['erasing forward', ['abc', 'start', 'delete'], '|bc'],
  ['erasing at the ends', ['ab', 'delete', 'start', 'backspace'], '|ab'],
  ['the cursor stops at the ends', ['ab', 'right', 'right', 'c', 'start', 'left', 'd'], 'd|abc'],
  ['erasing a word', ['one two', 'erase-word'], 'one |'],
  ['erasing a word and the blanks after it', ['one two  ', 'erase-word'], 'one |'],
  ['erasing blanks where there is no word', ['   ', 'erase-word'], '|'],
  ['erasing to the start', ['one two', 'left', 'erase-to-start'], '|o'],
  ['an emoji is one step and one erasure', ['a👩‍👩‍👧‍👦b', 'left', 'left', 'right', 'backspace'], 'a|b'],
  ['a mark joins the letter before it', ['e', '\u{301}', 'backspace'], '|'],
])('%s', (_, edits, shown) => {
  expect(after(lineOf(''), ...edits)).toBe(shown);
});

it('pasted line breaks become spaces, and other controls are dropped', () => {
  expect(after(lineOf(''), 'alice\r\nbob\t\tcarol\u{1b}[31m\u{0}')).toBe('alice bob carol[31m|');
});

it('half a surrogate pair is not taken in', () => {
  expect(after(lineOf(''), 'a\u{d83d}b')).toBe('a�b|');
});

it('a pasted megabyte is cut to a length that stays quick to edit, and not within a character', () => {
  const { text, cursor } = edit(lineOf('x'), { kind: 'insert', text: '😀'.repeat(500_000) });
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(text.length).toBeGreaterThan(1990);
  expect(text.isWellFormed()).toBe(true);
  expect(cursor).toBe([...graphemesOf(text)].length);
  expect(edit({ text, cursor }, { kind: 'insert', text: 'more of it' }).text.length).toBeLessThanOrEqual(2000);
});

it('whatever is typed, the cursor stays within the line', () => {
  const change = fc.oneof(
    fc.constantFrom(...kinds).map((kind): Edit => ({ kind })),
    fc.string({ unit: 'grapheme', maxLength: 4 }).map((text): Edit => ({ kind: 'insert', text })),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      let line = lineOf('');
      for (const one of changes) {
        line = edit(line, one);
        expect(line.cursor).toBeGreaterThanOrEqual(0);
        expect(line.cursor).toBeLessThanOrEqual([...graphemesOf(line.text)].length);
        expect(line.text.isWellFormed()).toBe(true);
      }
    }),
  );
});
