import type { Span } from './lines.ts';
import { CHANGED_SIGN } from './theme.ts';

/** The last private characters of Unicode, which text from outside never holds: two for each column, without and with the sign. */
const FIRST = 0x10f000;
const COLUMNS = 0x800;
const STOPS = /[\u{10f000}-\u{10ffff}]/gu;

/** ASCII and the signs of this program: whatever else stands in a cell, terminals disagree about the width of some of it. */
const AGREED = /^[\x20-\x7e–…●◆○▌─·×█░›▲▼→]*$/;

/** Whether terminals may disagree about how many columns a text takes: emoji in several parts, marks, conjuncts, new characters. */
export function isDisputed(text: string): boolean {
  return !AGREED.test(text);
}

/**
 * A blank, or the sign of a change, that stands in `column` of the terminal (from 0) even where the text before it took more or
 * fewer columns than were counted. One column wide; whoever writes to the terminal goes to the column by `readStop`.
 */
export function columnStop(column: number, changed: boolean): Span {
  const at = Math.min(column, COLUMNS - 1);
  const text = String.fromCodePoint(FIRST + 2 * at + Number(changed));
  // The one span not made safe: text from outside never holds these characters, and `span` would take them away.
  return { text, style: changed ? 'changed' : 'plain' } as Span;
}

/** A column stop that a text begins with: its column, how it looks, and the text behind it. Null when there is none. */
export function readStop(text: string): { readonly column: number; readonly sign: string; readonly rest: string } | null {
  const code = text.codePointAt(0) ?? 0;
  return code < FIRST ? null : { column: (code - FIRST) >> 1, sign: signOf(code), rest: text.slice(2) };
}

/** Text with its column stops as the blanks and signs they stand for. */
export function blankStops(text: string): string {
  return text.replace(STOPS, (stop) => signOf(stop.codePointAt(0) as number));
}

function signOf(code: number): string {
  return code % 2 === 1 ? CHANGED_SIGN : ' ';
}
