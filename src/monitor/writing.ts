import { inLargestUnit } from '../text/time.ts';
import type { WriteRequest } from './dialog.ts';
import type { BatchOutcome, Report, Write } from './messages.ts';
import { settle } from './navigation.ts';
import { observe, troubleAfter, yieldTo } from './polling.ts';
import type { Notice, State } from './state.ts';
import type { Step } from './step.ts';

/** Users a notice names before it leaves the rest out. */
const NAMED = 3;

/** Starts a write that a person confirmed. */
export function startWrite(state: State, request: WriteRequest): Step {
  const write: Write = request.type === 'subscribe' ? { ...request, sequence: state.planner.nextSequence() } : request;
  return {
    state: { ...state, writes: state.writes + 1, notice: { kind: 'busy', text: `${saying(write).doing} …`, hint: null } },
    effects: [write],
  };
}

/** Takes in what became of a write, batch by batch; what did not go through is named. */
export function takeWrite(state: State, { effect, outcomes }: Extract<Report, { type: 'wrote' }>): State {
  for (const outcome of outcomes) if (outcome.failure === null) takeOutcome(state, effect, outcome);
  return settle({ ...state, writes: state.writes - 1, notice: noticeOf(effect, outcomes) });
}

function takeOutcome(state: State, effect: Write, { names, answer, sentAt, receivedAt }: BatchOutcome): void {
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

function noticeOf(effect: Write, outcomes: readonly BatchOutcome[]): Notice {
  const failed = outcomes.filter((outcome) => outcome.failure !== null);
  const { done, doing } = saying(effect);
  const first = failed[0];
  if (first?.failure == null) return { kind: 'done', text: done, hint: null };
  const whom = outcomes.length === failed.length ? '' : ` for ${named(failed.flatMap((outcome) => outcome.names))}`;
  return { kind: 'failed', text: `${doing} failed${whom}: ${first.failure.message}`, hint: first.failure.hint };
}

function saying(write: Write): { doing: string; done: string } {
  switch (write.type) {
    case 'set':
      return {
        doing: `setting ${write.uid} ${write.resource} to ${write.status}`,
        done: `set ${write.uid} ${write.resource} to ${write.status}`,
      };
    case 'subscribe': {
      const rest = `${people(write.names)} for ${inLargestUnit(write.seconds * 1000)}`;
      return { doing: `subscribing to ${rest}`, done: `subscribed to ${rest}` };
    }
    case 'unsubscribe':
      return { doing: `unsubscribing from ${people(write.names)}`, done: `unsubscribed from ${people(write.names)}` };
  }
}

function named(names: readonly string[]): string {
  if (names.length === 1) return people(names);
  const more = names.length > NAMED ? ', …' : '';
  return `${people(names)} (${names.slice(0, NAMED).join(', ')}${more})`;
}

function people(names: readonly string[]): string {
  return names.length === 1 ? (names[0] as string) : `${names.length} users`;
}
