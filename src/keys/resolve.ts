import type { Intent } from '../monitor/messages.ts';
import { type State, topLayer } from '../monitor/state.ts';
import { ACTIONS, type Place, takesText, whyNot } from './actions.ts';
import { type KeyName, typedText } from './key-names.ts';

export function placeOf(state: State): Place {
  return topLayer(state)?.kind ?? 'table';
}

/** What a key means in a state: an intent, the reason why it cannot work now, or null for a key that means nothing here. */
export function resolve(state: State, key: KeyName): Intent | null {
  const place = placeOf(state);
  const action = ACTIONS.find(({ keys, where }) => keys.includes(key) && where.includes(place));
  if (action !== undefined) {
    const reason = whyNot(action, state);
    return reason === null ? action.intent : { type: 'refuse', reason };
  }
  const text = takesText(place) ? typedText(key) : null;
  return text === null ? null : { type: 'edit', edit: { kind: 'insert', text } };
}

/** What pasted text means: text where text is typed; elsewhere it must not run as commands. */
export function resolvePaste(state: State, text: string): Intent {
  if (takesText(placeOf(state))) return { type: 'edit', edit: { kind: 'insert', text } };
  return { type: 'refuse', reason: 'pasted text is not taken as keys: press / to filter by it' };
}
