import type { Action } from '../action.ts';
import { TABLE } from '../places.ts';

/** Keys of the filter and the line it is typed in. */
export const FILTERING: readonly Action[] = [
  {
    id: 'filter',
    keys: ['/'],
    title: 'filter, live: bob, status:online, age>10s, !sub:yes',
    short: 'filter',
    where: TABLE,
    intent: { type: 'open', layer: 'filter' },
  },
  {
    id: 'filter-list',
    keys: ['/'],
    title: 'filter the list, live: bob, and of changes status:offline, device:ios, ext:busy',
    short: 'filter',
    where: ['change-list', 'errors'],
    intent: { type: 'open', layer: 'list-filter' },
  },
  {
    id: 'keep-filter',
    keys: ['enter'],
    title: 'keep the filter',
    short: 'keep',
    where: ['filter', 'list-filter'],
    intent: { type: 'confirm' },
  },
  {
    id: 'clear-filter',
    keys: ['esc'],
    title: 'clear the filter',
    short: 'clear',
    where: ['filter', 'list-filter'],
    intent: { type: 'cancel' },
  },
  {
    id: 'earlier-filter',
    keys: ['up'],
    title: 'an earlier filter',
    short: 'earlier',
    where: ['filter'],
    intent: { type: 'recall', direction: -1 },
  },
  { id: 'later-filter', keys: ['down'], title: 'a later filter', where: ['filter'], intent: { type: 'recall', direction: 1 } },
  {
    id: 'typing-down',
    keys: ['ctrl-n'],
    title: 'down, while the filter is typed',
    where: ['filter'],
    intent: { type: 'move', by: 'row', direction: 1 },
  },
  {
    id: 'typing-up',
    keys: ['ctrl-p'],
    title: 'up, while the filter is typed',
    where: ['filter'],
    intent: { type: 'move', by: 'row', direction: -1 },
  },
];
