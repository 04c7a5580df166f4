import { chooseSigns } from './signs.ts';
import type { ThemeName } from './theme-names.ts';

/** What has to be known of the terminal to draw for it. */
export interface Terminal {
  /** Whether our own signs are drawn in ASCII. */
  readonly ascii: boolean;
  /** Columns that characters take which are narrow in some terminals and wide in East Asian ones (UAX #11, "ambiguous"). */
  readonly ambiguousWidth: 1 | 2;
  /** The colours, or null for a terminal that gets text alone. */
  readonly theme: ThemeName | null;
}

const UNTOLD: Terminal = { ascii: false, ambiguousWidth: 1, theme: null };
const told = { ...UNTOLD };

/**
 * The terminal that this process draws for. It is told once, before anything is drawn, and then holds everywhere, as a locale
 * does: what measures and cuts text stays a function of the text.
 */
export const terminal: Terminal = told;

/** Tells what the terminal is like; what is not told is as it is with most. */
export function drawFor(traits: Partial<Terminal>): void {
  Object.assign(told, UNTOLD, traits);
  // Our own signs are ambiguous too.
  chooseSigns(told.ascii || told.ambiguousWidth === 2);
}
