import type { Intent } from '../monitor/messages.ts';
import { belowTop, type Layer, type State, topLayer } from '../monitor/state.ts';
import type { Action } from './action.ts';
import { ACTIONS } from './actions.ts';
import { elsewhere } from './elsewhere.ts';
import { type KeyName, typedText } from './key-names.ts';
import { chosenPlace, matchingActions } from './palette.ts';
import { type Place, takesText } from './places.ts';
import { whyNot } from './reasons.ts';

export function placeOf(state: State): Place {
  return topLayer(state)?.kind ?? (state.frozen === null && state.replay === null ? 'table' : 'frozen');
}

/** What a key means in a state: an intent, the reason why it cannot work now, or null for a key that means nothing here. */
export function resolve(state: State, key: KeyName): Intent | null {
  const layer = topLayer(state);
  const place = placeOf(state);
  const action = ACTIONS.find(({ keys, where }) => keys.includes(key) && where.includes(place));
  if (layer?.kind === 'palette' && action?.intent.type === 'confirm') return runChosen(belowTop(state), layer);
  if (action !== undefined) return intentOf(action, state, key);
  const text = takesText(place) ? typedText(key) : null;
  return text === null ? null : { type: 'edit', edit: { kind: 'insert', text } };
}

/** What pressing a key comes to: as `resolve` says, and one that means something in other places only says where. */
export function resolvePress(state: State, key: KeyName): Intent | null {
  const intent = resolve(state, key);
  if (intent !== null) return intent;
  const reason = elsewhere(placeOf(state), key);
  return reason === null ? null : { type: 'refuse', reason };
}

/**
 * What must be said before a key when data came between the frame a person `saw` and the key: that it is about the user who was
 * seen selected. Null when that is who is selected, or something is open.
 */
export function seenSelected(saw: State, latest: State): Intent | null {
  const { selected } = saw;
  const gone = selected !== null && selected !== latest.selected && saw.roster === latest.roster && topLayer(latest) === null;
  return gone ? { type: 'select', index: selected } : null;
}

/** The intent of an action, by the key that was pressed if that matters, or the reason why it cannot work in this state. */
export function intentOf(action: Action, state: State, key?: KeyName): Intent {
  const reason = whyNot(action, state);
  if (reason !== null) return { type: 'refuse', reason };
  return (key === undefined ? undefined : action.byKey?.(key)) ?? action.intent;
}

/** What Enter means in the palette: the chosen action, exactly as its key below it. While it cannot work, the palette stays open. */
function runChosen(below: State, { line, choice }: Extract<Layer, { kind: 'palette' }>): Intent {
  const actions = matchingActions(placeOf(below), line.text);
  const chosen = actions[chosenPlace(choice, actions.length)];
  if (chosen === undefined) return { type: 'refuse', reason: 'no action matches: erase what you typed' };
  const intent = intentOf(chosen, below);
  return intent.type === 'refuse' ? intent : { type: 'run', intent };
}

/** What pasted text means: text where text is typed; elsewhere it must not run as commands. */
export function resolvePaste(state: State, text: string): Intent {
  if (takesText(placeOf(state))) return { type: 'edit', edit: { kind: 'insert', text } };
  return { type: 'refuse', reason: 'pasted text is not taken as keys: press / to filter by it' };
}
