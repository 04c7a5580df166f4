import type { Intent } from '../../monitor/messages.ts';
import type { Action } from '../action.ts';
import type { KeyName } from '../key-names.ts';
import { TABLE } from '../places.ts';
import { noTabs } from '../reasons.ts';

const tab = (key: KeyName): Intent => ({ type: 'tab', tab: Number(key) - 1 });

/** Keys that choose what the table shows, in which order. */
export const ARRANGING: readonly Action[] = [
  {
    id: 'next-tab',
    keys: ['tab'],
    title: 'the next tab: everybody, or one of the groups',
    where: TABLE,
    intent: { type: 'turn-tab', direction: 1 },
    disabled: noTabs,
  },
  {
    id: 'previous-tab',
    keys: ['shift-tab'],
    title: 'the previous tab',
    where: TABLE,
    intent: { type: 'turn-tab', direction: -1 },
    disabled: noTabs,
  },
  {
    id: 'tab',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    named: ['1', '9'],
    title: 'that tab: 1 is everybody, 2 the first group',
    where: TABLE,
    intent: tab('1'),
    byKey: tab,
    disabled: noTabs,
  },
  {
    id: 'sort',
    keys: ['s'],
    title: 'choose the column to sort by',
    short: 'sort',
    where: TABLE,
    intent: { type: 'open', layer: 'sort' },
  },
  { id: 'choose', keys: ['enter'], title: 'sort by this column', short: 'sort', where: ['sort'], intent: { type: 'confirm' } },
  { id: 'invert', keys: ['I'], title: 'invert the order', where: [...TABLE, 'sort'], intent: { type: 'invert' } },
  {
    id: 'sort-right',
    keys: ['>'],
    title: 'sort by the next column',
    where: TABLE,
    intent: { type: 'sort-by', direction: 1 },
  },
  {
    id: 'sort-left',
    keys: ['<'],
    title: 'sort by the previous column',
    where: TABLE,
    intent: { type: 'sort-by', direction: -1 },
  },
];
