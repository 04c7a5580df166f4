import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safe } from '../../src/text/safe.ts';
import { drawFor } from '../../src/text/terminal.ts';
import { cut, fitText, graphemesOf, widestOf, widthOf, wrap, wrapWhole } from '../../src/text/width.ts';

const samples = fc.constantFrom(
  'a',
  ' ',
  '~',
  '你',
  '안',
  'é',
  'e\u{301}',
  '👩‍👩‍👧‍👦',
  '👍🏽',
  '🇩🇪',
  '1️⃣',
  'ｱ',
  'नि',
  '\u{301}',
  '\u{1b}',
  '●',
);
const texts = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(samples, { maxLength: 30 }).map((parts) => parts.join('')),
  )
  .map(safe);
const widths = fc.nat({ max: 40 });

it.each([
  ['abc', 3],
  ['你好', 4],
  ['안녕', 4],
  ['é', 1],
  ['e\u{301}', 1],
  ['👩‍👩‍👧‍👦', 2],
  ['👍🏽', 2],
  ['🇩🇪', 2],
  ['● online', 8],
  ['', 0],
])('%j takes %i columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

describe('in a terminal that draws ambiguous characters wide', () => {
  const wide = (text: string, columns: number) => {
    drawFor({ ambiguousWidth: 2 });
    expect(widthOf(text)).toBe(columns);
  };

  it.each([
    ['abc', 3],
    ['αβγ', 6],
    ['“…”', 6],
    ['你α', 4],
    ['e\u{301}', 1],
    ['ｱ', 1],
    ['안녕', 4],
  ])('%j takes %i columns', wide);

  it('a text is cut to as many columns as it takes there, and its end is a sign that is not ambiguous', () => {
    drawFor({ ambiguousWidth: 2 });
    expect(cut('αβγ', 6)).toBe('αβγ');
    expect(cut('αβγ', 5)).toBe('αβ>');
    expect(cut('αβγ', 4)).toBe('α>');
    expect(fitText('αβγ', 4)).toBe('α> ');
  });
});

describe('cut', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['abcdef', 1, '…'],
    ['abcdef', 0, ''],
    ['你好吗', 6, '你好吗'],
    ['你好吗', 5, '你好…'],
    ['你好吗', 4, '你…'],
    ['你好吗', 2, '…'],
    ['你', 1, '…'],
    ['e\u{301}e\u{301}e\u{301}', 2, 'e\u{301}…'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3, '👩‍👩‍👧‍👦…'],
  ])('%j in %i columns is %j', (text, width, kept) => {
    expect(cut(text, width)).toBe(kept);
  });

  it('whatever the text, what is kept is whole graphemes from its start, and as many as there is room for', () => {
    fc.assert(
      fc.property(texts, widths, (text, width) => {
        const kept = cut(text, width);
        expect(widthOf(kept)).toBeLessThanOrEqual(width);
        if (kept === text || width === 0) return;
        expect(kept.endsWith('…')).toBe(true);
        const whole = [...graphemesOf(text)];
        const left = [...graphemesOf(kept.slice(0, -1))];
        expect(left).toEqual(whole.slice(0, left.length));
        expect(widthOf(text)).toBeGreaterThan(width);
        expect(widthOf([...left, whole[left.length]].join(''))).toBeGreaterThan(width - 1);
      }),
      { numRuns: 500 },
    );
  });
});

it('a fitted text is exactly as wide as asked for, whatever it says and however wide that is', () => {
  fc.assert(
    fc.property(texts, widths, fc.constantFrom('left', 'right'), (text, width, align) => {
      expect(widthOf(fitText(text, width, align))).toBe(width);
    }),
    { numRuns: 500 },
  );
});

it('a text is fitted to the left, or to the right', () => {
  expect(fitText('ab', 4)).toBe('ab  ');
  expect(fitText('ab', 4, 'right')).toBe('  ab');
});

it('a text is wrapped between words, and inside of one only where it is longer than a line', () => {
  expect(wrap('check the network between here', 12)).toEqual(['check the ', 'network ', 'between here']);
  expect(wrap('a webim_random_987654321 b', 10)).toEqual(['a webim_ra', 'ndom_98765', '4321 b']);
});

it('a wrapped text loses nothing, splits no grapheme and keeps to its width', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 40 }), (text, least) => {
      // Some single characters take more columns than two.
      const width = Math.max(least, ...[...graphemesOf(text)].map(widthOf));
      const pieces = wrapWhole(text, width);
      expect(pieces.join('')).toBe(text);
      expect(pieces.flatMap((piece) => [...graphemesOf(piece)])).toEqual([...graphemesOf(text)]);
      for (const piece of pieces) expect(widthOf(piece)).toBeLessThanOrEqual(width);
    }),
  );
  expect(wrapWhole('', 5)).toEqual(['']);
});

it('a line that is filled to its last column takes the space behind it along', () => {
  expect(wrap('This has reached api limit', 16)).toEqual(['This has reached', 'api limit']);
  expect(wrap('ab   cd', 2)).toEqual(['ab', 'cd']);
  expect(wrap('ab ', 2)).toEqual(['ab']);
  expect(wrapWhole('ab   cd', 2)).toEqual(['ab', '  ', ' ', 'cd']);
});

it('words that are wrapped lose nothing but spaces at breaks, and no piece but the first begins with one', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 40 }), (text, least) => {
      const width = Math.max(least, ...[...graphemesOf(text)].map(widthOf));
      const [first = '', ...others] = wrap(text, width);
      expect([first, ...others].join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const piece of others) expect(piece).toMatch(/^[^ ]/);
      for (const piece of [first, ...others]) expect(widthOf(piece)).toBeLessThanOrEqual(width);
    }),
  );
});

it('the widest of more texts than an argument list has room for is found', () => {
  expect(widestOf([...new Array<string>(200_000).fill('u1'), '名前名前'])).toBe(8);
  expect(widestOf([])).toBe(0);
});
