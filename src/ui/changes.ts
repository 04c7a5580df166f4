import type { Change } from '../monitor/changes.ts';
import { type State, shownAt } from '../monitor/state.ts';
import { deviceStatus } from '../monitor/status.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { shortSpan } from '../text/time.ts';
import { cut, fitText, widthOf } from '../text/width.ts';
import { columnStop, isDisputed } from './column-stops.ts';
import { cutLine, type Line, lineWidth, type Span, span } from './lines.ts';

/** Columns of a time of day. */
const CLOCK = '14:03:10'.length;

/** Columns that the id of a device keeps beside words of what was not observed, and at most under the table. */
const LEAST_ID = 12;
const MOST_ID = 24;
/** Columns that a value keeps beside the id, as long as there are so many. */
const LEAST_VALUE = 8;

/** What is said of a change with a time in it that nobody observed, in ever fewer words. */
const GAPS = ['  not observed in between', '  not observed', '  gap'] as const;

/** The latest changes, newest first, each with the two times between which it happened. */
export function changeLines(state: State, rows: number, width: number): Line[] {
  const upTo = state.frozen?.lastChange;
  const nameWidth = Math.max(6, Math.min(20, Math.floor(width / 6)));
  return state.log.latest(rows, upTo).map((change) => {
    const before = [span(' '), ...changeTimes(change, shownAt(state))];
    const named = [...before, ...nameColumn(change.uid, nameWidth, lineWidth(before))];
    return cutLine([...named, ...changeWhat(change, width - lineWidth(named), MOST_ID)], width);
  });
}

/**
 * One change as seen `now`, whole, the name in a column of at least `nameWidth`: `14:03:10–14:03:15  bob  ios_12  online → offline`.
 * Null when `width` columns do not hold it.
 */
export function wholeChange(change: Change, nameWidth: number, now: number, width: number): Line | null {
  const times = changeTimes(change, now);
  const name = nameColumn(change.uid, Math.max(nameWidth, widthOf(safe(change.uid))), 1 + lineWidth(times));
  const line = [...times, ...name, ...changeWhat(change, Number.POSITIVE_INFINITY)];
  return lineWidth(line) <= width ? line : null;
}

/** Between which two times it fell, as wide on every day. */
export function changeTimes({ notBefore, notAfter }: Change, now: number): Line {
  const width = 2 * CLOCK + widthOf(signs.until);
  return [span(`${fitText(shortSpan(notBefore, notAfter, now), width)}  `, 'dim')];
}

/**
 * What changed, from what to what, in at most `room` columns. That there was a time nobody observed is said in fewer words, but
 * never cut: the id of the device gives way, of which `mostId` columns are shown at most, and then the values.
 */
export function changeWhat(change: Change, room: number, mostId = Number.POSITIVE_INFINITY): Line {
  const { device, field, gap, from, to } = change;
  const what = cut(field === 'device' ? safe(device ?? '') : field, mostId);
  const ends: readonly string[] = gap === null ? [''] : GAPS;
  const between = ` ${signs.becomes} `;
  const widths = [from, to].map((text) => widthOf(value(change, text).text));
  const fixed = 2 + widthOf(between);
  const values = widths.reduce((sum, width) => sum + width, fixed);
  const end = ends.find((words) => Math.min(widthOf(what), LEAST_ID) + values + words.length <= room) ?? ends.at(-1) ?? '';
  const left = room - fixed - end.length;
  const forValues = Math.max(Math.min(2 * LEAST_VALUE, left - 1), left - Math.min(widthOf(what), LEAST_ID));
  const [first, second] = shared(widths, forValues);
  return [
    span(`${cut(what, Math.max(1, left - first - second))}  `),
    value(change, from, first),
    span(between),
    value(change, to, second),
    ...(end === '' ? [] : [span(end, 'unknown')]),
  ];
}

/** What each of two widths gets of so many columns: the smaller one what it takes, up to half of them. */
function shared([a = 0, b = 0]: readonly number[], columns: number): [number, number] {
  const half = Math.floor(columns / 2);
  if (a <= half) return [a, Math.min(b, columns - a)];
  return b <= half ? [Math.min(a, columns - b), b] : [half, half];
}

/** A name from column `from` on, so that what follows it stands in a column of its own. */
function nameColumn(uid: string, width: number, from: number): Line {
  const shown = fitText(safe(uid), width);
  return [span(`${shown} `), isDisputed(shown) ? columnStop(from + width + 1, 'plain') : span(' ')];
}

function value({ field }: Change, text: string | null, width = Number.POSITIVE_INFINITY): Span {
  if (text === null || (field === 'ext' && text === '')) return span(cut('none', width), text === null ? 'dim' : 'plain');
  if (field === 'ext') return span(cut(`"${cut(safe(text), Math.max(1, Math.min(40, width - 2)))}"`, width));
  if (field === 'status') return span(cut(text, width));
  const kind = deviceStatus(text);
  return span(cut(kind === 'custom' ? safe(text) : kind, Math.min(24, width)), kind);
}
