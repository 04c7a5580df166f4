import type { TextProps } from 'ink';
import { deviceStatus, type UserStatus } from '../monitor/status.ts';
import type { Span, Style } from './lines.ts';
import { span } from './lines.ts';

/** How each meaning looks, in the terminal's own sixteen colours. What colour says, a sign or a word says too. */
export const LOOKS: Readonly<Record<Style, Omit<TextProps, 'children'>>> = {
  plain: {},
  dim: { dimColor: true },
  strong: { bold: true },
  title: { bold: true },
  online: { color: 'green' },
  custom: { color: 'yellow' },
  offline: { dimColor: true },
  unknown: { color: 'magenta' },
  changed: { bold: true },
  bad: { color: 'red', bold: true },
  good: { color: 'green' },
  key: { bold: true },
  selected: { inverse: true },
  mistake: { color: 'red', underline: true },
};

/** The sign of a status. */
export const SIGNS: Readonly<Record<UserStatus, string>> = { online: '●', custom: '◆', offline: '○', unknown: '?' };

/** Stands before a cell that changed with the latest answer. */
export const CHANGED_SIGN = '*';
export const SELECTED_SIGN = '▌';
export const MARKED_SIGN = '+';
/** Stands before a user who will be marked with the range. */
export const RANGE_SIGN = ':';
/** Stands before a subscription that ends within a day, or has ended. */
export const ENDS_SOON_SIGN = '!';
/** Stands before a name that is not watched. */
export const UNWATCHED_SIGN = '~';
/** Stands before the field or entry that keys act on. */
export const CHOSEN_SIGN = '›';
/** Stands where there is nothing to say. */
export const NOTHING = '–';

/** One device's status as sign or, for a custom one, as its text. */
export function deviceSpan(status: string, shown: string): Span {
  const kind = deviceStatus(status);
  return span((kind === 'custom' && shown) || SIGNS[kind], kind);
}
