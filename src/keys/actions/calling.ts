import type { Action } from '../action.ts';
import { LIST_PAGES, USERS } from '../places.ts';
import { noUser, whileStopped } from '../reasons.ts';

/** Keys that say when and how often the server is asked, and when the view stands still. */
export const CALLING: readonly Action[] = [
  {
    id: 'refresh-row',
    keys: ['r'],
    title: 're-retrieve the user now, within the budget',
    where: USERS,
    intent: { type: 'refresh-row' },
    asks: true,
    disabled: (state) => noUser(state) ?? whileStopped(state),
  },
  {
    id: 'refresh-all',
    keys: ['R'],
    title: 're-retrieve everybody and the subscriptions, within the budget',
    where: USERS,
    intent: { type: 'refresh-all' },
    asks: true,
    disabled: whileStopped,
  },
  {
    id: 'freeze',
    keys: ['p'],
    title: 'freeze the view, or let it go on; collecting never stops',
    where: [...USERS, 'change-list'],
    intent: { type: 'freeze' },
    inFrozen: 'live',
    inReplay: { title: 'play on, or pause', short: 'play' },
  },
  {
    id: 'more-calls',
    keys: ['+'],
    title: 'more calls a second, up to the documented 50; shows first what that comes to',
    where: [...USERS, 'budget'],
    intent: { type: 'budget', direction: 1 },
    asks: true,
  },
  {
    id: 'fewer-calls',
    keys: ['-'],
    title: 'fewer calls a second',
    where: [...USERS, 'budget'],
    intent: { type: 'budget', direction: -1 },
    asks: true,
  },
  {
    id: 'take-budget',
    keys: ['enter'],
    title: 'make so many calls from now on',
    short: 'take it',
    where: ['budget'],
    intent: { type: 'confirm' },
  },
  {
    id: 'stop',
    keys: ['P'],
    title: 'stop calling altogether, or go on',
    where: [...USERS, ...LIST_PAGES],
    intent: { type: 'stop' },
    asks: true,
  },
];
