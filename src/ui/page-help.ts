import { helpKeys, type KeyHint } from '../keys/describe.ts';
import type { Place } from '../keys/places.ts';
import { BOUNDS } from '../monitor/bounds.ts';
import { FIELDS } from '../monitor/filter/fields.ts';
import { FLAGS } from '../monitor/flags.ts';
import type { Line as TypedLine } from '../monitor/line-editor.ts';
import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { signs } from '../text/signs.ts';
import { formatSize } from '../text/size.ts';
import { shortTime } from '../text/time.ts';
import { wrap } from '../text/width.ts';
import { inputSpans } from './input.ts';
import { type Line, span } from './lines.ts';

const signsExplained = (): [string, string][] => [
  [signs.online, 'online: at least one device is'],
  [signs.custom, 'custom: none is online, at least one has a status of its own'],
  [signs.offline, 'offline: every device is'],
  [signs.unknown, 'unknown: never answered, left out of an answer, or no device'],
  [signs.old, 'within a status: the data are old, since asking fails'],
  [signs.changed, 'before a cell: changed with the latest answer'],
  [signs.flag, 'before a name: something is contradictory, Enter tells what'],
  [signs.marked, 'before a name: marked'],
  [signs.range, 'before a name: in the range that is being marked'],
  [signs.endsSoon, 'before a subscription: ends within a day, or has ended'],
  [signs.unwatched, 'before a subscription: to somebody who is not watched'],
  [signs.until, 'between two times: the change fell between these two answers'],
  ['gap', 'after a change: not observed in between'],
  ['<', 'before an age: data are fresh, no older than this'],
];

const WORDS: readonly (readonly [string, string])[] = [
  ['bob', 'the name, a device id or the ext contains it'],
  ['!bob', 'the opposite: of any word'],
  ...FIELDS.map(({ example, meaning }) => [example, meaning] as const),
];

/** The help: every key that works in the place below it, filtered by the words typed, and what the signs mean. */
export function helpPage(state: State, place: Place, query: TypedLine, width: number): Line[] {
  const keys = helpKeys(state, place, query.text);
  return [
    [span(' keys that work here', 'title'), span('   filter: ', 'dim'), ...inputSpans(query, width - 32)],
    [],
    ...(keys.length === 0
      ? [[span(' no key matches: erase what you typed', 'bad')]]
      : keys.flatMap((key) => keyLines(key, width))),
    ...(query.text === '' ? furtherHelp(state, width) : []),
  ];
}

function furtherHelp(state: State, width: number): Line[] {
  return [
    ...explained('time travel', historyKept(state), width),
    ...explained('words of a filter', WORDS, width),
    ...explained(`kinds of ${signs.flag}, as in flag:absent`, Object.entries(FLAGS), width),
    ...explained('signs', signsExplained(), width),
  ];
}

/** How far a frozen view can go back: at most, and now. */
function historyKept({ history, stamp }: State): (readonly [string, string])[] {
  const oldest = history.moment(history.first);
  const most = `the last ${number(BOUNDS.observations)} observations of users, and at most ${formatSize(BOUNDS.historyBytes)} of what changed`;
  const now =
    oldest === undefined
      ? 'nothing yet that changed'
      : `${number(history.size)} ${history.size === 1 ? 'moment' : 'moments'}, back to ${shortTime(oldest.at, stamp.wall)}`;
  return [
    ['at most', most],
    ['now', now],
  ];
}

function keyLines({ keys, text, disabled }: KeyHint, width: number): Line[] {
  const room = Math.max(8, width - 17);
  const lines = wrap(text, room).map((part, at): Line => [span(` ${(at === 0 ? keys : '').padEnd(14)} `, 'key'), span(part)]);
  if (disabled === null) return lines;
  const why = wrap(`not now: ${disabled}`, room);
  return [...lines, ...why.map((part): Line => [span(' '.repeat(16)), span(part, 'unknown')])];
}

/** What signs or words mean, a line each; with a width, longer meanings go on below. */
function explained(title: string, meanings: readonly (readonly [string, string])[], width = Number.POSITIVE_INFINITY): Line[] {
  const lines = meanings.flatMap(([sign, meaning]) =>
    wrap(meaning, Math.max(8, width - 17)).map(
      (text, at): Line => [span(` ${(at === 0 ? sign : '').padEnd(14)} `, 'key'), span(text)],
    ),
  );
  return [[], [span(` ${title}`, 'title')], ...lines];
}
