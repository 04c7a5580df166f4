const ESC = '\u{1b}';

/** Everything that this program may send to a terminal beside text, as a finite grammar: what it does, and how it looks. */
const CONTROLS = {
  'begin a line': String.raw`\r?\n|\r`,
  'colour or weight': String.raw`${ESC}\[(?:;?(?:0|1|2|4|7|22|24|27|31|32|33|34|35|39|94))*m`,
  'cursor to a place, to a column, to the right': String.raw`${ESC}\[(?:\d{0,3}(?:;\d{1,3})?H|\d{1,3}G|\d{0,3}C)`,
  'rows within margins moved': String.raw`${ESC}\[\d{1,3};\d{1,3}r|${ESC}\[\d{0,3}[LM]|${ESC}\[r`,
  'erase what is left of the line, or the screen': String.raw`${ESC}\[(?:K|2J)`,
  'alternate screen, wrapping, cursor, bracketed paste, synchronized frame': String.raw`${ESC}\[\?(?:1049|7|25|2004|2026)[hl]`,
} as const;

/** What a name that is copied adds. */
const CLIPBOARD = String.raw`${ESC}\]52;c;[\w+/=]*${'\u{7}'}`;

/** Text without anything that acts, hides or reorders. */
const TEXT = String.raw`[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{10f000}-\u{10ffff}]+`;
/** A joiner between two emoji, and a variation selector after an emoji, an ideograph or the digit of a keycap. */
const IN_EMOJI = String.raw`(?<=\p{Extended_Pictographic}\u{fe0f}?|\p{Emoji_Modifier})\u{200d}(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic}|\p{Ideographic}|[\d#*])\p{Variation_Selector}`;

/**
 * The first thing in what a program wrote that it may not write, with what stands around it, or null. Bytes that are no UTF-8
 * are such a thing too. `clipboard` allows names to be copied.
 */
export function foreignOutput(bytes: Uint8Array, { clipboard = false } = {}): string | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return 'bytes that are no UTF-8';
  }
  const allowed = new RegExp([TEXT, IN_EMOJI, ...Object.values(CONTROLS), ...(clipboard ? [CLIPBOARD] : [])].join('|'), 'uy');
  let at = 0;
  while (at < text.length) {
    allowed.lastIndex = at;
    if (!allowed.test(text))
      return `${JSON.stringify(text.slice(Math.max(0, at - 40), at))} then ${JSON.stringify(text.slice(at, at + 40))}`;
    at = allowed.lastIndex;
  }
  return null;
}

/** Output of a single sweep without what it said meanwhile of how far it was, which it took away again. */
export function withoutProgress(output: string): string {
  return output.replace(new RegExp(String.raw`\r${ESC}\[K(?:asked about \d+ of \d+ users)?`, 'g'), '');
}
