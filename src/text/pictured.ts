import { signs } from './signs.ts';
import { terminal } from './terminal.ts';
import { UNSAFE } from './unsafe.ts';

const JOINER = '\u{200d}';
const BEFORE_JOINER = /(?:\p{Extended_Pictographic}\u{fe0f}?|\p{Emoji_Modifier})$/u;
const AFTER_JOINER = /^\p{Extended_Pictographic}/u;
/** No emoji has more than three joiners, and a terminal that does not know one draws each of its parts. */
const THREE_JOINED = /(?:\u{200d}\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\u{fe0f}){0,2}){3}$/u;
const VARIATION = /^\p{Variation_Selector}$/u;
const HAS_VARIATIONS = /(?:\p{Extended_Pictographic}|\p{Ideographic})$/u;
const KEYCAP = /^[\d#*]\u{fe0f}\u{20e3}$/u;
const PLAIN = /^[\x20-\x7e]*$/;
const DELETE = 0x7f;
/** Where Unicode has pictures of the control characters, in their order. */
const PICTURES = 0x2400;
const PICTURE_OF_DELETE = 0x2421;

/**
 * The core of every way out: each character of a text that could act on what reads it is replaced by a visible sign (␛ for
 * escape, ␊ for a line feed, � for what has no picture; where signs are ASCII, ^[, ^J and ?). Nothing is cut.
 */
export function pictured(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(UNSAFE, (character, at: number) => (belongs(text, character, at) ? character : picture(character)));
}

/** Whether an invisible character is part of the picture it stands in. */
function belongs(text: string, character: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 30), at);
  const after = text.slice(at + 1, at + 3);
  if (character === JOINER) return BEFORE_JOINER.test(before) && AFTER_JOINER.test(after) && !THREE_JOINED.test(before);
  return VARIATION.test(character) && (HAS_VARIATIONS.test(before) || KEYCAP.test(text.slice(Math.max(0, at - 1), at + 2)));
}

function picture(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code > DELETE) return signs.noPicture;
  if (terminal.ascii || terminal.ambiguousWidth === 2) return `^${String.fromCodePoint(code ^ 0x40)}`;
  return String.fromCodePoint(code === DELETE ? PICTURE_OF_DELETE : PICTURES + code);
}
