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
  const at = letters[cursor] ?? ' ';
  const left = endOf(letters.slice(0, cursor), width - widthOf(at) - 1);
  const right = cut(letters.slice(cursor + 1).join(''), width - left.width - widthOf(at));
  return [span(left.text), span(at, 'selected'), span(right)];
}

/** The end of a text, as much as `room` columns hold. */
function endOf(letters: readonly string[], room: number): { text: string; width: number } {
  let from = letters.length;
  let width = 0;
  for (; from > 0; from--) {
    const columns = widthOf(letters[from - 1] as string);
    if (width + columns > room) break;
    width += columns;
  }
  return { text: letters.slice(from).join(''), width };
}
