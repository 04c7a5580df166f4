import type { Action } from '../action.ts';
import { LETTERS, LISTS } from '../places.ts';

/** Where Home and End lead to the ends of a list, not of time. */
const UNFROZEN = LETTERS.filter((place) => place !== 'frozen');

/** Keys that move in whatever is on top. */
export const MOVING: readonly Action[] = [
  { id: 'down', keys: ['j', 'down'], title: 'down', where: LETTERS, intent: { type: 'move', by: 'row', direction: 1 } },
  { id: 'up', keys: ['k', 'up'], title: 'up', where: LETTERS, intent: { type: 'move', by: 'row', direction: -1 } },
  {
    id: 'list-down',
    keys: ['down'],
    title: 'down',
    where: ['help', 'palette', 'list-filter'],
    intent: { type: 'move', by: 'row', direction: 1 },
  },
  {
    id: 'list-up',
    keys: ['up'],
    title: 'up',
    where: ['help', 'palette', 'list-filter'],
    intent: { type: 'move', by: 'row', direction: -1 },
  },
  {
    id: 'half-down',
    keys: ['ctrl-d'],
    title: 'half a page down',
    where: LISTS,
    intent: { type: 'move', by: 'half', direction: 1 },
  },
  {
    id: 'half-up',
    keys: ['ctrl-u'],
    title: 'half a page up',
    where: LETTERS,
    intent: { type: 'move', by: 'half', direction: -1 },
  },
  { id: 'page-down', keys: ['pgdn'], title: 'a page down', where: LISTS, intent: { type: 'move', by: 'page', direction: 1 } },
  { id: 'page-up', keys: ['pgup'], title: 'a page up', where: LISTS, intent: { type: 'move', by: 'page', direction: -1 } },
  { id: 'last', keys: ['G', 'end'], title: 'the last one', where: UNFROZEN, intent: { type: 'move', by: 'end', direction: 1 } },
  {
    id: 'first',
    keys: ['g', 'home'],
    title: 'the first one',
    where: UNFROZEN,
    intent: { type: 'move', by: 'end', direction: -1 },
  },
  { id: 'frozen-last', keys: ['G'], title: 'the last one', where: ['frozen'], intent: { type: 'move', by: 'end', direction: 1 } },
  {
    id: 'frozen-first',
    keys: ['g'],
    title: 'the first one',
    where: ['frozen'],
    intent: { type: 'move', by: 'end', direction: -1 },
  },
];
