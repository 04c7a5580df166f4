import * as z from 'zod';
import { nearest } from '../text/nearest.ts';
import { THEME_NAMES } from '../text/theme-names.ts';

const YES_OR_NO = 'true or false';
const AMBIGUOUS_WIDTH = '1, or 2 for a terminal that draws East Asian ambiguous characters two columns wide';

/** What fields about the look of the screen have when nobody sets them. */
export const LOOK_DEFAULTS = { ascii: false, ambiguousWidth: 1, theme: 'auto', lowBandwidth: false } as const;

/** The fields that say how the screen looks. */
export const lookFields = {
  ascii: z
    .boolean(YES_OR_NO)
    .prefault(LOOK_DEFAULTS.ascii)
    .describe('Whether our own signs are drawn in ASCII: `+ * - ?` for the statuses'),
  ambiguousWidth: z
    .literal([1, 2], AMBIGUOUS_WIDTH)
    .prefault(LOOK_DEFAULTS.ambiguousWidth)
    .describe(
      'Columns that the terminal gives to ambiguous characters, such as Greek letters: 2 in many East Asian settings; our own signs are then in ASCII',
    ),
  theme: z
    .enum(THEME_NAMES, { error: ({ input }) => meant(input) })
    .prefault(LOOK_DEFAULTS.theme)
    .describe(
      "Which of the terminal's 16 colours are used: `auto` reads on dark and light, `dark` and `light` suit one of them better, `mono` has none",
    ),
  lowBandwidth: z
    .boolean(YES_OR_NO)
    .prefault(LOOK_DEFAULTS.lowBandwidth)
    .describe('Whether the terminal is at the far end of a slow link: at most 2 frames of data a second, and no colours'),
};

/** The fields about the look alone, out of an object that may hold others. */
export const lookSchema = z.object(lookFields);

/** How the screen looks. */
export type Look = z.output<typeof lookSchema>;

function meant(input: unknown): string {
  const near = typeof input === 'string' ? nearest(input, THEME_NAMES) : null;
  return near === null ? `one of ${THEME_NAMES.join(', ')}` : `"${near}"`;
}
