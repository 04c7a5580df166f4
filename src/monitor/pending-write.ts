import type { Presence } from '../api/contract.ts';
import type { Failure } from '../api/errors.ts';
import type { WriteRequest } from './dialog.ts';
import type { Stamp } from './messages.ts';

/** A write under way, call by call, or one whose outcome is being read back. There is at most one. */
export interface PendingWrite {
  /** All of it, however many calls that takes. */
  readonly write: WriteRequest;
  readonly startedAt: Stamp;
  readonly before: Before;
  /** The calls that have ended, in their order. */
  readonly batches: readonly BatchResult[];
  /** Whether a call is on its way. */
  readonly sending: boolean;
  /** Names of no call yet; once the calls have ended those that were never sent. */
  readonly rest: readonly string[];
  /** Set once the rest is not to be sent any more. */
  readonly stopped: StopReason | null;
  /** Whether it was begun in the list of subscriptions: what is not done of it stays marked there. */
  readonly listed: boolean;
  /** Set once its calls have ended and nobody can tell whether they were carried out. */
  readonly readBack: ReadBack | null;
}

/** Why batches were not sent: a person said so, or the call before them met a failure that they would have met as well. */
export type StopReason = 'person' | 'failure';

/** What is kept of a call that has ended. */
export interface BatchResult {
  readonly names: readonly string[];
  readonly failure: Failure | null;
  /** Whether it may have been carried out although it failed. */
  readonly unclear: boolean;
  /** Names for which it was carried out, as far as its answer says so. */
  readonly done: readonly string[];
  /** Names that the answer leaves out. */
  readonly unanswered: readonly string[];
  /** Milliseconds from request to answer; null without an answer. */
  readonly latency: number | null;
  /** Milliseconds since the epoch at which it ended. */
  readonly endedAt: number;
}

/** What was known as a write began: the user whose status is set, or the end of the subscription to each name. */
export interface Before {
  readonly presence: Presence | null;
  readonly ends: ReadonlyMap<string, number | null | undefined>;
}

/** What became of the names a write was about: each is in one of these. */
export interface Tally {
  readonly done: readonly string[];
  /** Sent, and surely not carried out. */
  readonly notDone: readonly string[];
  readonly unknown: readonly string[];
  /** Never sent, because the batches before them failed or a person stopped them. */
  readonly notSent: readonly string[];
}

/** Why a write did not simply go through. */
export interface Why {
  /** The first failure that may have left something behind, or null. */
  readonly unclear: Failure | null;
  /** The first failure that surely left nothing behind, or null. */
  readonly refused: Failure | null;
  /** What the latest look saw instead of what was asked for, in words; of several names the first. Null: nothing yet. */
  readonly seen: string | null;
}

/** How far reading back is. Steady times are milliseconds. */
export interface ReadBack extends Why {
  readonly unclear: Failure;
  readonly tally: Tally;
  /** Names of which it is still open. */
  readonly open: readonly string[];
  /** When the calls had ended. */
  readonly since: Stamp;
  /** Steady time of the next look; `Infinity` when none is planned. */
  readonly nextLookAt: number;
  readonly failedLooks: number;
  readonly lastFailure: Failure | null;
  /** Steady time at which reading back is given up; moves on while all calls are stopped. */
  readonly giveUpAt: number;
}

/** Everybody a write is about, in the order in which they are sent. */
export function namesIn(write: WriteRequest): readonly string[] {
  return write.type === 'set' ? [write.uid] : write.names;
}
