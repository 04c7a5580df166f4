import { isFlagged } from '../monitor/flags.ts';
import { rangeOf } from '../monitor/marking.ts';
import { shownMoment } from '../monitor/moment.ts';
import { shownUsers } from '../monitor/navigation.ts';
import type { State } from '../monitor/state.ts';
import { STEPS } from '../text/time.ts';
import { ageText, type Row, subscriptionText } from './cells.ts';

/** Time, in milliseconds, that an answer may take on its way before data count as older than promised. */
const ON_THE_WAY = 1000;

/** The rows on screen: O(rows). */
export function rowsOf(state: State): Row[] {
  const range = rangeOf(state);
  const inRange = (position: number) => range !== null && range.from <= position && position <= range.to;
  return shownUsers(state).map((index, at) => ({ ...rowOf(state, index), inRange: inRange(state.top + at) }));
}

/** One user as a row. */
export function rowOf(state: State, index: number): Row {
  const { roster } = state.view;
  const { at: now, subscriptionsRead, periodOf } = shownMoment(state);
  const receivedAt = roster.receivedAt(index);
  const record = roster.record(index);
  return {
    record,
    selected: state.selected === index,
    marked: state.marks.has(index),
    inRange: false,
    flagged: isFlagged(record, now),
    stale: roster.failing(index) !== undefined || record.absent,
    age: ageText(receivedAt === 0 ? null : now - receivedAt, freshUntil(periodOf(index))),
    sub: !subscriptionsRead ? '' : subscriptionText(record.subscription, now),
    today: startOfDay(now),
  };
}

/** Milliseconds up to which data count as fresh, whoever they are of. */
export function freshness(state: State): number {
  return freshUntil(shownMoment(state).period * 1.1);
}

/** The first coarse age that users who are asked about once in `period` milliseconds always keep. */
export function freshUntil(period: number): number {
  const kept = period + ON_THE_WAY;
  return STEPS.find((step) => step >= kept) ?? kept;
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
