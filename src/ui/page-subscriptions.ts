import { type SubscriptionsLayer, subscriptionsOf } from '../monitor/list-page.ts';
import type { State } from '../monitor/state.ts';
import { type HeldSubscription, MOST_SUBSCRIPTIONS } from '../monitor/subscription-list.ts';
import { listedRange } from '../monitor/subscription-marks.ts';
import { nameKey } from '../text/name-key.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { clockTime, fullTime, minuteTime } from '../text/time.ts';
import { cut, fitText, wrap } from '../text/width.ts';
import { subscriptionText } from './cells.ts';
import { columnStop, isDisputed } from './column-stops.ts';
import { cutLine, joinFitting, type Line, span } from './lines.ts';
import type { ListPage } from './list-page.ts';

/** Milliseconds before its end from which on a subscription is flagged. */
const SOON = 24 * 60 * 60 * 1000;
/** Columns of a line from which on it tells in words who is not watched, and from which on the end to the second. */
const WORDY = 59;
const EXACT = 72;
/** Columns of a name, at most; of an end to the minute and to the second; of the time left. */
const WIDEST_NAME = 40;
const MINUTES = 11;
const SECONDS = 19;
const LEFT = 7;
const UNWATCHED = '  not watched';

/** Every subscription of the acting user, those that end first on top. */
export function subscriptionsPage(state: State, layer: SubscriptionsLayer, width: number): ListPage {
  const list = subscriptionsOf(state, layer);
  const range = listedRange(state, layer);
  return {
    titles: titles(state, list.size, range),
    notes:
      state.subscriptions.total === null ? [] : [readLine(state, list.endingBefore((state.stamp.wall + SOON) / 1000), width)],
    list,
    cursor: layer.cursor,
    entry(position) {
      const entry = list.at(position);
      const inRange = range !== null && range.from <= position && position <= range.to;
      return [entry === undefined ? [] : entryLine(state, entry, inRange, width - 1)];
    },
    empty: state.subscriptions.total === null ? unread(state, width) : [[span(' no subscription: a on the table subscribes')]],
    end: null,
  };
}

function titles({ settings, subscriptionMarks }: State, size: number, range: ReturnType<typeof listedRange>): string[] {
  const count = `${number(size)} of ${number(MOST_SUBSCRIPTIONS)}`;
  const marked = subscriptionMarks.size === 0 ? '' : ` ${signs.apart} ${number(subscriptionMarks.size)} marked`;
  const more = marked + (range === null ? '' : ` ${signs.apart} range of ${number(range.to - range.from + 1)}`);
  return [
    `subscriptions of ${cut(safe(settings.uid), 24)} ${signs.apart} ${count}${more}`,
    `subscriptions ${signs.apart} ${count}${more}`,
    `subs ${signs.apart} ${count}${more}`,
    more === '' ? count : `${number(size)} subs${more}`,
  ];
}

/** When the list was read and is read again, and what else is to know of it as a whole. */
function readLine({ subscriptions, stamp, stopped, troubles, frozen }: State, soon: number, width: number): Line {
  const { mergedAt, wakeAt } = subscriptions;
  const wall = (steady: number) => clockTime(stamp.wall + steady - stamp.steady);
  const next =
    stopped !== null ? 'not again while stopped' : wakeAt === Number.POSITIVE_INFINITY ? 'reading' : `again ${wall(wakeAt)}`;
  const pieces: Line[] = [[span(`read ${wall(mergedAt ?? stamp.steady)}`, 'dim')], [span(next, 'dim')]];
  if (troubles.sublist !== null) pieces.push([span(`failing since ${clockTime(troubles.sublist.since)}`, 'bad')]);
  if (soon > 0) pieces.push([span(`${signs.endsSoon} ${number(soon)} ${soon === 1 ? 'ends' : 'end'} within a day`, 'bad')]);
  if (frozen !== null) pieces.push([span('not frozen: as it is now', 'dim')]);
  return [span(' '), ...joinFitting(pieces, span(` ${signs.apart} `, 'dim'), width - 1)];
}

/** What stands there before the list was read: that, and what keeps it from being read. */
function unread({ stopped, troubles }: State, width: number): Line[] {
  if (stopped !== null) return [[span(' not read yet: all calls are stopped, P goes on')]];
  if (troubles.sublist === null) return [[span(' not read yet: it is being read')]];
  const { failure, retryAt } = troubles.sublist;
  const again = retryAt === null ? '' : `; again at ${clockTime(retryAt)}`;
  const told = wrap(safe(`not read yet: ${failure.message}${again}`), width - 2);
  return [
    ...told.map((part): Line => [span(` ${part}`, 'bad')]),
    ...wrap(failure.hint, width - 2).map((part): Line => [span(` ${part}`)]),
  ];
}

function entryLine(state: State, { uid, end }: HeldSubscription, inRange: boolean, width: number): Line {
  const now = state.stamp.wall;
  const isSoon = end * 1000 < now + SOON;
  const isWatched = state.roster.indexOf(uid) !== undefined;
  const mark = inRange ? signs.range : state.subscriptionMarks.has(nameKey(uid)) ? signs.marked : ' ';
  const lead = [span(mark), span(isSoon ? signs.endsSoon : ' ', 'bad'), span(isWatched ? ' ' : signs.unwatched)];
  const endWidth = width >= EXACT ? SECONDS : MINUTES;
  const rest: Line = [
    span(fitText(endText(end, now, width >= EXACT), endWidth)),
    span(`  ${fitText(leftText(end, now), LEFT)}`, isSoon ? 'bad' : 'plain'),
    ...(width >= WORDY && !isWatched ? [span(UNWATCHED, 'dim')] : []),
  ];
  const reserved = lead.length + 1 + endWidth + 2 + LEFT + (width >= WORDY ? UNWATCHED.length : 0);
  const nameWidth = Math.min(WIDEST_NAME, width - reserved);
  const name = fitText(safe(uid), nameWidth);
  const gap = isDisputed(name) ? columnStop(1 + lead.length + nameWidth, 'plain') : span(' ');
  return cutLine([...lead, span(name), gap, ...rest], width);
}

function endText(end: number, now: number, exact: boolean): string {
  if (end === Number.POSITIVE_INFINITY) return 'no end told';
  return exact ? fullTime(end * 1000) : minuteTime(end * 1000, now);
}

function leftText(end: number, now: number): string {
  const left = subscriptionText(end, now);
  if (end === Number.POSITIVE_INFINITY) return '';
  return left === 'over' ? left : `in ${left}`;
}
