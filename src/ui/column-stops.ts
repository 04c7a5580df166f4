import stringWidth from 'string-width';
import { isSign, signs } from '../text/signs.ts';
import { terminal } from '../text/terminal.ts';
import { graphemesOf, widthOf } from '../text/width.ts';
import type { Span } from './lines.ts';

/** What may stand where a cell begins: nothing, or a sign. */
export type StopStyle = 'plain' | 'changed' | 'flag';
const STYLES: readonly StopStyle[] = ['plain', 'changed', 'flag'];

/** The last private characters of Unicode, which text from outside never holds: for each column one for each of the signs. */
const FIRST = 0x10f000;
const COLUMNS = 0x4a0;
const STOPS = /[\u{10f000}-\u{10fdff}]/gu;
/** One more of them: for Ink a column, for the terminal nothing. */
const FILLER = '\u{10fffd}';
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Whether terminals may disagree about how many columns a text takes: emoji in several parts, marks, conjuncts, new characters.
 * They agree about ASCII and our own signs.
 */
export function isDisputed(text: string): boolean {
  return !PLAIN.test(text) && [...text].some((character) => !PLAIN.test(character) && !isSign(character));
}

/**
 * Text that Ink counts as wide as we do. Ink takes every ambiguous character for narrow; where the terminal draws them wide it
 * would go to the wrong column for what changed behind one.
 */
export function countedText(text: string): string {
  if (terminal.ambiguousWidth === 1 || PLAIN.test(text)) return text;
  let counted = '';
  for (const grapheme of graphemesOf(text))
    counted += grapheme + FILLER.repeat(Math.max(0, widthOf(grapheme) - stringWidth(grapheme)));
  return counted;
}

/**
 * A blank, or a sign, that stands in `column` of the terminal (from 0) even where the text before it took more or fewer columns
 * than were counted. One column wide; whoever writes to the terminal goes to the column by `readStop`.
 */
export function columnStop(column: number, style: StopStyle): Span {
  const at = Math.min(column, COLUMNS - 1);
  const text = String.fromCodePoint(FIRST + STYLES.length * at + STYLES.indexOf(style));
  // The one span not made safe: text from outside never holds these characters, and `span` would take them away.
  return { text, style } as Span;
}

/** A line as Ink drew it, without what only Ink counts. */
export function uncounted(text: string): string {
  return text.replaceAll(FILLER, '');
}

/** A column stop that a text begins with: its column, how it looks, and the text behind it. Null when there is none. */
export function readStop(text: string): { readonly column: number; readonly sign: string; readonly rest: string } | null {
  const code = (text.codePointAt(0) ?? 0) - FIRST;
  return code < 0 ? null : { column: Math.floor(code / STYLES.length), sign: signOf(code), rest: text.slice(2) };
}

/** Text with its column stops as the blanks and signs they stand for. */
export function blankStops(text: string): string {
  return uncounted(text).replace(STOPS, (stop) => signOf((stop.codePointAt(0) as number) - FIRST));
}

function signOf(code: number): string {
  const style = STYLES[code % STYLES.length] as StopStyle;
  return style === 'plain' ? ' ' : signs[style];
}
