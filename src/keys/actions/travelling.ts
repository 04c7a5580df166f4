import type { Action } from '../action.ts';
import { notFrozen } from '../reasons.ts';

/** Keys that lead through the times of a frozen table. */
export const TRAVELLING: readonly Action[] = [
  {
    id: 'earlier',
    keys: ['left'],
    title: 'the moment before, at which something changed',
    short: 'earlier',
    where: ['frozen'],
    intent: { type: 'travel', to: 'earlier' },
  },
  {
    id: 'later',
    keys: ['right'],
    title: 'the next moment, at which something changed',
    short: 'later',
    where: ['frozen'],
    intent: { type: 'travel', to: 'later' },
  },
  {
    id: 'live',
    keys: ['end'],
    title: 'back to live, as p',
    where: ['frozen'],
    intent: { type: 'thaw' },
    inReplay: { title: 'the end of the recording', short: 'end' },
  },
  {
    id: 'oldest',
    keys: ['home'],
    title: 'the oldest moment that is kept',
    short: 'oldest',
    where: ['frozen'],
    intent: { type: 'travel', to: 'oldest' },
    inReplay: { title: 'the beginning of the recording', short: 'begin' },
  },
];

/** Keys that do so while the page of a user is open; on a live table they say what is missing. */
export const PAGE_TRAVELLING: readonly Action[] = [
  {
    id: 'user-earlier',
    keys: ['left'],
    title: 'in a frozen view: the moment before, at which something changed',
    inFrozen: 'earlier',
    where: ['table', 'user'],
    intent: { type: 'travel', to: 'earlier' },
    disabled: notFrozen,
  },
  {
    id: 'user-later',
    keys: ['right'],
    title: 'in a frozen view: the next moment, at which something changed',
    inFrozen: 'later',
    where: ['table', 'user'],
    intent: { type: 'travel', to: 'later' },
    disabled: notFrozen,
  },
];
