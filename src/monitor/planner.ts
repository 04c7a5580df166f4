import { LIMITS } from '../api/contract.ts';
import type { Allotted } from './allotment.ts';
import { Lanes } from './lanes.ts';
import { Pace } from './pace.ts';
import type { Renumbering } from './renumbering.ts';
import { Suspects } from './suspects.ts';
import { Sweep } from './sweep.ts';

/** Share of a batch that users on screen may take before their turn: the rest of the list keeps moving whatever is looked at. */
const VISIBLE_SHARE = 0.8;

/** Failures in a row, without an answer in between, that may still be about single users. */
const FAILURES = 3;

const LONG_AGO = Number.NEGATIVE_INFINITY;

export interface PlannerOptions {
  readonly callsPerSecond: number;
  /** Milliseconds after which a user's data are due again. */
  readonly refresh: number;
  /** The same for one user, by index, where that differs. */
  readonly refreshOf?: (index: number) => number;
  /** Names in one call; the documented 100 unless a test says otherwise. */
  readonly batchSize?: number;
}

/** One call to make: which users, by index. */
export interface Batch {
  readonly sequence: number;
  readonly users: readonly number[];
  /** How many failures in a row came before this call: what a back-off grows with. */
  readonly attempt: number;
  /** When it was planned, in milliseconds of the steady clock. */
  readonly at: number;
}

/**
 * Decides who is asked about next, and when. Asked first: whom a person asked for, then whoever is promised to be asked about
 * more often than others, then due users on screen, then whoever has waited longest by what is promised. A user is in at most
 * one batch under way. All times are milliseconds of a steady clock; every step costs O(users in the batch).
 */
export class Planner {
  #size: number;
  #refresh: number;
  readonly #batchSize: number;
  readonly #pace: Pace;
  /** Everybody who is not in a batch under way. */
  #lanes: Lanes;
  readonly #sweep: Sweep;
  readonly #suspects: Suspects;
  #wanted = new Set<number>();
  readonly #underWay = new Map<number, Batch>();
  #visible: readonly number[] = [];
  #sequence = 0;
  #attempt = 0;
  /** The one call under way since others failed, or null. */
  #trial: number | null = null;
  /** Failures in a row that were taken for those of single users. */
  #ofUsers = 0;
  /** The newest call that was answered. */
  #answered = 0;
  #lastCallAt = LONG_AGO;
  #heldUntil = LONG_AGO;
  #everybodyAskedAt = LONG_AGO;

  constructor(size: number, options: PlannerOptions) {
    const { callsPerSecond, refresh, refreshOf = () => refresh, batchSize = LIMITS.namesPerCall } = options;
    this.#size = size;
    this.#refresh = refresh;
    this.#batchSize = batchSize;
    this.#pace = new Pace(callsPerSecond);
    this.#lanes = new Lanes(size, refreshOf, batchSize);
    this.#lanes.space(this.#pace.sustained);
    this.#sweep = new Sweep(size);
    this.#suspects = new Suspects(size);
  }

  get size(): number {
    return this.#size;
  }

  get callsPerSweep(): number {
    return Math.ceil(this.size / this.#batchSize);
  }

  /**
   * Milliseconds in which everybody is asked about: the longest refresh time, or more when the budget asks for it; then up to
   * a tenth more, which the limiter keeps in reserve.
   */
  get period(): number {
    return this.#periodOf(this.#lanes.slowest, this.#pace);
  }

  /** What `period` comes to with another budget, all of which may be spent. */
  periodAt(callsPerSecond: number): number {
    const pace = new Pace(callsPerSecond);
    return this.#periodOf(this.#lanes.slowestAt(pace.sustained), pace);
  }

  #periodOf({ period, kept }: Allotted, { spacing, sustained }: Pace): number {
    if (this.size === 0) return this.#refresh;
    return Math.max(kept ? period : (period * spacing) / sustained, this.#callsTime(spacing));
  }

  /** Milliseconds between two askings of one user, with the limiter's reserve; the function stays as it is when those change. */
  get periodOf(): (index: number) => number {
    return this.#lanes.periodOf;
  }

  /**
   * The longest time, in milliseconds, for which calls may stop so that everybody is answered within two sweeps all the same;
   * never less than half a sweep.
   */
  get longestWait(): number {
    return Math.max(this.period / 2, 2 * this.period - this.#callsTime(this.#pace.spacing));
  }

  /** Milliseconds that all calls of one sweep take, those to suspects included. */
  #callsTime(spacing: number): number {
    return (this.callsPerSweep + this.#suspects.calls) * spacing;
  }

  /** Sweeps completed: how often everybody was answered, or refused for good, since the start. */
  get sweeps(): number {
    return this.#sweep.completed;
  }

  /** Calls that failed in a row for a reason that would stop any call. */
  get failures(): number {
    return this.#attempt;
  }

  /** Share of the present sweep that is settled, 0…1. */
  get progress(): number {
    return this.#sweep.progress;
  }

  /** When the next call may leave, or `Infinity` while everybody is being asked about, or one call tries whether failures are over. */
  get wakeAt(): number {
    if (this.#trial !== null) return Number.POSITIVE_INFINITY;
    return Math.max(this.#heldUntil, this.#pace.nextAt, Math.min(this.#suspects.wakeAt, this.#usualTime));
  }

  /** When the next ordinary batch is due, or `Infinity` while everybody is being asked about. */
  get #usualTime(): number {
    const { somebodyWaits, dueAt, spacing } = this.#lanes;
    if (!somebodyWaits) return Number.POSITIVE_INFINITY;
    if (this.#hurried()) return LONG_AGO;
    return Math.max(this.#lastCallAt + this.#pace.sustained, Math.min(this.#lastCallAt + spacing, dueAt));
  }

  /** Until when nothing is asked because calls failed, or null. */
  get heldUntil(): number | null {
    return this.#heldUntil === LONG_AGO ? null : this.#heldUntil;
  }

  /** A sequence number newer than every earlier one, for an answer that does not come from a batch. */
  nextSequence(): number {
    return ++this.#sequence;
  }

  /**
   * Goes on with another watch list: rate, failures and calls under way stay, but those that ask about nobody who is watched
   * now, which count as never made. Whoever is new is asked about first. O(users).
   */
  renumber(by: Renumbering, refresh: number, refreshOf: (index: number) => number): void {
    this.#size = by.size;
    this.#refresh = refresh;
    this.#lanes = this.#lanes.renumbered(by, refreshOf);
    this.#lanes.space(this.#pace.sustained);
    this.#sweep.renumber(by);
    this.#suspects.renumber(by);
    this.#wanted = new Set(by.moved(this.#wanted));
    this.#visible = [];
    for (const batch of this.#underWay.values()) {
      const users = this.#suspects.moved(batch.users, by);
      if (users.length > 0) this.#underWay.set(batch.sequence, { ...batch, users });
      else this.#end(batch.sequence);
    }
  }

  /** Who is on screen, by index: whoever is due among them goes first. */
  show(visible: readonly number[]): void {
    this.#visible = visible;
  }

  /** Asks about these users before all others. */
  want(users: Iterable<number>): void {
    for (const index of users) if (!this.#suspects.hurry(index)) this.#wanted.add(index);
  }

  /** Asks about everybody as fast as the budget allows: O(users who are asked about alone), however many others there are. */
  wantEverybody(now: number): void {
    this.#everybodyAskedAt = now;
    this.#suspects.hurryAll();
  }

  /** Calls a second to make for the time being, at most the budget. */
  govern(callsPerSecond: number): void {
    this.#pace.govern(callsPerSecond);
    this.#lanes.space(this.#pace.sustained);
  }

  /** Another budget, in calls a second. */
  setBudget(callsPerSecond: number): void {
    this.#pace.setCeiling(callsPerSecond);
    this.#lanes.space(this.#pace.sustained);
  }

  /** Forgets that calls failed, so that the next one may leave at once. */
  retryNow(): void {
    this.#heldUntil = LONG_AGO;
  }

  /** The call to make now, or null when it is not time. */
  next(now: number): Batch | null {
    if (now < this.wakeAt) return null;
    // After a failure others who are due are asked first, and after two whoever there is: whether they are answered tells whose it was.
    const elsewhere = this.#attempt > 0 && this.#lanes.somebodyWaits && (this.#attempt > 1 || this.#usualTime <= now);
    const users = (elsewhere ? null : this.#suspects.next(now)) ?? this.#choose(now);
    this.#lanes.asked(users, now);
    const batch = { sequence: this.nextSequence(), users, attempt: this.#attempt, at: now };
    this.#underWay.set(batch.sequence, batch);
    if (this.#attempt > 0) this.#trial = batch.sequence;
    this.#pace.spend(now);
    this.#lastCallAt = now;
    return batch;
  }

  /**
   * Ends a batch that was answered. Null for one that is not under way: a late answer that nobody waits for. An answer to a
   * call that left before others failed does not say that the failures are over.
   */
  answered(sequence: number): Batch | null {
    const batch = this.#end(sequence);
    if (batch === null) return null;
    if (batch.attempt >= this.#attempt) {
      if (this.#attempt > 0) this.#suspects.rejoin();
      this.#attempt = 0;
      this.#heldUntil = LONG_AGO;
    }
    this.#ofUsers = 0;
    this.#answered = Math.max(this.#answered, sequence);
    this.#suspects.cleared(batch.users);
    this.#giveBack(batch.users);
    this.#sweep.settle(batch.users);
    return batch;
  }

  /**
   * Ends a batch that was refused for what is in it. Its users are asked about in halves until the one is found whom the
   * server chokes on; `found` says that this is that one, whose turn it was. When nothing goes through any more it is not
   * about a user: calls then wait, as after any failure.
   */
  refused(sequence: number, wait: number, now: number): (Batch & { readonly found: boolean }) | null {
    const batch = this.#end(sequence);
    if (batch === null) return null;
    const theirs = this.#ofUsers < FAILURES;
    const found = !this.#suspects.refused(batch.users, theirs, this.#sequence, this.period, now);
    this.#blame(batch, found, wait, now);
    return { ...batch, found };
  }

  /**
   * Ends a batch that failed for a reason that may lie in it or strike any call. Calls wait and its users are asked about
   * again; when they fail while others are answered it is about them, and goes on as when they are refused.
   */
  suspected(sequence: number, wait: number, now: number): (Batch & { readonly found: boolean }) | null {
    const batch = this.#end(sequence);
    if (batch === null) return null;
    const theirs = this.#suspects.stand(batch.users, this.#answered);
    const found = !this.#suspects.failed(batch.users, theirs, this.#sequence, this.period, now);
    if (theirs) this.#blame(batch, found, wait, now);
    else this.#hold(batch, wait, now);
    return { ...batch, found };
  }

  /** Ends a batch that failed for a reason that would stop any call: nothing is asked for `wait` milliseconds, then these users first. */
  failed(sequence: number, wait: number, now: number): Batch | null {
    const batch = this.#end(sequence);
    if (batch === null) return null;
    if (!this.#suspects.takeBack(batch.users, now)) this.#lanes.giveBackUnasked(batch.users);
    this.#hold(batch, wait, now);
    return batch;
  }

  /** Takes a failure for that of a user in the batch, which stops nobody else, unless there were too many of them in a row. */
  #blame(batch: Batch, found: boolean, wait: number, now: number): void {
    if (found) this.#sweep.settle(batch.users);
    if (++this.#ofUsers > FAILURES) this.#hold(batch, wait, now);
  }

  #hold({ attempt }: Batch, wait: number, now: number): void {
    if (attempt >= this.#attempt) this.#attempt++;
    this.#heldUntil = Math.max(this.#heldUntil, now + wait);
  }

  #hurried(): boolean {
    if (this.#lanes.oldestAskedAt <= this.#everybodyAskedAt) return true;
    for (const index of this.#wanted) if (this.#lanes.isWaiting(index)) return true;
    return false;
  }

  #choose(now: number): number[] {
    const users = this.#takeWanted();
    const room = () => this.#batchSize - users.length;
    users.push(...this.#lanes.takePromised(now, room(), 'all but the slowest'));
    users.push(...this.#takeVisible(now, VISIBLE_SHARE * room()));
    users.push(...this.#lanes.takePromised(now, room(), 'all'));
    users.push(...this.#lanes.takeFirstDue(room()));
    return users;
  }

  #takeWanted(): number[] {
    const users: number[] = [];
    for (const index of this.#wanted) {
      if (users.length === this.#batchSize) break;
      if (!this.#lanes.isWaiting(index)) continue;
      this.#wanted.delete(index);
      this.#lanes.take(index);
      users.push(index);
    }
    return users;
  }

  #takeVisible(now: number, most: number): number[] {
    const users: number[] = [];
    for (const index of this.#visible) {
      if (users.length + 1 > most) break;
      if (!this.#lanes.isWaiting(index)) continue;
      if (this.#lanes.askedAt(index) > this.#everybodyAskedAt && !this.#lanes.isDue(index, now)) continue;
      this.#lanes.take(index);
      users.push(index);
    }
    return users;
  }

  #end(sequence: number): Batch | null {
    const batch = this.#underWay.get(sequence) ?? null;
    if (batch === null) return null;
    this.#underWay.delete(sequence);
    if (sequence === this.#trial) this.#trial = null;
    return batch;
  }

  #giveBack(users: readonly number[]): void {
    const overtaken = users.some((index) => this.#lanes.askedAt(index) <= this.#everybodyAskedAt);
    if (overtaken) this.#lanes.giveBackFirst(users);
    else this.#lanes.giveBack(users);
  }
}
