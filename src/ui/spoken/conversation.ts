import type { Intent } from '../../monitor/messages.ts';
import { type Layer, type State, topLayer } from '../../monitor/state.ts';
import type { Announcer } from './announcer.ts';
import { meaningOf } from './meaning.ts';
import type { Answer } from './place.ts';
import { spokenPlace } from './places.ts';
import { standingSentences } from './standing.ts';

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

/** Milliseconds for which an open question keeps announcements back. */
const PATIENCE = 30_000;

/** What is said of an intent that showed no effect; nothing of those that are not here. */
const WITHOUT_EFFECT: Partial<Readonly<Record<Intent['type'], string>>> = {
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
  /** When the last line came, in milliseconds of the steady clock. */
  #heardAt = Number.NEGATIVE_INFINITY;
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

  /**
   * Whether somebody is answering a question or choosing from a menu: what nobody asked for waits meanwhile, but not for ever.
   * Whoever is asked whether to quit waits for news.
   */
  get #busy(): boolean {
    const layer = topLayer(this.#state);
    const open = layer !== null && layer.kind !== 'user' && layer.kind !== 'leave';
    return open && this.#state.stamp.steady < this.#heardAt + PATIENCE;
  }

  /** Takes a line in and says what came of it. */
  hear(line: string): void {
    if (this.#left) return;
    this.#heardAt = this.#state.stamp.steady;
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
  #doing(act: () => Answer): void {
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
    if (layer === null && before.selected !== after.selected) return place.here(after, layer);
    const opened = layer?.kind !== was?.kind || before.layers.length !== after.layers.length;
    if (opened || isNarrowed(was, layer) || (layer === null && isArranged(before, after))) return place.read(after, layer);
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

  #line(line: string): Answer {
    const done: Intent[] = [];
    let rest = line;
    do {
      const meaning = meaningOf(this.#state, rest, this.#confirming);
      this.#confirming = meaning.confirming ?? false;
      this.#dispatch(meaning.intents);
      done.push(...meaning.intents);
      if (meaning.said !== undefined) return { intents: done, said: meaning.said };
      rest = meaning.rest;
    } while (rest !== '' && !this.#left);
    return { intents: done };
  }

  #dispatch(intents: readonly Intent[]): Answer {
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

/** Whether a list is narrowed down in another way than before. */
function isNarrowed(was: Layer | null, layer: Layer | null): boolean {
  return was !== null && layer !== null && 'filter' in was && 'filter' in layer && was.filter !== layer.filter;
}

/** Whether the list holds others, or in another order. */
function isArranged(before: State, after: State): boolean {
  return before.filter !== after.filter || before.tab !== after.tab || before.sorting !== after.sorting;
}

/** Whether an intent quit: what asks first, or goes one step back, changes the layers. */
function quits(before: State, after: State, { type }: Intent): boolean {
  if (before.layers !== after.layers) return false;
  const top = topLayer(before)?.kind;
  return type === 'interrupt' || (type === 'quit' && top === undefined) || (type === 'confirm' && top === 'leave');
}
