import { helpKeys, type KeyHint } from '../keys/describe.ts';
import type { Place } from '../keys/places.ts';
import { FIELDS } from '../monitor/filter/fields.ts';
import { FLAGS } from '../monitor/flags.ts';
import type { Line as TypedLine } from '../monitor/line-editor.ts';
import type { State } from '../monitor/state.ts';
import { signs } from '../text/signs.ts';
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
    ...(query.text === ''
      ? [
          ...explained('words of a filter', WORDS),
          ...explained(`kinds of ${signs.flag}, as in flag:absent`, Object.entries(FLAGS)),
          ...explained('signs', signsExplained()),
        ]
      : []),
  ];
}

function keyLines({ keys, text, disabled }: KeyHint, width: number): Line[] {
  const line = [span(` ${keys.padEnd(14)} `, 'key'), span(text)];
  if (disabled === null) return [line];
  const why = wrap(`not now: ${disabled}`, Math.max(8, width - 17));
  return [line, ...why.map((part): Line => [span(' '.repeat(16)), span(part, 'unknown')])];
}

function explained(title: string, meanings: readonly (readonly [string, string])[]): Line[] {
  return [
    [],
    [span(` ${title}`, 'title')],
    ...meanings.map(([sign, meaning]): Line => [span(` ${sign.padEnd(14)} `, 'key'), span(meaning)]),
  ];
}
