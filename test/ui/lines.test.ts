import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOf } from '../../src/monitor/line-editor.ts';
import { inputSpans } from '../../src/ui/input.ts';
import { cutLine, fitLine, joinFitting, lineWidth, plainText, span, spread } from '../../src/ui/lines.ts';

const line = [span('ab', 'strong'), span('你好', 'bad'), span('cd')];

describe('a line of pieces', () => {
  it('is cut where the width ends, each piece in its own style', () => {
    expect(cutLine(line, 8)).toEqual(line);
    expect(cutLine(line, 5)).toEqual([span('ab', 'strong'), span('你…', 'bad')]);
    expect(cutLine(line, 2)).toEqual([span('ab', 'strong')]);
    expect(cutLine(line, 0)).toEqual([]);
  });

  it('is fitted to exactly its width', () => {
    expect(plainText(fitLine(line, 10))).toBe('ab你好cd  ');
    expect(plainText(fitLine(line, 3))).toBe('ab…');
  });

  it('has a left and a right part as far apart as it is wide, and without room only the left', () => {
    expect(plainText(spread([span('left')], [span('right')], 12))).toBe('left   right');
    expect(plainText(spread([span('left')], [span('right')], 10))).toBe('left right');
    expect(plainText(spread([span('left')], [span('right')], 9))).toBe('left');
  });

  it('takes as many pieces as fit, from the left, and never a later one in place of one that does not', () => {
    const pieces = [[span('one')], [span('three')], [span('4')]];
    expect(plainText(joinFitting(pieces, span(' '), 11))).toBe('one three 4');
    expect(plainText(joinFitting(pieces, span(' '), 10))).toBe('one three');
    expect(plainText(joinFitting(pieces, span(' '), 8))).toBe('one');
    expect(plainText(joinFitting(pieces, span(' '), 2))).toBe('');
  });
});

describe('a line being typed', () => {
  it('is whole where there is room, with a cell for the cursor after its end', () => {
    expect(inputSpans(lineOf('abc'), 20)).toEqual([span('abc'), span(' ', 'selected')]);
  });

  it('shows the letter under the cursor', () => {
    expect(inputSpans({ text: 'abc', cursor: 1 }, 20)).toEqual([span('a'), span('b', 'selected'), span('c')]);
  });

  it('whatever is typed and wherever the cursor stands, keeps to its width and shows the cursor', () => {
    const letters = fc.array(fc.constantFrom('a', ' ', '你', 'e\u{301}', '👍🏽', '\u{1b}'), { maxLength: 60 });
    fc.assert(
      fc.property(letters, fc.nat({ max: 60 }), fc.integer({ min: 3, max: 40 }), (typed, at, width) => {
        const spans = inputSpans({ text: typed.join(''), cursor: Math.min(at, typed.length) }, width);
        expect(lineWidth(spans)).toBeLessThanOrEqual(width);
        expect(spans.filter(({ style, text }) => style === 'selected' && text !== '')).toHaveLength(1);
      }),
    );
  });
});
