import { safe } from './safe.ts';
import { widthOf } from './width.ts';

/** A text and, in the line below, marks under the part from `start` (included) to `end` (not), in UTF-16 units; safe for a terminal, indented. */
export function pointedAt(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const before = ' '.repeat(widthOf(safe(text.slice(0, start))));
  const marks = '^'.repeat(Math.max(1, widthOf(safe(text.slice(start, end)))));
  return `  ${safe(text)}\n  ${before}${marks}`;
}
