/**
 * Characters that move the cursor, change the terminal's state, reorder text or hide in it; half a surrogate pair; and the last
 * private characters of Unicode, with which the screen marks its columns.
 */
export const UNSAFE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{10f000}-\u{10ffff}]/gu;

/** The last private characters of Unicode: the screen marks its columns with them, one column each, and lets no stranger use them. */
export const COLUMN_MARKS = /[\u{10f000}-\u{10ffff}]/gu;

/** More marks on one letter than any written language needs: the first four, and those that would spill over the rows above and below. */
export const MARK_FLOOD = /(\p{M}{4})(\p{M}+)/gu;
