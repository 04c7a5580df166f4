import { type KeyHint, paletteKeys } from '../keys/describe.ts';
import { chosenPlace } from '../keys/palette.ts';
import { placeOf } from '../keys/resolve.ts';
import type { Layer, State } from '../monitor/state.ts';
import { signs } from '../text/signs.ts';
import { cut, fitText, widthOf } from '../text/width.ts';
import { inputSpans } from './input.ts';
import { cutLine, type Line, span } from './lines.ts';
import type { Panel } from './panels.ts';

/** Actions shown at a time, however high the screen. */
const MOST = 12;
/** Columns of the keys. */
const KEYS = 10;
/** Share of a line that a title keeps beside the reason why it does not work now. */
const TITLE_SHARE = 0.4;

/**
 * The palette in at most `rows` lines: the line being typed and the actions that match it around the chosen one, each with its
 * keys and why it cannot work now. `below`: the state without the palette. Its height stands while somebody types.
 */
export function palettePanel(
  below: State,
  { line, choice }: Extract<Layer, { kind: 'palette' }>,
  width: number,
  rows: number,
): Panel {
  const shown = Math.min(MOST, rows - 1);
  const hints = paletteKeys(below, placeOf(below), line.text);
  const chosen = chosenPlace(choice, hints.length);
  const from = Math.max(0, Math.min(hints.length - shown, chosen - Math.floor(shown / 2)));
  const entries = hints.slice(from, from + shown).map((hint, at) => entry(hint, from + at === chosen, width));
  const lines = entries.length > 0 ? entries : [[span(' no action matches: erase what you typed', 'bad')]];
  const rest = Array.from({ length: shown - lines.length }, (): Line => []);
  return { lines: [[span(' : ', 'title'), ...inputSpans(line, width - 4)], ...lines, ...rest], spare: null, focus: 0 };
}

function entry({ keys, text, disabled }: KeyHint, chosen: boolean, width: number): Line {
  const start = ` ${chosen ? signs.chosen : ' '} ${fitText(keys, KEYS)} `;
  const style = chosen ? 'selected' : disabled === null ? 'plain' : 'dim';
  if (disabled === null) return cutLine([span(start, chosen ? style : 'key'), span(text, style)], width);
  const reason = ` ${signs.apart} not now: ${disabled}`;
  const room = width - widthOf(start);
  const title = cut(text, Math.max(Math.floor(room * TITLE_SHARE), room - widthOf(reason)));
  return cutLine([span(start + title, style), span(reason, chosen ? style : 'unknown')], width);
}
