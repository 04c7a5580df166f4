import type { Action } from '../action.ts';
import { LETTERS, TABLE, USERS } from '../places.ts';
import { noUser } from '../reasons.ts';

/** Keys that open something over the table. */
export const OPENING: readonly Action[] = [
  {
    id: 'open',
    keys: ['enter'],
    title: 'open the user: every device, times, ext, subscription, changes',
    short: 'open',
    where: TABLE,
    intent: { type: 'confirm' },
    disabled: noUser,
  },
  {
    id: 'help',
    keys: ['?'],
    title: 'help: every key that works here',
    short: 'help',
    where: LETTERS,
    intent: { type: 'open', layer: 'help' },
  },
  {
    id: 'palette',
    keys: [':'],
    title: 'every action by name: type a few letters of it',
    where: USERS,
    intent: { type: 'open', layer: 'palette' },
  },
];
