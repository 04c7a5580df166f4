import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { cut, widthOf } from '../text/width.ts';

/** What a piece of text means; the theme says how that looks. */
export type Style =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'online'
  | 'custom'
  | 'offline'
  | 'unknown'
  | 'changed'
  | 'flag'
  | 'bad'
  | 'good'
  | 'key'
  | 'selected'
  | 'mistake'
  | 'title';

declare const MADE_SAFE: unique symbol;

/** A piece of a line in one look. `span` alone makes one, so that its text is safe for a terminal. */
export interface Span {
  readonly text: string;
  readonly style: Style;
  readonly [MADE_SAFE]: true;
}

/** One line of the screen. */
export type Line = readonly Span[];

/**
 * The one way for text onto the screen: whoever made it, it is made safe here. Text from outside that is measured or cut on
 * its way is made safe before that as well, since signs may be wider than what they stand for.
 */
export function span(text: string, style: Style = 'plain'): Span {
  return { text: safe(text), style } as Span;
}

/** What stands between two figures. */
export function apart(): Span {
  return span(` ${signs.apart} `);
}

export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + widthOf(text), 0);
}

export function plainText(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/** Whether two lines look the same. */
export function sameLine(a: Line, b: Line): boolean {
  return a.length === b.length && a.every(({ text, style }, at) => text === b[at]?.text && style === b[at]?.style);
}

/** A line cut to `width` columns. */
export function cutLine(line: Line, width: number): Line {
  const kept: Span[] = [];
  let left = width;
  for (const piece of line) {
    if (left <= 0) break;
    const text = cut(piece.text, left);
    kept.push({ ...piece, text });
    left -= widthOf(text);
  }
  return kept;
}

/** A line cut or padded to exactly `width` columns. */
export function fitLine(line: Line, width: number): Line {
  const kept = cutLine(line, width);
  const missing = width - lineWidth(kept);
  return missing > 0 ? [...kept, span(' '.repeat(missing))] : kept;
}

/** Left and right part of a line, as far apart as `width` allows; the right part gives way. */
export function spread(left: Line, right: Line, width: number): Line {
  const gap = width - lineWidth(left) - lineWidth(right);
  return gap < 1 ? cutLine(left, width) : [...left, span(' '.repeat(gap)), ...right];
}

/** Pieces joined by a separator, as many from the left as `width` columns hold. */
export function joinFitting(pieces: readonly Line[], separator: Span, width: number): Line {
  let joined: Line = [];
  for (const piece of pieces) {
    const longer = joined.length === 0 ? piece : [...joined, separator, ...piece];
    if (lineWidth(longer) > width) break;
    joined = longer;
  }
  return joined;
}
