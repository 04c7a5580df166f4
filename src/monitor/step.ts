import type { Effect } from './messages.ts';
import type { State } from './state.ts';

/** What a message came to: the state after it, and what is to be done outside. */
export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** A step that only changes the state. */
export function quietly(state: State): Step {
  return { state, effects: [] };
}
