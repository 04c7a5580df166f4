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

/** The latest changes, newest first, each with the two times between which it happened. */
export function changeLines(state: State, rows: number, width: number): Line[] {
  const upTo = state.frozen?.lastChange;
  const nameWidth = Math.max(6, Math.min(20, Math.floor(width / 6)));
  return state.log
    .latest(rows, upTo)
    .map((change) => cutLine([span(' '), ...changeLine(change, nameWidth, shownAt(state))], width));
}

/** One change as seen `now`: `14:03:10–14:03:15  bob  ios_12  online → offline`. `nameWidth` 0 leaves the user out. */
export function changeLine(change: Change, nameWidth: number, now: number): Line {
  const times = changeTimes(change, now);
  const name = nameWidth > 0 ? nameColumn(change.uid, nameWidth, 1 + lineWidth(times)) : [];
  return [...times, ...name, ...changeWhat(change, 24)];
}

/** Between which two times it fell, as wide on every day. */
export function changeTimes({ notBefore, notAfter }: Change, now: number): Line {
  const width = 2 * CLOCK + widthOf(signs.until);
  return [span(`${fitText(shortSpan(notBefore, notAfter, now), width)}  `, 'dim')];
}

/** What changed, from what to what; the id of a device in at most `idWidth` columns. */
export function changeWhat(change: Change, idWidth: number): Line {
  const { device, field, gap } = change;
  const what = field === 'device' ? safe(device ?? '') : field;
  return [
    span(`${cut(what, idWidth)}  `),
    value(change, change.from),
    span(` ${signs.becomes} `),
    value(change, change.to),
    ...(gap === null ? [] : [span('  not observed in between', 'unknown')]),
  ];
}

/** A name from column `from` on, so that what follows it stands in a column of its own. */
function nameColumn(uid: string, width: number, from: number): Line {
  const shown = fitText(safe(uid), width);
  return [span(`${shown} `), isDisputed(shown) ? columnStop(from + width + 1, 'plain') : span(' ')];
}

function value({ field }: Change, text: string | null): Span {
  if (text === null) return span('none', 'dim');
  if (field === 'ext') return span(text === '' ? 'none' : `"${cut(safe(text), 40)}"`);
  if (field === 'status') return span(text);
  const kind = deviceStatus(text);
  return span(kind === 'custom' ? cut(safe(text), 24) : kind, kind);
}
