import { pictured } from './pictured.ts';
import { signs } from './signs.ts';
import { MARK_FLOOD } from './unsafe.ts';

/** Longest text from outside that is looked at, in UTF-16 units: more than any screen shows, far less than a server may send. */
const LONGEST = 4096;

/**
 * Makes text from a server or a file harmless for a terminal: what could move the cursor, set a title, fill the clipboard, ask
 * the terminal to type, reorder the line or hide in it becomes a visible sign. Cut to 4,096 UTF-16 units.
 */
export function safe(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}${signs.cut}` : text;
  return pictured(cut).replace(MARK_FLOOD, '$1');
}

/** The same for a text of several lines, such as an error with its advice: its line feeds stay. */
export function safeLines(text: string): string {
  return text.split('\n').map(safe).join('\n');
}
