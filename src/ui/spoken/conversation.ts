import { matchingActions } from '../../keys/palette.ts';
import { type Place, takesText } from '../../keys/places.ts';
import { intentOf, placeOf, resolve } from '../../keys/resolve.ts';
import type { Intent } from '../../monitor/messages.ts';
import { type State, topLayer } from '../../monitor/state.ts';
import { graphemesOf } from '../../text/width.ts';
import type { Announcer } from './announcer.ts';
import { type Answer, retype } from './place.ts';
import { spokenPlace } from './places.ts';
import { standingSentences } from './standing.ts';
import { keyAmongText, keyIn } from './typed-words.ts';
import { brief } from './words.ts';

/** The monitor as a conversation sees it. */
export interface Monitor {
  readonly getLatest: () => State;
  readonly dispatch: (intent: Intent) => void;
}

/** Where sentences go. Whoever is behind it makes them harmless. */
export interface Voice {
  /** Says one line. */
  say(sentence: string): void;
  /** Asks something that the next line answers. */
  ask(question: string): void;
}

/** What is said of an intent that showed no effect; nothing of those that are not here. */
const WITHOUT_EFFECT: Partial<Readonly<Record<Intent['type'], string>>> = {
  'refresh-row': 'The user is asked about again.',
  'refresh-all': 'Everybody is asked about again.',
  cancel: 'Nothing to go back from.',
};

/**
 * One person's conversation with a monitor: a line is the name of a key, several of them, the number of an entry that was
 * read, the name of an action, or the answer to a question; what it did is said.
 */
export class Conversation {
  readonly #monitor: Monitor;
  readonly #voice: Voice;
  readonly #announcer: Announcer;
  #confirming = false;
  /** Whether a line is being taken in: what it does is said once all of it was done. */
  #acting = false;
  /** Whether the monitor was quit: what was typed behind that is not for it. */
  #left = false;

  constructor(monitor: Monitor, voice: Voice, announcer: Announcer) {
    this.#monitor = monitor;
    this.#voice = voice;
    this.#announcer = announcer;
  }

  get #state(): State {
    return this.#monitor.getLatest();
  }

  /** Whether a question or menu is open: what nobody asked for waits until it is closed. Whoever is asked whether to quit waits for news. */
  get #busy(): boolean {
    const layer = topLayer(this.#state);
    return layer !== null && layer.kind !== 'user' && layer.kind !== 'leave';
  }

  /** Takes a line in and says what came of it. */
  hear(line: string): void {
    if (this.#left) return;
    this.#sayAll(this.#announcer.since(this.#state));
    this.#doing(() => this.#line(line));
  }

  /** Does what a key does that reaches the program in another way than by a line. */
  press(intent: Intent): void {
    this.#doing(() => this.#dispatch([intent]));
  }

  /** Says what was not asked for, if it is time for that. */
  announce(): void {
    if (this.#left || this.#acting || this.#busy) return;
    const sentences = this.#announcer.announce(this.#state);
    this.#sayAll(sentences);
    if (sentences.length > 0) this.#ask();
  }

  /** Says what came of actions and was not said yet, before the program ends. */
  close(): void {
    this.#sayAll(this.#announcer.since(this.#state));
  }

  /** Says what is to be copied on a line of its own: where nothing but text is written, no clipboard can be reached. */
  copy(text: string): void {
    this.#announcer.told(this.#state);
    this.#sayAll(['The next line is the copy; it went to no clipboard.', text]);
  }

  /** Says how everything stands, and where the conversation is. */
  sayAgain(): void {
    const { place, layer } = spokenPlace(this.#state);
    const whereabouts = layer === null ? place.here(this.#state, layer) : place.read(this.#state, layer);
    this.#sayAll([...standingSentences(this.#state), ...whereabouts]);
  }

  /** Says what `act` did: what differs afterwards, where that led, or that it did nothing. */
  #doing(act: () => Outcome): void {
    const before = this.#state;
    this.#acting = true;
    const { intents, said } = act();
    this.#acting = false;
    const after = this.#state;
    const told = [...(said === undefined ? [] : [said]), ...this.#announcer.since(after), ...this.#whereabouts(before, after)];
    this.#sayAll(told.length > 0 ? told : this.#withoutEffect(intents));
    if (!this.#left) this.#ask();
  }

  /** What opened, or what moved in what is open. */
  #whereabouts(before: State, after: State): readonly string[] {
    const { place, layer } = spokenPlace(after);
    const was = topLayer(before);
    if (layer?.kind !== was?.kind || before.layers.length !== after.layers.length) return place.read(after, layer);
    return layer !== was || before.selected !== after.selected ? place.here(after, layer) : [];
  }

  #withoutEffect(intents: readonly Intent[]): readonly string[] {
    const last = intents.at(-1);
    if (last === undefined) return [];
    const { place, layer } = spokenPlace(this.#state);
    if (last.type === 'move') return place.here(this.#state, layer);
    return [WITHOUT_EFFECT[last.type] ?? []].flat();
  }

  #ask(): void {
    const { place, layer } = spokenPlace(this.#state);
    if (layer?.kind !== 'dialog' || layer.dialog.problem !== null) this.#confirming = false;
    const question = place.ask(this.#state, layer, this.#confirming);
    if (question !== null) this.#voice.ask(question);
  }

  #line(line: string): Outcome {
    const done: Intent[] = [];
    let rest = line;
    do {
      const step = this.#step(rest);
      this.#dispatch(step.intents);
      done.push(...step.intents);
      if (step.said !== undefined) return { intents: done, said: step.said };
      rest = step.rest;
    } while (rest !== '' && !this.#left);
    return { intents: done };
  }

  /** What the beginning of a line means in the present place, and what is left of the line. */
  #step(line: string): Outcome & { readonly rest: string } {
    const state = this.#state;
    const { place, layer } = spokenPlace(state);
    if (place.ask(state, layer, this.#confirming) !== null) {
      const key = keyAmongText(line);
      if (key !== null) return { ...this.#pressed(key), rest: '' };
      return { ...this.#answered(line.trim()), rest: '' };
    }
    const words = line.trim().split(/\s+/u);
    const [word = ''] = words;
    const key = word === '' ? 'enter' : keyIn(word);
    const rest = line.trim().slice(word.length).trimStart();
    const intent = key === null ? null : resolve(state, key);
    if (intent !== null && (opensLine(intent) || words.every((each) => each === '' || keyIn(each) !== null || isNumber(each)))) {
      return { intents: [intent], rest };
    }
    const chosen = isNumber(word) ? place.choose(state, layer, Number(word)) : null;
    if (chosen !== null) return { intents: chosen, rest };
    return this.#named(line.trim());
  }

  #pressed(key: string): Outcome {
    this.#confirming = false;
    const intent = resolve(this.#state, key);
    return intent === null ? { intents: [], said: unknown(key) } : { intents: [intent] };
  }

  #answered(text: string): Outcome {
    const { place, layer } = spokenPlace(this.#state);
    const chosen = isNumber(text) ? place.choose(this.#state, layer, Number(text)) : null;
    if (chosen !== null) return { intents: chosen };
    const { confirming = false, ...outcome } = place.answer(this.#state, layer, text, this.#confirming);
    this.#confirming = confirming;
    return outcome;
  }

  /** An action by its name, as the palette finds it; a key that opens a line may have the text of that line behind it. */
  #named(name: string): Outcome & { readonly rest: string } {
    const state = this.#state;
    const [first = ''] = graphemesOf(name);
    const opening = resolve(state, first);
    if (opening !== null && opensLine(opening)) return { intents: [opening], rest: name.slice(first.length).trimStart() };
    const found = matchingActions(placeOf(state), name);
    const exact = found.find(({ id, title }) => id === name || title === name);
    const only = exact ?? (found.length === 1 && `${found[0]?.id} ${found[0]?.title}`.includes(name) ? found[0] : undefined);
    if (only !== undefined) return { intents: [intentOf(only, state)], rest: '' };
    const palette = resolve(state, ':');
    if (found.length === 0 || palette === null) return { intents: [], said: unknown(name), rest: '' };
    return { intents: [palette, ...retype(name)], rest: '' };
  }

  #dispatch(intents: readonly Intent[]): Outcome {
    for (const intent of intents) {
      const before = this.#state;
      this.#monitor.dispatch(intent);
      this.#left ||= quits(before, this.#state, intent);
    }
    return { intents };
  }

  #sayAll(sentences: readonly string[]): void {
    for (const sentence of sentences) this.#voice.say(sentence);
  }
}

/** What a line came to: what was done, and what is to be said of it. */
type Outcome = Pick<Answer, 'intents' | 'said'>;

/** Whether an intent quit: what asks first, or goes one step back, changes the layers. */
function quits(before: State, after: State, { type }: Intent): boolean {
  if (before.layers !== after.layers) return false;
  const top = topLayer(before)?.kind;
  return type === 'interrupt' || (type === 'quit' && top === undefined) || (type === 'confirm' && top === 'leave');
}

/** Whether an intent opens a place whose question the rest of a line can answer. */
function opensLine(intent: Intent): boolean {
  return intent.type === 'open' && takesText(intent.layer as Place);
}

function isNumber(word: string): boolean {
  return /^\d{1,6}$/.test(word);
}

function unknown(name: string): string {
  return `Nothing here is called ${brief(name)}: ? lists the keys.`;
}
