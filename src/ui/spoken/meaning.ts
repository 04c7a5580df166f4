import { matchingActions } from '../../keys/palette.ts';
import { type Place, takesText } from '../../keys/places.ts';
import { intentOf, placeOf, resolve } from '../../keys/resolve.ts';
import type { Intent } from '../../monitor/messages.ts';
import type { State } from '../../monitor/state.ts';
import { graphemesOf } from '../../text/width.ts';
import { type Answer, retype } from './place.ts';
import { spokenPlace } from './places.ts';
import { keyAmongText, keyIn } from './typed-words.ts';
import { brief } from './words.ts';

/** What a line means, and what of it is still to be read once that is done. */
export interface Meaning extends Answer {
  readonly rest: string;
}

/**
 * What a line means in a state: the answer to the question that is open, else the name of a key, the number of an entry, or
 * the name of an action. `confirming`: all fields of a dialog are answered.
 */
export function meaningOf(state: State, line: string, confirming: boolean): Meaning {
  const { place, layer } = spokenPlace(state);
  if (place.ask(state, layer, confirming) !== null) return { ...answerOf(state, line, confirming), rest: '' };
  const text = line.trim();
  const words = text.split(/\s+/u);
  const [word = ''] = words;
  // Some keys leave a character in the line that counts as a blank.
  const key = keyIn(line) ?? (word === '' ? 'enter' : keyIn(word));
  const rest = text.slice(word.length).trimStart();
  const intent = key === null ? null : resolve(state, key);
  const others = words.slice(1).every((each) => keyIn(each) !== null || isNumber(each));
  if (intent !== null && (others || opensLine(intent))) return { intents: [intent], rest };
  const chosen = isNumber(word) ? place.choose(state, layer, Number(word)) : null;
  return chosen === null ? named(state, text) : { intents: chosen, rest };
}

function answerOf(state: State, line: string, confirming: boolean): Answer {
  const { place, layer } = spokenPlace(state);
  const key = keyAmongText(line);
  if (key !== null) {
    const intent = resolve(state, key);
    return intent === null ? unknown(key) : { intents: [intent] };
  }
  const text = line.trim();
  const chosen = isNumber(text) ? place.choose(state, layer, Number(text)) : null;
  return chosen === null ? place.answer(state, layer, text, confirming) : { intents: chosen };
}

/** An action by its name, as the palette finds it; a key that opens a line may have the text of that line behind it. */
function named(state: State, name: string): Meaning {
  const [first = ''] = graphemesOf(name);
  const opening = resolve(state, first);
  if (opening !== null && opensLine(opening)) return { intents: [opening], rest: name.slice(first.length).trimStart() };
  const found = matchingActions(placeOf(state), name);
  const exact = found.find(({ id, title }) => id === name || title === name);
  const alone = found.length === 1 && `${found[0]?.id} ${found[0]?.title}`.includes(name) ? found[0] : undefined;
  const action = exact ?? alone;
  if (action !== undefined) return { intents: [intentOf(action, state)], rest: '' };
  const palette = resolve(state, ':');
  if (found.length === 0 || palette === null) return { ...unknown(name), rest: '' };
  return { intents: [palette, ...retype(name)], rest: '' };
}

/** Whether an intent opens a place whose question the rest of a line can answer. */
function opensLine(intent: Intent): boolean {
  return intent.type === 'open' && takesText(intent.layer as Place);
}

function isNumber(word: string): boolean {
  return /^\d{1,6}$/.test(word);
}

function unknown(name: string): Answer {
  return { intents: [], said: `Nothing here is called ${brief(name)}: ? lists the keys.` };
}
