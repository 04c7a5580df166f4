import type { State } from '../monitor/state.ts';
import { type Tab, tabsOf } from '../monitor/tabs.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { cut } from '../text/width.ts';
import { type Line, lineWidth, span } from './lines.ts';

/** Columns that the name of a group may take. */
const WIDEST = 20;
/** Stands where tabs are that the screen has no room for. */
const more = () => span(` ${signs.cut}`, 'dim');

/** Everybody and the groups as tabs, as many around the chosen one as `width` columns hold; null when there is no group. */
export function tabLine(state: State, width: number): Line | null {
  const tabs = tabsOf(state);
  if (tabs.length === 0) return null;
  const pieces = tabs.map(tabSpans);
  const room = width - 2 * lineWidth([more()]);
  let from = state.tab;
  let to = from + 1;
  const fits = (first: number, end: number) => lineWidth(pieces.slice(first, end).flat()) <= room;
  while (from > 0 && fits(from - 1, to)) from--;
  while (to < pieces.length && fits(from, to + 1)) to++;
  return [...(from > 0 ? [more()] : []), ...pieces.slice(from, to).flat(), ...(to < pieces.length ? [more()] : [])];
}

/** The name of the chosen tab with its sign, for a screen that has no line for all of them; null when it is everybody. */
export function chosenTab(state: State): Line | null {
  const tab = tabsOf(state).find(({ chosen }) => chosen);
  return tab === undefined || state.tab === 0 ? null : [span(signs.chosen + shortName(tab), 'key')];
}

function tabSpans(tab: Tab, place: number): Line {
  const { online, size, chosen } = tab;
  const text = `${shortName(tab)} ${number(online)}/${number(size)}${place === 0 || chosen ? ' online' : ''}`;
  return [span(` ${chosen ? signs.chosen : ' '}`, 'key'), span(text, chosen ? 'strong' : 'dim'), span(' ')];
}

function shortName({ name }: Tab): string {
  return cut(safe(name), WIDEST);
}
