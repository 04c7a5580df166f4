import type { WriteRequest } from './dialog.ts';
import type { BatchOutcome, Report, Write } from './messages.ts';
import { settle } from './navigation.ts';
import type { Before } from './pending-write.ts';
import { observe, troubleAfter, yieldTo } from './polling.ts';
import { beginReadBack, readBackNotice } from './read-back.ts';
import type { Notice, State } from './state.ts';
import type { Step } from './step.ts';
import { endWrite } from './write-end.ts';
import { doing } from './write-words.ts';

/** Starts a write that a person confirmed. */
export function startWrite(state: State, request: WriteRequest): Step {
  const write: Write = request.type === 'subscribe' ? { ...request, sequence: state.planner.nextSequence() } : request;
  const pending = { write, startedAt: state.stamp, before: knownOf(state, write), readBack: null };
  return { state: { ...state, pending, notice: null }, effects: [write] };
}

/** What is said of a write under way, or null. */
export function writeNotice(state: State): Notice | null {
  if (state.pending === null) return null;
  const { write, readBack } = state.pending;
  return readBack === null ? { kind: 'busy', text: `${doing(write)} …`, hint: null } : readBackNotice(state, write, readBack);
}

/** Takes in what became of a write, batch by batch: it has ended, unless a batch may have been carried out although it failed. */
export function takeWrite(state: State, { effect, outcomes }: Extract<Report, { type: 'wrote' }>): State {
  if (state.pending === null) return state;
  const done = outcomes.filter(({ failure }) => failure === null);
  const unclear = outcomes.filter((outcome) => outcome.unclear);
  const refused = outcomes.filter((outcome) => outcome.failure !== null && !outcome.unclear);
  for (const outcome of done) takeOutcome(state, effect, outcome);
  const tally = { done: namesOf(done), notDone: namesOf(refused), unknown: [] };
  const why = { unclear: unclear[0]?.failure ?? null, refused: refused[0]?.failure ?? null, seen: null };
  const { unclear: open } = why;
  return settle(
    open === null
      ? endWrite(state, effect, tally, why)
      : beginReadBack(state, state.pending, { ...why, unclear: open, tally, open: namesOf(unclear) }),
  );
}

function namesOf(outcomes: readonly BatchOutcome[]): string[] {
  return outcomes.flatMap(({ names }) => names);
}

function knownOf({ roster, subscriptions }: State, write: Write): Before {
  if (write.type !== 'set') return { presence: null, ends: new Map(write.names.map((name) => [name, subscriptions.end(name)])) };
  const index = roster.indexOf(write.uid);
  return { presence: index === undefined ? null : roster.record(index).presence, ends: new Map() };
}

function takeOutcome(state: State, effect: Write, { names, answer, sentAt, receivedAt, proof }: BatchOutcome): void {
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
      observe(state, answer, { sequence: effect.sequence, sentAt, receivedAt });
      for (const [name, presence] of answer.users) {
        setSubscription(state, name, presence.expiry ?? Math.floor(receivedAt / 1000) + effect.seconds);
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
  return settle({ ...state, troubles: { ...state.troubles, sublist: null } });
}

export function takeSublistFailure(state: State, { failure, wait }: Extract<Report, { type: 'sublist-failed' }>): State {
  state.subscriptions.failed(wait, state.stamp.steady);
  const retryAt = state.stamp.wall + state.subscriptions.wakeAt - state.stamp.steady;
  return {
    ...state,
    ...yieldTo(state, failure, state.stamp.steady),
    troubles: { ...state.troubles, sublist: troubleAfter(state.troubles.sublist, failure, state.stamp.wall, retryAt) },
  };
}
