import { BOUNDS } from '../monitor/bounds.ts';
import { number } from '../text/number.ts';

/** The beginning of an ext, and what is said of the rest, or null when that is all. */
export function beginningOf(ext: string): { readonly text: string; readonly rest: string | null } {
  if (ext.length <= BOUNDS.shownExt) return { text: ext, rest: null };
  // Half of a character would be shown as a sign for what it is not.
  const text = ext.slice(0, BOUNDS.shownExt).replace(/\p{Cs}$/u, '');
  return { text, rest: `and ${number(ext.length - text.length)} characters more` };
}
