import type { PresenceAnswer } from '../api/contract.ts';
import type { Failure, FailureCode } from '../api/errors.ts';
import { allowed, answered, refused } from './governor.ts';
import type { Effect, Report } from './messages.ts';
import { settle, shownUsers } from './navigation.ts';
import type { AnswerOrigin } from './roster.ts';
import type { State, Trouble } from './state.ts';
import { quietly, type Step } from './step.ts';

/** Failures that lie in the names of one batch: other batches may well go through. */
const OF_THE_BATCH: ReadonlySet<FailureCode> = new Set(['refused', 'rejected', 'failed-result', 'unreadable']);

/** Asks whatever it is time to ask. */
export function poll(state: State): Step {
  const effects: Effect[] = [];
  const { planner, roster, subscriptions, stamp, governor } = state;
  if (state.stopped !== null) return quietly(state);
  planner.show(shownUsers(state));
  planner.govern(allowed(governor, stamp.steady));
  for (let batch = planner.next(stamp.steady); batch !== null; batch = planner.next(stamp.steady)) {
    const names = batch.users.map((index) => roster.record(index).uid);
    effects.push({ type: 'retrieve', sequence: batch.sequence, names, attempt: batch.attempt });
  }
  if (stamp.steady >= subscriptions.wakeAt) {
    subscriptions.reading();
    effects.push({ type: 'sublist', attempt: subscriptions.failures });
  }
  return { state, effects };
}

/** Steady milliseconds at which `poll` has something to ask again. */
export function nextPollAt({ planner, subscriptions, stopped }: State): number {
  return stopped !== null ? Number.POSITIVE_INFINITY : Math.min(planner.wakeAt, subscriptions.wakeAt);
}

/** Takes in the answer to a batch; one to a batch that nobody waits for changes nothing. */
export function takeAnswer(state: State, report: Extract<Report, { type: 'retrieved' }>): State {
  if (state.planner.answered(report.sequence) === null) return state;
  observe(state, report.answer, report);
  // A call that was under way while the program slept says nothing of how fast the server is.
  const overslept = report.sentAt < state.wokeAt;
  const { governor: before, stamp } = state;
  const governor = overslept ? before : answered(before, report.receivedAt - report.sentAt, stamp.steady);
  const trouble = state.troubles.retrieve;
  const ofTheBatch = trouble !== null && OF_THE_BATCH.has(trouble.failure.code);
  const lasts = state.planner.failures > 0 || (ofTheBatch && state.roster.failingCount > 0);
  return settle({ ...state, governor, troubles: lasts ? state.troubles : { ...state.troubles, retrieve: null } });
}

/** Takes in what an answer says of the users in it: O(users in the answer). */
export function observe(state: State, answer: PresenceAnswer, origin: AnswerOrigin): void {
  for (const [name, presence] of answer.users) observeUser(state, name, presence, origin);
  for (const name of answer.absent) observeUser(state, name, null, origin);
}

function observeUser(
  state: State,
  name: string,
  presence: Parameters<State['roster']['observe']>[1],
  origin: AnswerOrigin,
): void {
  const index = state.roster.indexOf(name);
  if (index === undefined) return;
  state.roster.observe(index, presence, origin);
  state.view.refresh(index);
}

/** Notes a batch that failed: what was seen of its users stays, and they are asked again. */
export function takeFailure(state: State, { sequence, failure, wait }: Extract<Report, { type: 'retrieve-failed' }>): State {
  const { planner, roster, stamp, troubles } = state;
  const ofTheBatch = OF_THE_BATCH.has(failure.code);
  const throttled = troubles.retrieve?.failure.code === 'throttled' && (planner.heldUntil ?? 0) > stamp.steady;
  const batch = ofTheBatch ? planner.refused(sequence, wait, stamp.steady) : planner.failed(sequence, wait, stamp.steady);
  if (batch === null) return state;
  const stillSought = 'found' in batch && !batch.found;
  if (!stillSought) for (const index of batch.users) roster.fail(index, failure, stamp.wall);
  const held = (planner.heldUntil ?? 0) - stamp.steady;
  const retryAt = held > 0 ? stamp.wall + held : null;
  // While the server asked to be left alone, that stays the reason, whatever calls on their way come back with.
  const reason = throttled ? troubles.retrieve.failure : failure;
  return {
    ...state,
    ...yieldTo(state, failure, batch.at),
    troubles: { ...troubles, retrieve: troubleAfter(troubles.retrieve, reason, stamp.wall, retryAt) },
  };
}

/** What a refusal for frequency costs: the count of them, and half the rate when the call left after the last halving. */
export function yieldTo(state: State, failure: Failure, sentAt: number): Pick<State, 'throttled' | 'governor'> {
  const { throttled, governor, stamp } = state;
  if (failure.code !== 'throttled') return { throttled, governor };
  const reason = failure.status === 503 ? 'overloaded' : 'refused';
  return { throttled: throttled + 1, governor: refused(governor, reason, sentAt, stamp.steady) };
}

/** Notes that the token could not be renewed, or that it could again. */
export function takeTokenTrouble(state: State, { trouble }: Extract<Report, { type: 'token' }>): State {
  const { troubles, stamp } = state;
  if (trouble === null) return { ...state, troubles: { ...troubles, token: null } };
  const retryAt = stamp.wall + trouble.retryIn;
  const token = {
    ...troubleAfter(troubles.token, trouble.failure, stamp.wall, retryAt),
    worksUntil: stamp.wall + trouble.worksFor,
  };
  return { ...state, troubles: { ...troubles, token } };
}

/** A failure as the latest of a row of failures that began with `before`. */
export function troubleAfter(before: Trouble | null, failure: Failure, at: number, retryAt: number | null): Trouble {
  return { failure, since: before?.since ?? at, retryAt };
}
