import type { Oddity } from '../api/contract.ts';
import type { Asked, Failure, FailureCode } from '../api/errors.ts';
import { BOUNDS } from './bounds.ts';

/** Milliseconds after which the same failure counts as another one, unless nothing went through in between. */
const TOGETHER = 60_000;

/** Whom something concerns: one by name, and how many they are in all. */
export interface Concerned {
  readonly name: string;
  readonly count: number;
}

/** Something that went wrong, without when. Texts may hold text from the server. */
export interface Mishap {
  /** How a call failed; or clocks that differ, a warning of the program itself, something odd in an answer. */
  readonly kind: FailureCode | 'clock' | 'warning' | 'oddity';
  readonly call: Asked | null;
  /** HTTP status, or null when there was no answer or no call. */
  readonly status: number | null;
  readonly message: string;
  /** What to do, or null when there is nothing to do. */
  readonly hint: string | null;
  readonly concerned: Concerned | null;
}

/** One that was noted, with all the times it happened in a row. Times are milliseconds since the epoch. */
export interface NotedMishap extends Mishap {
  /** Increases by one with every entry. */
  readonly id: number;
  /** Whom it concerned when it concerned most. */
  readonly concerned: Concerned | null;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** That something went wrong `at`, in a row of failures that began at `since`, both in milliseconds since the epoch. */
export interface Noted {
  readonly mishap: Mishap;
  readonly at: number;
  readonly since: number;
}

/** What went wrong so far, bounded. What happens again in a row is one entry, in its place: O(1) each time. */
export class ErrorLog {
  /** By id, the oldest first: a Map keeps that order. */
  readonly #entries = new Map<number, NotedMishap>();
  /** The newest entry of each sort. */
  readonly #latest = new Map<string, number>();
  readonly #bound: number;
  readonly #followers = new Set<(noted: Noted) => void>();
  #lastId = 0;

  constructor(bound: number = BOUNDS.errors) {
    this.#bound = bound;
  }

  /** Id of the newest entry, 0 before the first. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Id of the oldest entry that is kept, 1 before the first. */
  get firstId(): number {
    return this.#lastId - this.#entries.size + 1;
  }

  at(id: number): NotedMishap | undefined {
    return this.#entries.get(id);
  }

  /** Notes something that happened `at`, in a row of failures that began at `since`. */
  add(mishap: Mishap, at: number, since: number = at): void {
    for (const tell of this.#followers) tell({ mishap, at, since });
    const sort = sortOf(mishap);
    const before = this.#entries.get(this.#latest.get(sort) ?? 0);
    if (before !== undefined && (before.lastAt >= since || at - before.lastAt <= TOGETHER)) {
      const concerned = more(before.concerned, mishap.concerned);
      this.#entries.set(before.id, { ...before, ...mishap, concerned, count: before.count + 1, lastAt: at });
      return;
    }
    this.#lastId++;
    this.#entries.set(this.#lastId, { ...mishap, id: this.#lastId, count: 1, firstAt: at, lastAt: at });
    this.#latest.set(sort, this.#lastId);
    if (this.#entries.size > this.#bound) this.#forgetOldest();
  }

  /** Calls `follower` with all that is noted from now on; returns what ends that. */
  follow(follower: (noted: Noted) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  #forgetOldest(): void {
    const [oldest] = this.#entries.values();
    if (oldest === undefined) return;
    this.#entries.delete(oldest.id);
    const sort = sortOf(oldest);
    if (this.#latest.get(sort) === oldest.id) this.#latest.delete(sort);
  }
}

/** A call that failed, and whose names were in it. */
export function failedCall({ code, call, status, message, hint }: Failure, names: readonly string[]): Mishap {
  const [name] = names;
  const concerned = name === undefined ? null : { name, count: names.length };
  return { kind: code, call, status, message, hint, concerned };
}

/** What an answer held that belongs to nobody who was asked for, at least one oddity. */
export function oddAnswer(strangers: readonly Oddity[]): Mishap {
  const [first] = strangers;
  const more = strangers.length > 1 ? ` and ${strangers.length - 1} more of the kind` : '';
  const message = `an answer held what belongs to nobody who was asked for: ${first?.detail}${more}`;
  return { kind: 'oddity', call: 'retrieve', status: 200, message, hint: ODD_HINT, concerned: null };
}

const ODD_HINT = 'Nothing of it was used. Those missing from the same answer are flagged; report it to the vendor if it goes on.';

function more(before: Concerned | null, now: Concerned | null): Concerned | null {
  return (before?.count ?? 0) > (now?.count ?? 0) ? before : now;
}

/** What the entries that are one have in common. */
function sortOf({ kind, call, status, message }: Mishap): string {
  // Strangers are as many as a server likes: they must not drive out what else went wrong.
  return JSON.stringify(kind === 'oddity' ? [kind, call] : [kind, call, status, message]);
}
