import type { Answered, PresenceClient } from '../api/client.ts';
import type { PresenceAnswer } from '../api/contract.ts';
import { type Failure, isApiError } from '../api/errors.ts';
import { endsAll, traceOfCall } from '../api/outcome.ts';
import { backOff } from '../api/retry.ts';
import type { BatchOutcome, Effect, Report, Write } from '../monitor/messages.ts';
import { proofOf } from './proof-of.ts';

/** What only a terminal can do. */
export type TerminalEffect = Extract<Effect, { type: 'copy' | 'suspend' | 'redraw' }>;

/** What only a replay can do. */
export type ReplayEffect = Extract<Effect, { type: 'play' }>;

/** What the monitor wants done on the network; leaving the program, its budget, its terminal, alerts and a recording are not. */
export type NetworkEffect = Exclude<Effect, TerminalEffect | ReplayEffect | { type: 'exit' | 'limit' | 'alert' }>;

/** Carries out what the monitor wants and says what came of it. Rejects only for a mistake in the program. */
export async function carryOut(effect: NetworkEffect, client: PresenceClient, askedAt: number): Promise<Report> {
  switch (effect.type) {
    case 'retrieve':
      return retrieve(effect, client);
    case 'sublist':
      return readSublist(effect.attempt, client, askedAt);
    default:
      return { type: 'wrote', effect, outcome: await write(effect, client) };
  }
}

/** The planner repeats what failed, so the client does not. */
async function retrieve(
  { sequence, names, attempt }: Extract<Effect, { type: 'retrieve' }>,
  client: PresenceClient,
): Promise<Report> {
  try {
    const answered = await client.retrieve(names, { retry: false });
    const { value, sentAt, receivedAt, clockError = 0 } = answered;
    return { type: 'retrieved', sequence, answer: value, sentAt, receivedAt, clockError, ...proofOf(answered, sequence) };
  } catch (error) {
    const failure = failureOf(error);
    return { type: 'retrieve-failed', sequence, failure, wait: backOff(attempt + 1, failure.retryAfter, Math.random) };
  }
}

async function readSublist(attempt: number, client: PresenceClient, askedAt: number): Promise<Report> {
  try {
    const { value, clockError = 0 } = await client.sublist({ retry: false });
    return { type: 'sublist-read', askedAt, subscriptions: value, clockError };
  } catch (error) {
    const failure = failureOf(error);
    return { type: 'sublist-failed', askedAt, failure, wait: backOff(attempt + 1, failure.retryAfter, Math.random) };
  }
}

async function write(effect: Write, client: PresenceClient): Promise<BatchOutcome> {
  const names = effect.type === 'set' ? [effect.uid] : effect.names;
  try {
    const answered = await send(effect, client);
    const { value, sentAt, receivedAt, clockError = 0 } = answered;
    const proof = effect.type === 'subscribe' ? proofOf(answered, effect.sequence) : {};
    return { names, answer: value, failure: null, unclear: false, endsAll: false, sentAt, receivedAt, clockError, ...proof };
  } catch (error) {
    const failure = failureOf(error);
    const left = { unclear: traceOfCall(failure) === 'perhaps', endsAll: endsAll(failure) };
    return { names, answer: null, failure, ...left, sentAt: 0, receivedAt: 0, clockError: 0 };
  }
}

async function send(effect: Write, client: PresenceClient): Promise<Answered<PresenceAnswer | null>> {
  switch (effect.type) {
    case 'set':
      return { ...(await client.set(effect)), value: null };
    case 'subscribe':
      return client.subscribe(effect.names, effect.seconds);
    case 'unsubscribe':
      return { ...(await client.unsubscribe(effect.names)), value: null };
  }
}

function failureOf(error: unknown): Failure {
  if (isApiError(error)) return error.failure;
  throw error;
}
