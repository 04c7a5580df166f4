import type { CallName } from '../api/contract.ts';
import { SlidingSecond } from './sliding-second.ts';

/** What can be asked of the simulator: the five calls, and tokens. */
export type RequestKind = CallName | 'token';

/** One request as it was answered. */
export interface RequestRecord {
  readonly call: RequestKind;
  /** The `{uid}` of the path; null for a request of a token. */
  readonly uid: string | null;
  /** Whom it was about: the names in the body, or the user whose status was set. */
  readonly names: readonly string[];
  /** Milliseconds since the epoch at which it arrived. */
  readonly at: number;
  /** HTTP status, or null when it was left without an answer. */
  readonly status: number | null;
}

const KEPT = 1000;

/** Who asked for what, how often and how fast: what tests and demonstrations look at. Memory is bounded. */
export class Traffic {
  readonly #arrivals = new Map<RequestKind, { total: number; second: SlidingSecond }>();
  readonly #answers = new Map<number | null, number>();
  #recent: RequestRecord[] = [];

  /** Requests that arrived, of one kind or of all; those that were refused or failed included. */
  count(call?: RequestKind): number {
    if (call !== undefined) return this.#arrivals.get(call)?.total ?? 0;
    return Array.from(this.#arrivals.values()).reduce((sum, { total }) => sum + total, 0);
  }

  /** The most requests of one kind that arrived within any second. */
  mostInAnySecond(call: RequestKind): number {
    return this.#arrivals.get(call)?.second.peak ?? 0;
  }

  /** Answers with an HTTP status; null counts the requests left without one. */
  answered(status: number | null): number {
    return this.#answers.get(status) ?? 0;
  }

  /** The last thousand requests, oldest first. */
  get recent(): readonly RequestRecord[] {
    return this.#recent.slice(-KEPT);
  }

  /** Notes an arrival; `now` in milliseconds of a clock that never goes back. */
  arrive(call: RequestKind, now: number): void {
    const arrivals = this.#arrivals.get(call) ?? { total: 0, second: new SlidingSecond() };
    this.#arrivals.set(call, arrivals);
    arrivals.total++;
    arrivals.second.add(now);
  }

  /** Notes how a request ended. */
  finish(record: RequestRecord): void {
    this.#answers.set(record.status, this.answered(record.status) + 1);
    if (this.#recent.length >= 2 * KEPT) this.#recent = this.#recent.slice(-KEPT);
    this.#recent.push(record);
  }
}
