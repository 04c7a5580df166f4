import type { Intent } from '../../monitor/messages.ts';
import type { State } from '../../monitor/state.ts';

/** What a line of text comes to: what is done, what is said of it, and whether a dialog is to be confirmed next. */
export interface Answer {
  readonly intents: readonly Intent[];
  readonly said?: string;
  readonly confirming?: boolean;
}

/** How a place speaks. `L`: its layer, null for the table. */
export interface SpokenPlace<L> {
  /** What is said when it opens, a sentence a line. */
  read(state: State, layer: L): readonly string[];
  /** What is said when something in it has moved, and when nothing has though somebody tried. */
  here(state: State, layer: L): readonly string[];
  /** The question that a whole line answers, without an end; null where lines are keys. `confirming`: all fields are answered. */
  ask(state: State, layer: L, confirming: boolean): string | null;
  /** What a line means as an answer; "" leaves everything as it is. */
  answer(state: State, layer: L, text: string, confirming: boolean): Answer;
  /** What the number of an entry, from 1, chooses; null when there is none. */
  choose(state: State, layer: L, number: number): readonly Intent[] | null;
}

/** A place without questions and numbers, in which keys are all there is. */
export const KEYS_ALONE = {
  ask: () => null,
  answer: () => ({ intents: [] }),
  choose: () => null,
} as const;

/** Puts a text in place of what stands in the line being typed. */
export function retype(text: string): Intent[] {
  return [
    { type: 'edit', edit: { kind: 'end' } },
    { type: 'edit', edit: { kind: 'erase-to-start' } },
    { type: 'edit', edit: { kind: 'insert', text } },
  ];
}
