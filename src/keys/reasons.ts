import { listedName, selectedSubscription } from '../monitor/list-page.ts';
import { type State, subject, targets } from '../monitor/state.ts';
import { isPast, wayBack } from '../monitor/travel.ts';
import type { Action } from './action.ts';

/** Why an action cannot work now, in words, or null when it can. In a read-only run, and in the past, no action that writes does. */
export function whyNot({ writes, disabled }: Pick<Action, 'writes' | 'disabled'>, state: State): string | null {
  const { readOnly } = state.settings;
  if (writes && readOnly !== null) return `${readOnly.why}; ${readOnly.hint}`;
  if (writes && isPast(state)) return `the view is in the past: ${wayBack(state)} goes back to live`;
  return disabled?.(state) ?? null;
}

export function noUser(state: State): string | null {
  return subject(state) === null ? 'no user is selected: the list is empty or the filter hides everybody' : null;
}

export function nobody(state: State): string | null {
  return targets(state).length === 0 ? noUser(state) : null;
}

export function notFrozen({ frozen }: State): string | null {
  return frozen === null ? 'the view is live: p freezes it, and then it can go back' : null;
}

export function noTabs({ roster }: State): string | null {
  const none = roster.groups.names.length === 0;
  return none ? 'there are no tabs: name users together in "groups" of the configuration' : null;
}

export function nothingWritten({ pending, lastWrite }: State): string | null {
  return pending === null && lastWrite === null ? 'nothing was changed in this run yet' : null;
}

export function nothingToStop({ pending }: State): string | null {
  const none = pending === null || pending.rest.length === 0 || pending.stopped !== null;
  return none ? 'no change has calls left that could be stopped' : null;
}

export function stillWriting({ pending }: State): string | null {
  return pending === null ? null : 'another change is still on its way: wait for its answer';
}

/** Why the line of a list page stands for no user. */
export function noListedName(state: State): string | null {
  return listedName(state) === null ? 'the list is empty: there is no line to act on' : null;
}

export function notWatched(state: State): string | null {
  const name = listedName(state) ?? '';
  return state.roster.indexOf(name) === undefined ? `${name} is not watched: there is no page to open` : null;
}

export function noSubscription(state: State): string | null {
  return selectedSubscription(state) === null ? 'there is no subscription to act on' : null;
}

export function whileStopped({ stopped }: State): string | null {
  return stopped === null ? null : 'all calls are stopped: P goes on';
}
