import type { Presence } from '../api/contract.ts';
import type { Failure } from '../api/errors.ts';
import type { Stamp, Write } from './messages.ts';

/** A write under way, or one whose outcome is being read back. There is at most one. */
export interface PendingWrite {
  readonly write: Write;
  readonly startedAt: Stamp;
  readonly before: Before;
  /** Whether it was begun in the list of subscriptions: what is not done of it stays marked there. */
  readonly listed: boolean;
  /** Set once its calls have ended and nobody can tell whether they were carried out. */
  readonly readBack: ReadBack | null;
}

/** What was known as a write began: the user whose status is set, or the end of the subscription to each name. */
export interface Before {
  readonly presence: Presence | null;
  readonly ends: ReadonlyMap<string, number | null | undefined>;
}

/** What became of the names a write was about. */
export interface Tally {
  readonly done: readonly string[];
  readonly notDone: readonly string[];
  readonly unknown: readonly string[];
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
