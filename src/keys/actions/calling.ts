import type { Action } from '../action.ts';
import { USERS } from '../places.ts';
import { noUser } from '../reasons.ts';

/** Keys that say when and how often the server is asked, and when the view stands still. */
export const CALLING: readonly Action[] = [
  {
    id: 'refresh-row',
    keys: ['r'],
    title: 're-retrieve the user now, within the budget',
    where: USERS,
    intent: { type: 'refresh-row' },
    disabled: noUser,
  },
  {
    id: 'refresh-all',
    keys: ['R'],
    title: 're-retrieve everybody and the subscriptions, within the budget',
    where: USERS,
    intent: { type: 'refresh-all' },
  },
  {
    id: 'freeze',
    keys: ['p'],
    title: 'freeze the view, or let it go on; collecting never stops',
    where: USERS,
    intent: { type: 'freeze' },
  },
  {
    id: 'more-calls',
    keys: ['+'],
    title: 'more calls a second, up to the documented 50',
    where: USERS,
    intent: { type: 'budget', direction: 1 },
  },
  { id: 'fewer-calls', keys: ['-'], title: 'fewer calls a second', where: USERS, intent: { type: 'budget', direction: -1 } },
  { id: 'stop', keys: ['P'], title: 'stop calling altogether, or go on', where: USERS, intent: { type: 'stop' } },
];
