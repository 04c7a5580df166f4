import type { ListLayer } from '../../monitor/list-page.ts';
import type { Layer, State } from '../../monitor/state.ts';
import { type Line, plainText } from '../lines.ts';
import { type ListPage, pageOf } from '../list-page.ts';
import { moves } from './menus.ts';
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

/** Rows that no entry needs more of. */
const HIGH = 50;

/** A place that lists something, one entry spoken at a time; the number of an entry goes to it. */
export function listPlace<L extends ListLayer>(): SpokenPlace<L> {
  const here = (state: State, layer: L) => [entrySentence(pageOf(state, layer, WIDE), layer.cursor.position)];
  return {
    ...KEYS_ALONE,
    read(state, layer) {
      const { titles, notes } = pageOf(state, layer, WIDE);
      const [title = ''] = titles;
      return [sentence(title), ...notes.map((line) => sentence(plainText(line).trim())), ...here(state, layer)];
    },
    here,
    choose(state, layer, number) {
      const { size } = pageOf(state, layer, WIDE).list;
      return number < 1 || number > size ? null : moves(number - 1 - layer.cursor.position);
    },
  };
}

function entrySentence({ list, entry, empty }: ListPage, position: number): string {
  const texts = (lines: readonly Line[]) => lines.map((line) => plainText(line).trim()).join(' ');
  if (list.size === 0) return sentence(texts(empty));
  return `${position + 1} of ${list.size}: ${sentence(texts(entry(position, HIGH)))}`;
}
