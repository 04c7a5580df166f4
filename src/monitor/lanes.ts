import { type Allotted, allot, type Promised, widestSpacing } from './allotment.ts';
import { lanesOf } from './promised-lanes.ts';
import { RecencyLists } from './recency-lists.ts';
import type { Renumbering } from './renumbering.ts';

const LONG_AGO = Number.NEGATIVE_INFINITY;

const NOBODY: Allotted = { period: 0, kept: true };

/** What rounding in binary fractions may take from a credit. */
const ROUNDING = 1e-6;

interface Lane extends Promised {
  /** Users who may be taken now so that the lane keeps its promise; grows with time, at most to the whole lane. */
  credit: number;
  creditAt: number;
}

/**
 * Everybody who waits to be asked about, in lanes of users who share a promise: how old, in milliseconds, their data may get.
 * The shortest promise is the first lane. Each lane that can be kept earns places in calls as time passes, evenly, so that
 * none has to wait until another lane's users are all due at once. All times are milliseconds of a steady clock; a step costs
 * O(users taken × lanes).
 */
export class Lanes {
  readonly #batchSize: number;
  readonly #laneOf: Uint16Array;
  readonly #lanes: readonly Lane[];
  readonly #waiting: RecencyLists;
  readonly #askedAt: Float64Array;
  readonly #widest: number;
  #spacing = 0;
  #allotted: readonly Allotted[] = [];
  #periodOf = (_: number) => 0;

  /** `refreshOf` gives each user's promise. */
  constructor(size: number, refreshOf: (index: number) => number, batchSize: number) {
    this.#batchSize = batchSize;
    const { lanes, laneOf } = lanesOf(size, refreshOf);
    this.#laneOf = laneOf;
    this.#lanes = lanes.map(({ size, refresh }) => ({ size, refresh, credit: size, creditAt: LONG_AGO }));
    this.#waiting = new RecencyLists(laneOf, lanes.length);
    this.#askedAt = new Float64Array(size).fill(LONG_AGO);
    this.#widest = widestSpacing(this.#lanes, batchSize);
    this.space(this.#widest);
  }

  /** The lanes of another watch list: who is new waits before all others, who stays as before. O(users × log users). */
  renumbered(by: Renumbering, refreshOf: (index: number) => number): Lanes {
    const next = new Lanes(by.size, refreshOf, this.#batchSize);
    for (let index = 0; index < by.size; index++) {
      const was = by.before(index);
      if (was === undefined) continue;
      next.take(index);
      next.#askedAt[index] = this.askedAt(was);
    }
    // A promise may have changed, and with it who waits in one lane: among themselves they wait as they were asked.
    const waiting = this.#lanes.flatMap((_, lane) => by.moved(this.#waiting.inOrder(lane)));
    waiting.sort((a, b) => ascending(next.askedAt(a), next.askedAt(b)));
    for (const index of waiting) next.#waiting.append(index);
    for (const lane of next.#lanes) {
      const before = this.#lanes.find(({ refresh }) => refresh === lane.refresh);
      if (before === undefined) continue;
      lane.credit = Math.min(lane.size, before.credit);
      lane.creditAt = before.creditAt;
    }
    return next;
  }

  /** Milliseconds between two calls. */
  get spacing(): number {
    return this.#spacing;
  }

  /** How often, in milliseconds, the slowest lane is asked about, and whether that is as promised. */
  get slowest(): Allotted {
    return slowestOf(this.#allotted);
  }

  /** The same if calls left every `least` milliseconds, or as seldom as the promises allow. */
  slowestAt(least: number): Allotted {
    return slowestOf(allot(this.#lanes, Math.max(least, this.#widest), this.#batchSize));
  }

  /** Milliseconds between two askings of a user, as they are now: whoever keeps the function keeps the periods of this moment. */
  get periodOf(): (index: number) => number {
    return this.#periodOf;
  }

  /** Lets calls leave every `least` milliseconds, or as seldom as the promises allow; shares the places in them out anew. */
  space(least: number): void {
    const spacing = Math.max(least, this.#widest);
    if (spacing === this.#spacing) return;
    this.#spacing = spacing;
    const allotted = allot(this.#lanes, spacing, this.#batchSize);
    this.#allotted = allotted;
    this.#periodOf = (index) => allotted[this.#laneOf[index] as number]?.period ?? 0;
  }

  /** When whoever waits longest was asked; `Infinity` when nobody waits. */
  get oldestAskedAt(): number {
    return this.#first((oldest) => this.askedAt(oldest));
  }

  /** When the first of those who wait has to be asked about again; `Infinity` when nobody waits. */
  get dueAt(): number {
    return this.#first((oldest) => this.#dueAt(oldest));
  }

  get somebodyWaits(): boolean {
    return this.#lanes.some((_, at) => this.#waiting.oldest(at) !== null);
  }

  isWaiting(index: number): boolean {
    return this.#waiting.has(index);
  }

  /** When a user was last asked about. */
  askedAt(index: number): number {
    return this.#askedAt[index] as number;
  }

  /** Whether a user's data are older than promised. */
  isDue(index: number, now: number): boolean {
    return this.askedAt(index) + this.#refreshOf(index) <= now;
  }

  /** Takes one who waits out, whatever its turn. */
  take(index: number): void {
    this.#waiting.remove(index);
  }

  /** Takes those out whose lanes' promises are kept only if they are asked about now, at most `room`, the shortest promise first. */
  takePromised(now: number, room: number, lanes: 'all' | 'all but the slowest'): number[] {
    const taken: number[] = [];
    for (const [at, lane] of this.#lanes.slice(0, lanes === 'all' ? undefined : -1).entries()) {
      const { kept, period } = this.#allotted[at] as Allotted;
      if (!kept) continue;
      this.#earn(lane, period, now);
      for (let oldest = this.#waiting.oldest(at); oldest !== null; oldest = this.#waiting.oldest(at)) {
        const lastChance = this.askedAt(oldest) + lane.refresh < now + this.#spacing - ROUNDING;
        if (taken.length >= room || !(lastChance || lane.credit >= 1 - ROUNDING)) break;
        taken.push(oldest);
        this.#takeFirst(at, oldest);
      }
    }
    return taken;
  }

  /** Takes those out who are due first, at most `room`. */
  takeFirstDue(room: number): number[] {
    const taken: number[] = [];
    while (taken.length < room) {
      let first = { due: Number.POSITIVE_INFINITY, lane: 0, index: -1 };
      for (const lane of this.#lanes.keys()) {
        const index = this.#waiting.oldest(lane);
        if (index === null) continue;
        const due = this.#dueAt(index);
        if (due < first.due) first = { due, lane, index };
      }
      if (first.index < 0) break;
      taken.push(first.index);
      this.#takeFirst(first.lane, first.index);
    }
    return taken;
  }

  /** Notes that these users are asked about. */
  asked(users: readonly number[], now: number): void {
    for (const index of users) this.#askedAt[index] = now;
  }

  /** Lets users who were asked about at the same moment wait again, in the order in which they were asked. */
  giveBack(users: readonly number[]): void {
    this.#waiting.insert(users, this.#askedAt);
  }

  /** Lets users wait again before all others of their lanes. */
  giveBackFirst(users: readonly number[]): void {
    for (const index of users.toReversed()) this.#waiting.prepend(index);
  }

  /** Lets users wait again as if they had never been asked about. */
  giveBackUnasked(users: readonly number[]): void {
    this.asked(users, LONG_AGO);
    this.giveBackFirst(users);
  }

  #dueAt(index: number): number {
    return this.askedAt(index) + Math.max(this.#refreshOf(index), this.periodOf(index));
  }

  #refreshOf(index: number): number {
    return (this.#lanes[this.#laneOf[index] as number] as Lane).refresh;
  }

  #earn(lane: Lane, period: number, now: number): void {
    lane.credit = Math.min(lane.size, lane.credit + lane.size * Math.min(1, (now - lane.creditAt) / period));
    lane.creditAt = now;
  }

  #takeFirst(at: number, index: number): void {
    this.#waiting.remove(index);
    const lane = this.#lanes[at] as Lane;
    if (lane.credit >= 1 - ROUNDING) lane.credit -= 1;
  }

  /** The least of a figure over those at the old ends of the lanes; `Infinity` when nobody waits. */
  #first(figure: (oldest: number) => number): number {
    let least = Number.POSITIVE_INFINITY;
    for (const lane of this.#lanes.keys()) {
      const oldest = this.#waiting.oldest(lane);
      if (oldest !== null) least = Math.min(least, figure(oldest));
    }
    return least;
  }
}

/** Compares times, of which long ago is one: it has no difference to itself. */
function ascending(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function slowestOf(allotted: readonly Allotted[]): Allotted {
  return allotted.reduce((one, other) => (other.period > one.period ? other : one), NOBODY);
}
