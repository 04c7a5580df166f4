import type { Action } from '../action.ts';
import { USERS } from '../places.ts';
import { notRecorded, noUser } from '../reasons.ts';

/** Keys that copy. */
export const COPYING: readonly Action[] = [
  {
    id: 'copy',
    keys: ['y'],
    title: 'copy the name of the user, through the terminal (OSC 52)',
    where: USERS,
    intent: { type: 'copy', copy: 'uid' },
    disabled: noUser,
  },
  {
    id: 'copy-menu',
    keys: ['Y'],
    title: 'choose what to copy: name, row as JSON, or a curl line',
    where: USERS,
    intent: { type: 'open', layer: 'copy' },
    disabled: noUser,
  },
  { id: 'copy-chosen', keys: ['enter'], title: 'copy this', short: 'copy', where: ['copy'], intent: { type: 'confirm' } },
  { id: 'copy-uid', keys: ['u'], title: 'copy the name', where: ['copy'], intent: { type: 'copy', copy: 'uid' } },
  { id: 'copy-row', keys: ['r'], title: 'copy the row as JSON', where: ['copy'], intent: { type: 'copy', copy: 'row' } },
  {
    id: 'copy-curl',
    keys: ['c'],
    title: 'copy a curl line that retrieves the user, the token left in its file',
    where: ['copy'],
    intent: { type: 'copy', copy: 'curl' },
  },
  {
    id: 'share',
    keys: ['Y'],
    title: 'copy a line that replays the moment of the change, for whoever has the recording',
    short: 'share',
    where: ['change-list'],
    intent: { type: 'share' },
    disabled: notRecorded,
  },
];
