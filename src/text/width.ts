import stringWidth from 'string-width';
import { signs } from './signs.ts';
import { terminal } from './terminal.ts';
import { COLUMN_MARKS } from './unsafe.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const PLAIN = /^[\x20-\x7e]*$/;

/** Columns a text takes in the terminal that is drawn for. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  if (terminal.ambiguousWidth === 1) return stringWidth(text);
  const marks = text.match(COLUMN_MARKS)?.length ?? 0;
  return stringWidth(text, { ambiguousIsNarrow: false }) - marks;
}

/** Columns the widest of many texts takes; 0 of none. However many there are: `Math.max(...widths)` throws from some 100,000 on. */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0);
}

/** The user-perceived characters of a text, lazily. */
export function* graphemesOf(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** As much of a text as `width` columns hold, ended by a sign (`…`) when something is cut off; never splits a grapheme. */
export function cut(text: string, width: number): string {
  if (width <= 0) return '';
  if (PLAIN.test(text)) return text.length <= width ? text : text.slice(0, width - 1) + signs.cut;
  let kept = '';
  let used = 0;
  let keptBeforeLast = '';
  for (const grapheme of graphemesOf(text)) {
    const columns = widthOf(grapheme);
    if (used + columns > width) return keptBeforeLast + signs.cut;
    kept += grapheme;
    used += columns;
    if (used <= width - 1) keptBeforeLast = kept;
  }
  return kept;
}

/** A text cut or padded to exactly `width` columns. */
export function fitText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const kept = cut(text, width);
  const padding = ' '.repeat(Math.max(0, width - widthOf(kept)));
  return align === 'left' ? kept + padding : padding + kept;
}

/**
 * A text in pieces of at most `width` columns, at least one: broken between words, and between graphemes in words that are
 * longer than a piece. Nothing is lost but the spaces that would begin a piece after the first.
 */
export function wrap(text: string, width: number): string[] {
  return broken(text, width, false);
}

/** The same with every space kept, also at the beginning of a piece: the pieces together are the text. */
export function wrapWhole(text: string, width: number): string[] {
  return broken(text, width, true);
}

function broken(text: string, width: number, whole: boolean): string[] {
  if (text.length <= 2 * width && widthOf(text) <= width) return [text];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  const breakBefore = (columns: number) => {
    if (used + columns <= width || piece === '') return;
    pieces.push(piece);
    piece = '';
    used = 0;
  };
  for (const word of wordsOf(text)) {
    const columns = widthOf(word.join(''));
    if (columns <= width) breakBefore(columns);
    if (!whole && word[0] === ' ' && piece === '' && pieces.length > 0) continue;
    for (const grapheme of word) {
      const columns = widthOf(grapheme);
      breakBefore(columns);
      piece += grapheme;
      used += columns;
    }
  }
  return piece === '' && pieces.length > 0 ? pieces : [...pieces, piece];
}

/** The graphemes of each word, and each space on its own. */
function* wordsOf(text: string): Generator<string[]> {
  let word: string[] = [];
  for (const grapheme of graphemesOf(text)) {
    if (grapheme !== ' ') {
      word.push(grapheme);
      continue;
    }
    yield word;
    yield [grapheme];
    word = [];
  }
  yield word;
}
