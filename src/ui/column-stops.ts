import type { Span } from './lines.ts';
import { CHANGED_SIGN, FLAG_SIGN } from './theme.ts';

/** What may stand where a cell begins: nothing, or a sign. */
export type StopStyle = 'plain' | 'changed' | 'flag';
const STYLES: readonly StopStyle[] = ['plain', 'changed', 'flag'];
const SIGNS: Readonly<Record<StopStyle, string>> = { plain: ' ', changed: CHANGED_SIGN, flag: FLAG_SIGN };

/** The last private characters of Unicode, which text from outside never holds: for each column one for each of the signs. */
const FIRST = 0x10f000;
const COLUMNS = 0x500;
const STOPS = /[\u{10f000}-\u{10ffff}]/gu;

/** ASCII and the signs of this program: whatever else stands in a cell, terminals disagree about the width of some of it. */
const AGREED = /^[\x20-\x7e–…●◆○▌]*$/;

/** Whether terminals may disagree about how many columns a text takes: emoji in several parts, marks, conjuncts, new characters. */
export function isDisputed(text: string): boolean {
  return !AGREED.test(text);
}

/**
 * A blank, or a sign, that stands in `column` of the terminal (from 0) even where the text before it took more or
 * fewer columns than were counted. One column wide; `withColumnStops` writes it out.
 */
export function columnStop(column: number, style: StopStyle): Span {
  const at = Math.min(column, COLUMNS - 1);
  const text = String.fromCodePoint(FIRST + STYLES.length * at + STYLES.indexOf(style));
  // The one span not made safe: text from outside never holds these characters, and `span` would take them away.
  return { text, style } as Span;
}

/** Text with its column stops written out for a terminal: what was left of the line is erased, and the cursor goes to the column. */
export function writeStops(text: string): string {
  return text.replace(STOPS, (stop) => {
    const code = (stop.codePointAt(0) as number) - FIRST;
    return `\u{1b}[K\u{1b}[${Math.floor(code / STYLES.length) + 1}G${signOf(code)}`;
  });
}

/** Text with its column stops as the blanks and signs they stand for. */
export function blankStops(text: string): string {
  return text.replace(STOPS, (stop) => signOf((stop.codePointAt(0) as number) - FIRST));
}

function signOf(code: number): string {
  return SIGNS[STYLES[code % STYLES.length] as StopStyle];
}
