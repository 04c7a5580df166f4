import type { Action } from './action.ts';
import { ARRANGING } from './actions/arranging.ts';
import { CALLING } from './actions/calling.ts';
import { CLOSING } from './actions/closing.ts';
import { COPYING } from './actions/copying.ts';
import { FILTERING } from './actions/filtering.ts';
import { LISTING } from './actions/listing.ts';
import { MARKING } from './actions/marking.ts';
import { MOVING } from './actions/moving.ts';
import { OPENING } from './actions/opening.ts';
import { PAGE_TRAVELLING, TRAVELLING } from './actions/travelling.ts';
import { TYPING_KEYS } from './actions/typing.ts';
import { WRITING } from './actions/writing.ts';

/** Everything a key can do, in the order in which the help lists it. */
export const ACTIONS: readonly Action[] = [
  ...TRAVELLING,
  ...FILTERING,
  ...WRITING,
  ...LISTING,
  ...OPENING,
  ...MARKING,
  ...ARRANGING,
  ...CALLING,
  ...COPYING,
  ...MOVING,
  ...PAGE_TRAVELLING,
  ...CLOSING,
  ...TYPING_KEYS,
];
