import type { Action } from '../action.ts';
import { TABLE } from '../places.ts';
import { noUser } from '../reasons.ts';

/** Keys that mark users. */
export const MARKING: readonly Action[] = [
  { id: 'mark', keys: ['space'], title: 'mark or unmark the user', where: TABLE, intent: { type: 'mark' }, disabled: noUser },
  {
    id: 'range',
    keys: ['V'],
    title: 'mark a range: from here to wherever you move',
    where: TABLE,
    intent: { type: 'open', layer: 'range' },
    disabled: noUser,
  },
  {
    id: 'mark-range',
    keys: ['V', 'space', 'enter'],
    title: 'mark everybody in the range',
    short: 'mark',
    where: ['range'],
    intent: { type: 'confirm' },
  },
  { id: 'drop-range', keys: ['esc'], title: 'mark nobody', short: 'give up', where: ['range'], intent: { type: 'cancel' } },
  {
    id: 'mark-shown',
    keys: ['*'],
    title: 'mark everybody whom filter and tab let through, or unmark them',
    where: TABLE,
    intent: { type: 'mark-shown' },
    disabled: noUser,
  },
];
