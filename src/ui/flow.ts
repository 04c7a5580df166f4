import { pictured } from '../text/pictured.ts';
import { safe } from '../text/safe.ts';
import { widthOf, wrap, wrapWhole } from '../text/width.ts';
import { type Line, type Span, type Style, span } from './lines.ts';

/** Columns that text keeps however far it is moved in. */
const LEAST = 8;

/** A piece of text in a look. */
export type Words = readonly [text: string, style?: Style | undefined];

/**
 * Pieces of text on lines of `width` columns, two spaces apart: a piece that does not fit goes to the next line, one that is
 * longer than a line is wrapped. `first` stands before the first line, blanks of its width before the others. A piece is cut where `safe` cuts
 * it: no page grows with what a stranger sends.
 */
export function flow(first: Line, pieces: readonly Words[], width: number): Line[] {
  const indent = first.reduce((sum, { text }) => sum + widthOf(text), 0);
  const room = Math.max(LEAST, width - indent);
  const lines: Span[][] = [];
  let left = 0;
  for (const [text, style] of pieces) {
    for (const [at, part] of wrap(safe(text), room).entries()) {
      const columns = widthOf(part);
      const line = lines.at(-1);
      if (line !== undefined && at === 0 && columns + 2 <= left) {
        line.push(span('  '), span(part, style));
        left -= columns + 2;
      } else {
        lines.push([...(lines.length === 0 ? first : [span(' '.repeat(indent))]), span(part, style)]);
        left = room - columns;
      }
    }
  }
  return lines;
}

/** A text of any length as it is, wrapped, `indent` columns in; nothing is cut, so whoever calls it bounds the text. */
export function block(indent: number, text: string, width: number): Line[] {
  return indented(indent, wrapWhole(pictured(text), Math.max(LEAST, width - indent)));
}

/** The same of words, without the spaces at which lines are broken. */
export function words(indent: number, text: string, width: number): Line[] {
  return indented(indent, wrap(pictured(text), Math.max(LEAST, width - indent)));
}

function indented(indent: number, parts: readonly string[]): Line[] {
  return parts.map((part) => [span(' '.repeat(indent)), span(part)]);
}
