import type { WriteRequest } from './dialog.ts';
import { failedCall } from './error-log.ts';
import type { BatchOutcome, Report, Write } from './messages.ts';
import { settle } from './navigation.ts';
import { type Before, namesIn } from './pending-write.ts';
import { observe, troubleAfter, yieldTo } from './polling.ts';
import { beginReadBack, readBackNotice } from './read-back.ts';
import { byOurClock } from './server-clock.ts';
import type { Notice, State } from './state.ts';
import { quietly, type Step } from './step.ts';
import { unmarkListed } from './subscription-marks.ts';
import { isSent, withBatch } from './write-batches.ts';
import { endWrite, unmark } from './write-end.ts';
import { tallyOf } from './write-result.ts';
import { underWay } from './write-words.ts';

/** Starts a write that a person confirmed, `listed`: in the list of subscriptions. */
export function startWrite(state: State, write: WriteRequest, listed: boolean): Step {
  const begun = { write, startedAt: state.stamp, before: knownOf(state, write), rest: namesIn(write), listed };
  return quietly({
    ...state,
    pending: { ...begun, batches: [], sending: false, stopped: null, readBack: null },
    notice: null,
  });
}

/** What is said of a write under way, or null. */
export function writeNotice(state: State): Notice | null {
  if (state.pending === null) return null;
  const { write, readBack } = state.pending;
  return readBack === null ? underWay(state.pending) : readBackNotice(state, write, readBack);
}

/** Takes in what became of one call of a write. Whoever it was done for is marked no longer. */
export function takeWrite(state: State, { effect, outcome }: Extract<Report, { type: 'wrote' }>): State {
  if (!state.pending?.sending) return state;
  const { failure, names } = outcome;
  if (failure === null) takeOutcome(state, effect, outcome);
  else state.errors.add(failedCall(failure, names), state.stamp.wall);
  const pending = withBatch(state.pending, outcome, state.stamp.wall);
  return settle(endOnceSent(unmark({ ...state, pending }, pending.write, pending.batches.at(-1)?.done ?? [])));
}

/** Sends no further batch of the write under way; the call on its way is waited for. */
export function stopWrite(state: State): State {
  const { pending } = state;
  return pending === null ? state : endOnceSent({ ...state, pending: { ...pending, stopped: 'person' } });
}

/** Once its calls have ended, a write has ended, unless one of them may have been carried out although it failed. */
function endOnceSent(state: State): State {
  const { pending } = state;
  if (pending === null || !isSent(pending)) return state;
  const { tally, lost } = tallyOf(pending);
  const failed = pending.batches.filter(({ failure }) => failure !== null);
  const refused = failed.find(({ unclear }) => !unclear)?.failure ?? null;
  const unclear = failed.find((batch) => batch.unclear)?.failure ?? null;
  return unclear === null
    ? endWrite(state, pending, tally, { unclear, refused, seen: null })
    : beginReadBack(state, pending, { unclear, refused, seen: null, tally, open: lost });
}

function knownOf({ roster, subscriptions }: State, write: WriteRequest): Before {
  if (write.type !== 'set') return { presence: null, ends: new Map(write.names.map((name) => [name, subscriptions.end(name)])) };
  const index = roster.indexOf(write.uid);
  return { presence: index === undefined ? null : roster.record(index).presence, ends: new Map() };
}

function takeOutcome(
  state: State,
  effect: Write,
  { names, answer, sentAt, receivedAt, clockError = 0, proof }: BatchOutcome,
): void {
  switch (effect.type) {
    case 'set': {
      const index = state.roster.indexOf(effect.uid);
      if (index !== undefined) state.planner.want([index]);
      return;
    }
    case 'unsubscribe':
      for (const name of names) setSubscription(state, name, null);
      return;
    case 'subscribe':
      if (answer === null) return;
      if (proof) state.proofs.keep(proof);
      observe(state, answer, { sequence: effect.sequence, sentAt, receivedAt, clockError });
      for (const [name, presence] of answer.users) {
        const { expiry } = presence;
        const end = expiry === null ? Math.floor(receivedAt / 1000) + effect.seconds : byOurClock(expiry, clockError);
        setSubscription(state, name, end);
      }
  }
}

function setSubscription(state: State, name: string, end: number | null): void {
  state.subscriptions.answered(name, end, state.stamp.steady);
  placeSubscription(state, name, end);
}

function placeSubscription(state: State, name: string, end: number | null): void {
  const index = state.roster.indexOf(name);
  if (index === undefined) return;
  state.roster.subscribe(index, end);
  state.view.refresh(index);
}

/** Takes in a whole sublist: O(subscriptions), whoever is watched. */
export function takeSublist(state: State, { subscriptions, askedAt }: Extract<Report, { type: 'sublist-read' }>): State {
  for (const [name, end] of state.subscriptions.merge(subscriptions, askedAt, state.stamp.steady))
    placeSubscription(state, name, end);
  const held = unmarkListed(state, (key) => state.subscriptions.end(key) === null);
  return settle({ ...held, troubles: { ...state.troubles, sublist: null } });
}

export function takeSublistFailure(state: State, report: Extract<Report, { type: 'sublist-failed' }>): State {
  const { askedAt, failure, wait } = report;
  state.subscriptions.failed(wait, state.stamp.steady);
  const retryAt = state.stamp.wall + state.subscriptions.wakeAt - state.stamp.steady;
  const sublist = troubleAfter(state.troubles.sublist, failure, state.stamp.wall, retryAt);
  state.errors.add(failedCall(failure, []), state.stamp.wall, sublist.since);
  return { ...state, ...yieldTo(state, failure, askedAt), troubles: { ...state.troubles, sublist } };
}
