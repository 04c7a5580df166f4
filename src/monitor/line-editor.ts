import { graphemesOf } from '../text/width.ts';
import { BOUNDS } from './bounds.ts';

/** One line of text being typed, and where the cursor stands: a number of graphemes from the left. */
export interface Line {
  readonly text: string;
  readonly cursor: number;
}

/** What a key does to a line. `insert` takes pasted text too; line breaks in it become spaces, other controls are dropped. */
export type Edit =
  | { readonly kind: 'insert'; readonly text: string }
  | { readonly kind: 'left' | 'right' | 'start' | 'end' | 'backspace' | 'delete' | 'erase-word' | 'erase-to-start' };

/** A text to go on with, the cursor behind it; cut where nobody would go on typing. */
export function lineOf(text: string): Line {
  const kept = text.slice(0, BOUNDS.typedLine).toWellFormed();
  return { text: kept, cursor: [...graphemesOf(kept)].length };
}

export function edit(line: Line, change: Edit): Line {
  const letters = [...graphemesOf(line.text)];
  const left = letters.slice(0, line.cursor);
  const right = letters.slice(line.cursor);
  switch (change.kind) {
    case 'insert': {
      const before = left.join('') + typeable(change.text, Math.max(0, BOUNDS.typedLine - line.text.length));
      return { text: before + right.join(''), cursor: [...graphemesOf(before)].length };
    }
    case 'left':
      return { ...line, cursor: Math.max(0, line.cursor - 1) };
    case 'right':
      return { ...line, cursor: Math.min(letters.length, line.cursor + 1) };
    case 'start':
      return { ...line, cursor: 0 };
    case 'end':
      return { ...line, cursor: letters.length };
    case 'backspace':
      return joined(left.slice(0, -1), right);
    case 'delete':
      return joined(left, right.slice(1));
    case 'erase-to-start':
      return joined([], right);
    case 'erase-word':
      return joined([...graphemesOf(left.join('').replace(/\S*\s*$/u, ''))], right);
  }
}

function joined(left: readonly string[], right: readonly string[]): Line {
  return { text: left.join('') + right.join(''), cursor: left.length };
}

/** What of a text may be typed, in at most `room` UTF-16 units. */
function typeable(text: string, room: number): string {
  const clean = text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .toWellFormed();
  return clean.slice(0, room).replace(/\p{Cs}$/u, '');
}
