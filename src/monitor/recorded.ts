import type { Oddity, Presence } from '../api/contract.ts';
import type { Failure } from '../api/errors.ts';
import type { Firing } from './alerts/rule.ts';
import type { Noted } from './error-log.ts';
import type { Gap } from './gap.ts';
import { settle } from './navigation.ts';
import { type RecordedPlan, RecordedPlanner } from './recorded-planner.ts';
import { type RecordedExchange, RecordedProofs } from './recorded-proofs.ts';
import type { State, Troubles } from './state.ts';
import type { UserStatus } from './status.ts';
import type { SubscriptionChange } from './subscriptions.ts';
import { type NewWatchList, takeRecordedList } from './watch-list.ts';

/** An answer as it was recorded: everybody in it, by index, and what it said of those of whom it said something else than before. */
export interface RecordedAnswer {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly clockError: number;
  readonly users: readonly number[];
  /** Null: the answer left the user out. */
  readonly said: ReadonlyMap<number, Presence | null>;
  readonly oddities: ReadonlyMap<number, readonly Oddity[]>;
  /** How it came; null where that was not recorded. */
  readonly exchange: RecordedExchange | null;
}

/** What else changed that a frame shows. Times in milliseconds since the epoch. */
export interface Standing extends RecordedPlan {
  readonly stopped: number | null;
  readonly troubles: Troubles;
  readonly throttled: number;
  /** When the subscriptions were read, null for never, and are read next, null while they are. */
  readonly subscriptions: { readonly readAt: number | null; readonly nextAt: number | null };
}

/** Another watch list. */
export type RecordedList = Pick<NewWatchList, 'users' | 'groups' | 'refresh'>;

/** An alert that went off, as it was recorded; of what it did only the kind. */
export type RecordedAlert = Omit<Firing, 'rule' | 'record'> & {
  readonly uid: string;
  readonly status: UserStatus;
  readonly rule: string;
  readonly action: 'bell' | 'notify' | 'run';
};

/** All that happened at one moment, in milliseconds since the epoch: as much as it takes to draw the frame of that moment again. */
export interface RecordedMoment {
  readonly at: number;
  /** Who is watched from then on; missing where that stays as it was. Nothing else belongs to such a moment. */
  readonly watchList?: RecordedList;
  /** Nor to one at which an alert went off. */
  readonly alert?: RecordedAlert;
  /** The oldest first. */
  readonly gaps: readonly Gap[];
  readonly answer: RecordedAnswer | null;
  readonly failed: { readonly users: readonly number[]; readonly failure: Failure } | null;
  readonly subscriptions: readonly SubscriptionChange[];
  readonly noted: readonly Noted[];
  /** What is not given stayed as it was. */
  readonly standing: Partial<Standing>;
}

/** Takes in what was recorded of a moment, the way the live monitor took it in: O(users in it). */
export function takeRecorded(state: State, moment: RecordedMoment): State {
  const { watchList, gaps, answer, failed, subscriptions, noted, standing } = moment;
  if (watchList !== undefined) return takeRecordedList(state, watchList);
  if (moment.alert !== undefined) takeAlert(state, moment.alert);
  const { roster, errors, planner, throttled, stopped, troubles } = state;
  for (const { from, reason, to } of gaps) roster.noteGap(from, reason, to);
  if (answer !== null) takeAnswer(state, answer);
  for (const index of failed?.users ?? []) roster.fail(index, failed?.failure as Failure, state.stamp.wall);
  takeSubscriptions(state, subscriptions);
  for (const { mishap, at, since } of noted) errors.add(mishap, at, since);
  if (planner instanceof RecordedPlanner) planner.restore(standing);
  takeTimes(state, standing.subscriptions);
  return settle({ ...state, throttled, stopped, troubles, ...shownOf(standing) });
}

function shownOf({ throttled, stopped, troubles }: Partial<Standing>): Partial<State> {
  return {
    ...(throttled !== undefined && { throttled }),
    ...(stopped !== undefined && { stopped }),
    ...(troubles !== undefined && { troubles }),
  };
}

function takeAnswer({ roster, planner, proofs, view }: State, answer: RecordedAnswer): void {
  const { said, oddities, users, exchange, ...times } = answer;
  const origin = { ...times, sequence: planner.nextSequence() };
  for (const index of users) {
    const { absent, presence } = roster.record(index);
    const now = said.get(index);
    // What was damaged before may have been the first that was said of the user.
    if (now === undefined && roster.receivedAt(index) === 0) continue;
    roster.observe(index, now === undefined ? (absent ? null : presence) : now, origin, oddities.get(index));
    view.refresh(index);
  }
  if (exchange === null || !(proofs instanceof RecordedProofs)) return;
  const [uidOf, isAbsent] = [(index: number) => roster.record(index).uid, (index: number) => roster.record(index).absent];
  proofs.restore(exchange, times, { indices: users, uidOf, isAbsent });
}

function takeSubscriptions({ roster, subscriptions, view }: State, changes: readonly SubscriptionChange[]): void {
  subscriptions.restore(changes);
  for (const { uid, end } of changes) {
    const index = roster.indexOf(uid);
    if (index === undefined) continue;
    roster.subscribe(index, end);
    view.refresh(index);
  }
}

/** Nothing is rung in a replay: what went off is listed. */
function takeAlert({ alerts, roster }: State, { uid, status, rule: name, action, ...firing }: RecordedAlert): void {
  const index = roster.indexOf(uid);
  if (index === undefined) return;
  const rule = {
    name,
    terms: [],
    edge: firing.edge,
    holdFor: 0,
    atMostEvery: 0,
    action: action === 'run' ? { run: [] } : action,
  };
  alerts.log.add({ ...firing, rule, record: { ...roster.record(index), status } });
}

/** Both clocks of a replay are the same. */
function takeTimes({ subscriptions }: State, times: Standing['subscriptions'] | undefined): void {
  if (times !== undefined) subscriptions.restoreTimes(times.readAt, times.nextAt ?? Number.POSITIVE_INFINITY);
}
