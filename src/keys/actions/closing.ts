import type { Action } from '../action.ts';
import { ANYWHERE, LETTERS, TABLE } from '../places.ts';

/** Keys that go back, close and leave, and those that concern the terminal as a whole. */
export const CLOSING: readonly Action[] = [
  { id: 'run', keys: ['enter'], title: 'do what is chosen', short: 'do it', where: ['palette'], intent: { type: 'confirm' } },
  {
    id: 'close',
    keys: ['esc', 'enter'],
    title: 'close',
    short: 'close',
    where: ['user', 'error', 'help', 'results'],
    intent: { type: 'cancel' },
  },
  {
    id: 'close-menu',
    keys: ['esc'],
    title: 'close',
    short: 'close',
    where: ['sort', 'palette', 'copy', 'budget'],
    intent: { type: 'cancel' },
  },
  {
    id: 'back',
    keys: ['esc'],
    title: 'one step back: clears the filter, then the marks; never quits',
    where: TABLE,
    intent: { type: 'cancel' },
  },
  { id: 'quit', keys: ['q'], title: 'quit', short: 'quit', where: TABLE, intent: { type: 'quit' } },
  {
    id: 'close-top',
    keys: ['q'],
    title: 'close what is open',
    short: 'close',
    where: [...LETTERS.filter((place) => !TABLE.includes(place)), 'budget'],
    intent: { type: 'quit' },
  },
  {
    id: 'interrupt',
    keys: ['ctrl-c'],
    title: 'quit; asks while a change is on its way, then quits at once',
    where: ANYWHERE,
    intent: { type: 'interrupt' },
  },
  { id: 'leave', keys: ['enter'], title: 'quit all the same', short: 'quit', where: ['leave'], intent: { type: 'confirm' } },
  { id: 'stay', keys: ['esc'], title: 'stay', short: 'stay', where: ['leave'], intent: { type: 'cancel' } },
  { id: 'suspend', keys: ['ctrl-z'], title: 'suspend: fg in the shell goes on', where: ANYWHERE, intent: { type: 'suspend' } },
  { id: 'redraw', keys: ['ctrl-l'], title: 'redraw the whole screen', where: ANYWHERE, intent: { type: 'redraw' } },
];
