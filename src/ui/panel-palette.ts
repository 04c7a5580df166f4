import { type KeyHint, paletteKeys } from '../keys/describe.ts';
import { chosenPlace } from '../keys/palette.ts';
import { placeOf } from '../keys/resolve.ts';
import type { Layer, State } from '../monitor/state.ts';
import { signs } from '../text/signs.ts';
import { cut, fitText, widthOf, wrap } from '../text/width.ts';
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
  const whole = hints[chosen] === undefined ? [] : wholeEntry(hints[chosen], width).slice(0, shown);
  const others = shown - Math.max(1, whole.length);
  const from = Math.max(0, Math.min(hints.length - 1 - others, chosen - Math.floor(others / 2)));
  const entries = hints
    .slice(from, from + others + 1)
    .flatMap((hint, at) => (from + at === chosen ? whole : [entry(hint, width)]));
  const lines = entries.length > 0 ? entries : [[span(' no action matches: erase what you typed', 'bad')]];
  const rest = Array.from({ length: shown - lines.length }, (): Line => []);
  return { lines: [[span(' : ', 'title'), ...inputSpans(line, width - 4)], ...lines, ...rest], spare: null, focus: 0 };
}

/** The chosen entry, on as many lines as it takes. */
function wholeEntry({ keys, text, disabled }: KeyHint, width: number): Line[] {
  const start = ` ${signs.chosen} ${fitText(keys, KEYS)} `;
  const reason = disabled === null ? '' : ` ${signs.apart} not now: ${disabled}`;
  return wrap(text + reason, Math.max(8, width - widthOf(start))).map((part, at) => [
    span((at === 0 ? start : ' '.repeat(widthOf(start))) + part, 'selected'),
  ]);
}

/** Another entry, on one line: what it does and why it cannot work now both give way. */
function entry({ keys, text, disabled }: KeyHint, width: number): Line {
  const start = `   ${fitText(keys, KEYS)} `;
  if (disabled === null) return cutLine([span(start, 'key'), span(text)], width);
  const reason = ` ${signs.apart} not now: ${disabled}`;
  const room = width - widthOf(start);
  const title = cut(text, Math.max(Math.floor(room * TITLE_SHARE), room - widthOf(reason)));
  return cutLine([span(start + title, 'dim'), span(reason, 'unknown')], width);
}
