import { listedName, selectedSubscription } from '../monitor/list-page.ts';
import { type State, subject, targets, topLayer } from '../monitor/state.ts';
import { isPast, WAY_BACK } from '../monitor/travel.ts';
import type { Action } from './action.ts';

/** Why an action cannot work now, in words, or null when it can. In a read-only run, and in the past, no action that writes does; in a replay none that asks. */
export function whyNot({ writes, asks, disabled }: Pick<Action, 'writes' | 'asks' | 'disabled'>, state: State): string | null {
  const { readOnly } = state.settings;
  if (asks && state.replay !== null) return 'this is a replay: nobody is asked';
  if (writes && readOnly !== null) return `${readOnly.why}; ${readOnly.hint}`;
  if (writes && isPast(state)) return `the view is in the past: ${WAY_BACK}`;
  return disabled?.(state) ?? null;
}

export function noUser(state: State): string | null {
  return subject(state) === null ? 'no user is selected: the list is empty or the filter hides everybody' : null;
}

export function nobody(state: State): string | null {
  return targets(state).length === 0 ? noUser(state) : null;
}

export function notFrozen({ frozen, replay }: State): string | null {
  return frozen === null && replay === null ? 'the view is live: p freezes it, and then it can go back' : null;
}

export function notRecorded({ settings }: State): string | null {
  return settings.recording === undefined ? 'this run is not recorded: start with --record FILE to share its moments' : null;
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

export function onlyField(state: State): string | null {
  const layer = topLayer(state);
  const fields = layer?.kind === 'dialog' ? layer.dialog.fields.length : 0;
  return fields > 1 ? null : 'there is no other field: Enter does it, Esc leaves everything as it is';
}

export function stillWriting({ pending }: State): string | null {
  return pending === null ? null : 'another change is still on its way: wait for its answer';
}

/** Why the line of a list page stands for no user. */
export function noListedName(state: State): string | null {
  return listedName(state) === null ? 'the list is empty: there is no line to act on' : null;
}

/** Why no error is opened. */
export function noListedError(state: State): string | null {
  const layer = topLayer(state);
  return layer?.kind === 'errors' && layer.cursor.selected !== null ? null : 'there is no error here to read';
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
