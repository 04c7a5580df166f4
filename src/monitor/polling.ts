import type { Oddity, PresenceAnswer } from '../api/contract.ts';
import type { Failure, FailureCode } from '../api/errors.ts';
import { odditiesByUser } from './answer-flags.ts';
import { CLOCK_HINT, clocksDiffer } from './clock-words.ts';
import { failedCall, oddAnswer } from './error-log.ts';
import { allowed, answered, refused } from './governor.ts';
import type { Effect, Report } from './messages.ts';
import { settle, shownUsers } from './navigation.ts';
import type { AnswerOrigin } from './roster.ts';
import { TOLERATED } from './server-clock.ts';
import type { State, Trouble } from './state.ts';
import { quietly, type Step } from './step.ts';

/** Failures that lie in the names of one batch: other batches may well go through. */
const OF_THE_BATCH: ReadonlySet<FailureCode> = new Set(['refused', 'rejected']);
/** Failures that a server in trouble answers to everything, and one that chokes on a user to batches that name it. */
const MAY_BE_OF_THE_BATCH: ReadonlySet<FailureCode> = new Set([
  ...(['server', 'network', 'timeout'] as const),
  ...(['failed-result', 'unreadable', 'forbidden', 'not-found'] as const),
]);

/** Asks whatever it is time to ask. */
export function poll(state: State): Step {
  const effects: Effect[] = [];
  const { planner, roster, subscriptions, stamp, governor } = state;
  if (state.stopped !== null || state.replay !== null) return quietly(state);
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
export function nextPollAt({ planner, subscriptions, stopped, replay }: State): number {
  return stopped !== null || replay !== null ? Number.POSITIVE_INFINITY : Math.min(planner.wakeAt, subscriptions.wakeAt);
}

/** Takes in the answer to a batch; one to a batch that nobody waits for changes nothing. */
export function takeAnswer(state: State, report: Extract<Report, { type: 'retrieved' }>): State {
  if (state.planner.answered(report.sequence) === null) return state;
  if (report.proof) state.proofs.keep(report.proof);
  observe(state, report.answer, report);
  // A call that was under way while the program slept says nothing of how fast the server is.
  const overslept = report.sentAt < state.wokeAt;
  const { governor: before, stamp } = state;
  const governor = overslept ? before : answered(before, report.receivedAt - report.sentAt, stamp.steady);
  const clock = clockTrouble(state, report.clockError ?? 0);
  const troubles = { ...state.troubles, retrieve: troubleLeft(state), clock };
  return settle({ ...state, governor, troubles });
}

/** The trouble after an answer: as before while calls wait, else that of whoever still fails. */
function troubleLeft({ planner, roster, troubles }: State): Trouble | null {
  if (planner.failures > 0) return troubles.retrieve;
  const worst = roster.longestFailing;
  return worst === null ? null : { failure: worst.failure, since: worst.since, retryAt: null };
}

function clockTrouble({ troubles, stamp, errors }: State, ahead: number): State['troubles']['clock'] {
  if (Math.abs(ahead) < TOLERATED) return null;
  const off = {
    kind: 'clock',
    call: null,
    status: null,
    message: clocksDiffer(ahead),
    hint: CLOCK_HINT,
    concerned: null,
  } as const;
  if (troubles.clock === null) errors.add(off, stamp.wall);
  return { ahead, since: troubles.clock?.since ?? stamp.wall };
}

/** Takes in what an answer says of the users in it: O(users in the answer). */
export function observe(state: State, answer: PresenceAnswer, origin: AnswerOrigin): void {
  const { of, strangers } = odditiesByUser(answer);
  if (strangers.length > 0) state.errors.add(oddAnswer(strangers), origin.receivedAt);
  for (const [name, presence] of answer.users) observeUser(state, name, presence, origin, of(name));
  // An entry that belongs to nobody may be of whoever is missing.
  for (const name of answer.absent) observeUser(state, name, null, origin, strangers);
}

function observeUser(
  state: State,
  name: string,
  presence: Parameters<State['roster']['observe']>[1],
  origin: AnswerOrigin,
  oddities: readonly Oddity[],
): void {
  const index = state.roster.indexOf(name);
  if (index === undefined) return;
  state.roster.observe(index, presence, origin, oddities);
  state.view.refresh(index);
}

/** Notes a batch that failed: what was seen of its users stays, and they are asked again. */
export function takeFailure(state: State, { sequence, failure, wait }: Extract<Report, { type: 'retrieve-failed' }>): State {
  const { planner, roster, stamp, troubles } = state;
  const { steady } = stamp;
  const throttled = troubles.retrieve?.failure.code === 'throttled' && (planner.heldUntil ?? 0) > steady;
  const ended = planner[concernOf(failure)](sequence, patience(wait, failure, planner.longestWait), steady);
  if (ended === null) return state;
  const held = (planner.heldUntil ?? 0) - steady;
  // Of a batch that was refused, all but one will be answered in a moment.
  const stillSought = OF_THE_BATCH.has(failure.code) && 'found' in ended && !ended.found && held <= 0;
  if (!stillSought) for (const index of ended.users) roster.fail(index, failure, stamp.wall);
  const retryAt = held > 0 ? stamp.wall + held : null;
  // While the server asked to be left alone, that stays the reason, whatever calls on their way come back with.
  const reason = throttled ? troubles.retrieve.failure : failure;
  const retrieve = troubleAfter(troubles.retrieve, reason, stamp.wall, retryAt);
  const names = ended.users.map((index) => roster.record(index).uid);
  state.errors.add(failedCall(failure, names), stamp.wall, retrieve.since);
  return { ...state, ...yieldTo(state, failure, ended.at), troubles: { ...troubles, retrieve } };
}

/** Whose a failure is: of the batch, perhaps of the batch, or of any call. */
export type Concern = 'refused' | 'suspected' | 'failed';

/** Whose failure it is, as the planner is told. A request that never left says nothing of what was in it. */
export function concernOf({ code, unsent }: Failure): Concern {
  if (OF_THE_BATCH.has(code)) return 'refused';
  return MAY_BE_OF_THE_BATCH.has(code) && !unsent ? 'suspected' : 'failed';
}

/** Milliseconds to wait: never so long that it alone makes data old, unless the server asked for it. */
function patience(wait: number, { retryAfter }: Failure, longest: number): number {
  return Math.max(Math.min(wait, longest), Math.min(wait, retryAfter ?? 0));
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
  state.errors.add(failedCall(trouble.failure, []), stamp.wall, token.since);
  return { ...state, troubles: { ...troubles, token } };
}

/** A failure as the latest of a row of failures that began with `before`. */
export function troubleAfter(before: Trouble | null, failure: Failure, at: number, retryAt: number | null): Trouble {
  return { failure, since: before?.since ?? at, retryAt };
}
