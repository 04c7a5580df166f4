import { LIMITS } from '../api/contract.ts';
import type { WriteRequest } from './dialog.ts';
import type { BatchOutcome, Write } from './messages.ts';
import type { BatchResult, PendingWrite } from './pending-write.ts';
import type { State } from './state.ts';
import { quietly, type Step } from './step.ts';

/**
 * Sends the next call of a write once the one before it has ended: none is repeated, and none leaves after the rest was
 * stopped. While all calls are stopped the rest waits; the first call has just been asked for and goes.
 */
export function sendNext(state: State): Step {
  const { pending } = state;
  if (pending === null || pending.sending || pending.stopped !== null || pending.rest.length === 0) return quietly(state);
  if (state.stopped !== null && pending.batches.length > 0) return quietly(state);
  const names = pending.rest.slice(0, LIMITS.namesPerCall);
  const rest = pending.rest.slice(names.length);
  return { state: { ...state, pending: { ...pending, sending: true, rest } }, effects: [callOf(state, pending.write, names)] };
}

/** A write with one more call ended; a failure that the others would meet as well stops them. */
export function withBatch(pending: PendingWrite, outcome: BatchOutcome, endedAt: number): PendingWrite {
  const batches = [...pending.batches, resultOf(outcome, endedAt)];
  const stopped = pending.rest.length > 0 && outcome.endsAll ? 'failure' : pending.stopped;
  return { ...pending, batches, stopped, sending: false };
}

/** Calls that a write comes to when nothing stops it. */
export function callsIn({ batches, sending, rest }: PendingWrite): number {
  return batches.length + (sending ? 1 : 0) + Math.ceil(rest.length / LIMITS.namesPerCall);
}

/** Whether all calls have ended that will be made. */
export function isSent({ sending, stopped, rest }: PendingWrite): boolean {
  return !sending && (stopped !== null || rest.length === 0);
}

/** An answer that says nothing of presence leaves nobody out. */
function resultOf({ names, answer, failure, unclear, sentAt, receivedAt }: BatchOutcome, endedAt: number): BatchResult {
  if (failure !== null) return { names, failure, unclear, done: [], unanswered: [], latency: null, endedAt };
  const done = answer === null ? names : names.filter((name) => answer.users.has(name));
  const unanswered = answer === null ? [] : names.filter((name) => !answer.users.has(name));
  return { names, failure, unclear, done, unanswered, latency: receivedAt - sentAt, endedAt };
}

function callOf({ planner }: State, write: WriteRequest, names: readonly string[]): Write {
  switch (write.type) {
    case 'set':
      return write;
    case 'unsubscribe':
      return { ...write, names };
    case 'subscribe':
      return { ...write, names, sequence: planner.nextSequence() };
  }
}
