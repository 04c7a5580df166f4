import type { IUnicodeVersionProvider } from '@xterm/headless';
import stringWidth from 'string-width';

/** What the next character of a cluster needs to know of the ones before it. */
const ANY = 0;
const JOINER = 1;
const REGIONAL = 2;

/**
 * Widths as today's terminals give them: an emoji takes two columns, and so does one made of several characters.
 *
 * xterm's own are of Unicode 6, where most emoji take one; its add-on for clusters (0.4.0) counts a bowl of noodles as one as well.
 */
export const modernWidths = clustered('modern', true);
/** The same in East Asian settings: what is ambiguous there, such as Greek letters, takes two columns. */
export const eastAsianWidths = clustered('east-asian', false);

function clustered(version: string, ambiguousIsNarrow: boolean): IUnicodeVersionProvider {
  const wcwidth = (code: number) => Math.min(2, stringWidth(String.fromCodePoint(code), { ambiguousIsNarrow })) as 0 | 1 | 2;
  return {
    version,
    wcwidth,
    charProperties(code, preceding) {
      const before = { state: preceding >> 3, width: (preceding >> 1) & 3 };
      const width = wcwidth(code);
      const regional = code >= 0x1f1e6 && code <= 0x1f1ff;
      const flag = regional && before.state === REGIONAL;
      const skinTone = code >= 0x1f3fb && code <= 0x1f3ff;
      const continues = width === 0 || flag || (before.width === 2 && (before.state === JOINER || skinTone));
      const joins = before.width > 0 && continues;
      const emojiStyle = code === 0xfe0f;
      const state = code === 0x200d ? JOINER : regional && !flag ? REGIONAL : ANY;
      if (!joins) return properties(state, width, false);
      return properties(state, flag || emojiStyle ? 2 : before.width, true);
    },
  };
}

/** Signs of the program itself, about which no terminal under test disagrees. */
const OWN = /^[\x20-\x7e\u{a0}–…●◆○▌─·×█░›▲▼→]$/u;

/** Terminals that know no clusters: every character takes what it takes alone, so one emoji of four people takes eight. */
export const widthsOfCharacters = alone('characters', modernWidths.wcwidth);
/** A terminal for which everything foreign is wide, marks included. */
export const wideWidths = alone('wide', (code) => (OWN.test(String.fromCodePoint(code)) ? 1 : 2));
/** A terminal for which everything takes one column, marks and ideographs included. */
export const narrowWidths = alone('narrow', () => 1);

function alone(version: string, wcwidth: (code: number) => 0 | 1 | 2): IUnicodeVersionProvider {
  return {
    version,
    wcwidth,
    charProperties(code, preceding) {
      const width = wcwidth(code);
      return width === 0 && preceding !== 0 ? properties(ANY, (preceding >> 1) & 3, true) : properties(ANY, width, false);
    },
  };
}

/** Packed as xterm wants it: the state, two bits of width, and whether the character joins the one before. */
function properties(state: number, width: number, joins: boolean): number {
  return (state << 3) | (width << 1) | Number(joins);
}
