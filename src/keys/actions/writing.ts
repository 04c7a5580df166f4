import type { Action } from '../action.ts';
import { USERS } from '../places.ts';
import { nobody, noUser, stillWriting } from '../reasons.ts';

/** Keys that change something on the server, and those of the dialogs they open. */
export const WRITING: readonly Action[] = [
  {
    id: 'set',
    keys: ['e'],
    title: 'set a status: device, status, ext',
    short: 'set',
    where: USERS,
    intent: { type: 'open', layer: 'set' },
    writes: true,
    disabled: (state) => noUser(state) ?? stillWriting(state),
  },
  {
    id: 'subscribe',
    keys: ['a'],
    title: 'subscribe to the marked users, or the selected one',
    short: 'sub',
    where: USERS,
    intent: { type: 'open', layer: 'subscribe' },
    writes: true,
    disabled: (state) => nobody(state) ?? stillWriting(state),
  },
  {
    id: 'unsubscribe',
    keys: ['x'],
    title: 'unsubscribe from the marked users, or the selected one',
    short: 'unsub',
    where: USERS,
    intent: { type: 'open', layer: 'unsubscribe' },
    writes: true,
    disabled: (state) => nobody(state) ?? stillWriting(state),
  },
  {
    id: 'confirm',
    keys: ['enter'],
    title: 'do it',
    short: 'do it',
    where: ['dialog'],
    intent: { type: 'confirm' },
    writes: true,
  },
  {
    id: 'abandon',
    keys: ['esc'],
    title: 'leave everything as it is',
    short: 'cancel',
    where: ['dialog'],
    intent: { type: 'cancel' },
  },
  {
    id: 'next-field',
    keys: ['tab', 'down'],
    title: 'next field',
    short: 'next field',
    where: ['dialog'],
    intent: { type: 'focus', direction: 1 },
  },
  {
    id: 'previous-field',
    keys: ['shift-tab', 'up'],
    title: 'previous field',
    where: ['dialog'],
    intent: { type: 'focus', direction: -1 },
  },
];
