import type { Line as TypedLine } from '../monitor/line-editor.ts';
import { safe } from '../text/safe.ts';
import { cut, graphemesOf, widthOf } from '../text/width.ts';
import { type Span, span } from './lines.ts';

/**
 * A line being typed, in at most `width` columns around the cursor, which is an inverted cell, so that it is seen wherever the
 * terminal's own cursor is hidden.
 */
export function inputSpans({ text, cursor }: TypedLine, width = Number.POSITIVE_INFINITY): Span[] {
  const letters = [...graphemesOf(text)].map(safe);
  let left = letters.slice(0, cursor);
  const at = letters[cursor] ?? ' ';
  const room = width - widthOf(at) - 1;
  while (left.length > 0 && widthOf(left.join('')) > room) left = left.slice(1);
  const right = cut(letters.slice(cursor + 1).join(''), width - widthOf(left.join('')) - widthOf(at));
  return [span(left.join('')), span(at, 'selected'), span(right)];
}
