import type { Action } from '../action.ts';
import { TYPING } from '../places.ts';

/** Keys that edit the line being typed. */
export const TYPING_KEYS: readonly Action[] = [
  {
    id: 'erase',
    keys: ['backspace'],
    title: 'erase the character before the cursor',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'backspace' } },
  },
  {
    id: 'erase-next',
    keys: ['delete'],
    title: 'erase the character at the cursor',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'delete' } },
  },
  {
    id: 'erase-word',
    keys: ['ctrl-w'],
    title: 'erase the word before the cursor',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'erase-word' } },
  },
  {
    id: 'erase-line',
    keys: ['ctrl-u'],
    title: 'erase all before the cursor',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'erase-to-start' } },
  },
  { id: 'cursor-left', keys: ['left'], title: 'cursor left', where: TYPING, intent: { type: 'edit', edit: { kind: 'left' } } },
  {
    id: 'cursor-right',
    keys: ['right'],
    title: 'cursor right',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'right' } },
  },
  {
    id: 'cursor-start',
    keys: ['home', 'ctrl-a'],
    title: 'cursor to the start',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'start' } },
  },
  {
    id: 'cursor-end',
    keys: ['end', 'ctrl-e'],
    title: 'cursor to the end',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'end' } },
  },
];
