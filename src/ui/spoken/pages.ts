import type { Layer, State } from '../../monitor/state.ts';
import { type Line, plainText } from '../lines.ts';
import { KEYS_ALONE, type SpokenPlace } from './place.ts';
import { sentence } from './words.ts';

/** Columns in which no sentence wraps. */
export const WIDE = 300;

/** A place that the screen shows as lines of prose: they are read one after the other, as they stand. */
export function pagePlace<L extends Layer>(linesOf: (state: State, layer: L) => readonly Line[]): SpokenPlace<L> {
  const read = (state: State, layer: L) => {
    const texts = linesOf(state, layer).map((line) => plainText(line).trim());
    return texts.filter((text) => text !== '').map(sentence);
  };
  return { ...KEYS_ALONE, read, here: read };
}
