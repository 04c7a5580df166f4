import { isFlagged } from '../monitor/flags.ts';
import { rangeOf } from '../monitor/marking.ts';
import { shownUsers } from '../monitor/navigation.ts';
import { type State, shownAt } from '../monitor/state.ts';
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
  const now = shownAt(state);
  const receivedAt = roster.receivedAt(index);
  const record = roster.record(index);
  return {
    record,
    selected: state.selected === index,
    marked: state.marks.has(index),
    inRange: false,
    flagged: isFlagged(record, now),
    stale: roster.failing(index) !== undefined || record.absent,
    age: ageText(receivedAt === 0 ? null : now - receivedAt, freshUntil(state.planner.periodOf(index))),
    sub: state.subscriptions.total === null ? '' : subscriptionText(record.subscription, now),
    today: startOfDay(now),
  };
}

/** Milliseconds up to which data count as fresh, whoever they are of. */
export function freshness({ planner }: State): number {
  return freshUntil(planner.period * 1.1);
}

/** The first coarse age that users who are asked about once in `period` milliseconds always keep. */
export function freshUntil(period: number): number {
  const kept = period + ON_THE_WAY;
  return STEPS.find((step) => step >= kept) ?? kept;
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
