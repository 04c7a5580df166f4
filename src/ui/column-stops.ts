import stringWidth from 'string-width';
import { isSign, signs } from '../text/signs.ts';
import { terminal } from '../text/terminal.ts';
import { graphemesOf, widthOf } from '../text/width.ts';
import type { Span } from './lines.ts';

/** The last private characters of Unicode, which text from outside never holds: two for each column, without and with the sign. */
const FIRST = 0x10f000;
const COLUMNS = 0x700;
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
 * A blank, or the sign of a change, that stands in `column` of the terminal (from 0) even where the text before it took more or
 * fewer columns than were counted. One column wide; `withColumnStops` writes it out.
 */
export function columnStop(column: number, changed: boolean): Span {
  const at = Math.min(column, COLUMNS - 1);
  const text = String.fromCodePoint(FIRST + 2 * at + Number(changed));
  // The one span not made safe: text from outside never holds these characters, and `span` would take them away.
  return { text, style: changed ? 'changed' : 'plain' } as Span;
}

/** Text with its column stops written out for a terminal, and what only Ink counts left out: what was left of the line is erased, and the cursor goes to the column. */
export function writeStops(text: string): string {
  return text.replaceAll(FILLER, '').replace(STOPS, (stop) => {
    const code = (stop.codePointAt(0) as number) - FIRST;
    return `\u{1b}[K\u{1b}[${(code >> 1) + 1}G${signOf(code)}`;
  });
}

/** Text with its column stops as the blanks and signs they stand for. */
export function blankStops(text: string): string {
  return text.replaceAll(FILLER, '').replace(STOPS, (stop) => signOf(stop.codePointAt(0) as number));
}

function signOf(code: number): string {
  return code % 2 === 1 ? signs.changed : ' ';
}
