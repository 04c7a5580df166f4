import type { Layer } from '../monitor/state.ts';

/** Where keys go: the topmost layer, or the table, which a frozen view and a replay are too but for the keys that lead to other times. */
export type Place = Layer['kind'] | 'table' | 'frozen';

export const TABLE: readonly Place[] = ['table', 'frozen'];

/** Pages that list something, a line selected. */
export const LIST_PAGES: readonly Place[] = ['change-list', 'errors', 'alerts', 'subscriptions'];
/** Whatever can be moved in. */
export const LISTS: readonly Place[] = [
  ...TABLE,
  ...(['filter', 'list-filter', 'sort', 'range', 'copy', 'user', 'error', 'help', 'results'] as const),
  ...LIST_PAGES,
];
export const ANYWHERE: readonly Place[] = [...LISTS, 'palette', 'budget', 'dialog', 'leave'];
/** Where letters are commands. */
export const LETTERS: readonly Place[] = [...TABLE, 'sort', 'range', 'copy', 'user', 'error', 'results', ...LIST_PAGES];
/** Where letters are text. */
export const TYPING: readonly Place[] = ['filter', 'list-filter', 'help', 'palette', 'dialog'];
/** Where one user is what keys act on. */
export const USERS: readonly Place[] = [...TABLE, 'user'];

/** Whether letters are typed into a place rather than being commands there. */
export function takesText(place: Place): boolean {
  return TYPING.includes(place);
}
