import type { Action } from '../action.ts';
import { LETTERS, LIST_PAGES, TABLE, USERS } from '../places.ts';
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
    where: [...USERS, ...LIST_PAGES],
    intent: { type: 'open', layer: 'palette' },
  },
  {
    id: 'change-list',
    keys: ['T'],
    title: 'every change that is kept, of all users, newest first',
    short: 'changes',
    where: [...USERS, 'errors', 'alerts', 'subscriptions'],
    intent: { type: 'open', layer: 'change-list' },
  },
  {
    id: 'errors',
    keys: ['E'],
    title: 'errors so far, newest first, with what to do',
    short: 'errors',
    where: [...USERS, 'change-list', 'alerts', 'subscriptions'],
    intent: { type: 'open', layer: 'errors' },
  },
  {
    id: 'alerts',
    keys: ['A'],
    title: 'alerts that went off, newest first',
    where: [...USERS, 'change-list', 'errors', 'subscriptions'],
    intent: { type: 'open', layer: 'alerts' },
  },
  {
    id: 'subscriptions',
    keys: ['L'],
    title: 'subscriptions of the acting user, those that end first on top',
    short: 'subs',
    where: [...USERS, 'change-list', 'errors', 'alerts'],
    intent: { type: 'open', layer: 'subscriptions' },
  },
];
