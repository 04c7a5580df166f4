import type { GapReason } from '../changes.ts';
import type { Term } from '../filter/terms.ts';
import type { UserRecord } from '../roster.ts';

/** What an alert is about: that a filter begins to match a user, or that it ceases to. */
export type Edge = 'begins' | 'ends';

/** What a firing does: ring the bell, have the terminal show a notification, or run a program and its arguments without a shell. */
export type AlertAction = 'bell' | 'notify' | { readonly run: readonly string[] };

/** A rule of the configuration. Times are milliseconds. */
export interface AlertRule {
  readonly name: string;
  /** The filter, at least one term. */
  readonly terms: readonly Term[];
  /** `both`: each change is told once it held; a user who is back before that changed nothing. */
  readonly edge: Edge | 'both';
  /** How long it must have held, as far as it was observed. */
  readonly holdFor: number;
  /** From one firing for a user to the next one. */
  readonly atMostEvery: number;
  readonly action: AlertAction;
}

/** An alert that went off for a user. Times are milliseconds since the epoch. */
export interface Firing {
  readonly at: number;
  readonly rule: AlertRule;
  readonly edge: Edge;
  /** The user as seen when it went off. */
  readonly record: UserRecord;
  /** The two moments between which the edge fell; the same when time alone brought it about. It held from `notAfter` on. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Set when more may have happened between the two than was seen. */
  readonly gap: GapReason | null;
  /** Milliseconds after `notAfter` in which nobody could see whether it held. */
  readonly unobserved: number;
  /** Edges since the last firing for the user that are told by nothing but this number: they fell into the time between two firings and were over before it was. */
  readonly suppressed: number;
}
