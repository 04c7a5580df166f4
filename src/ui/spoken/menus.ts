import type { Intent } from '../../monitor/messages.ts';
import type { State } from '../../monitor/state.ts';
import { KEYS_ALONE, type SpokenPlace } from './place.ts';
import { sentence } from './words.ts';

/** A menu: its name, what can be chosen, and the place of the choice from 0. */
export interface Menu {
  readonly title: string;
  readonly entries: readonly string[];
  readonly choice: number;
}

/** A menu as numbered lines. The choice is moved by the monitor's own intents, so whatever has a choice and Enter can be one. */
export function menuPlace<L>(menuOf: (state: State, layer: L) => Menu): SpokenPlace<L> {
  return {
    ...KEYS_ALONE,
    read(state, layer) {
      const { title, entries } = menuOf(state, layer);
      return [`${title}: type a number, or esc.`, ...numbered(entries)];
    },
    here(state, layer) {
      const { entries, choice } = menuOf(state, layer);
      return [`${choice + 1} of ${entries.length}: ${sentence(entries[choice] ?? '')}`];
    },
    choose(state, layer, number) {
      const { entries, choice } = menuOf(state, layer);
      return number < 1 || number > entries.length ? null : [...moves(number - 1 - choice), { type: 'confirm' }];
    },
  };
}

/** Lines with their numbers, from 1. */
export function numbered(lines: readonly string[]): string[] {
  return lines.map((line, at) => `${at + 1}: ${sentence(line)}`);
}

/** Moves a choice by so many entries. */
export function moves(by: number): Intent[] {
  const step: Intent = { type: 'move', by: 'row', direction: by < 0 ? -1 : 1 };
  return Array.from({ length: Math.abs(by) }, () => step);
}
