import { BOUNDS } from './bounds.ts';
import type { ChangeLog } from './change-log.ts';
import { Fifo } from './fifo.ts';
import type { Moment } from './moment.ts';
import { Past } from './past.ts';
import type { Failing, Known, Roster, UserRecord } from './roster.ts';
import { TimesRing } from './times-ring.ts';
import { knownWeight, stepWeight } from './weights.ts';

/** A place between two notes. */
interface Place {
  readonly times: number;
  readonly altered: number;
}

/** A moment at which something changed that shows, and the place after all that had been noted by then. */
interface HistoryStep {
  readonly moment: Moment;
  readonly place: Place;
  readonly weight: number;
}

/** What was known of a user at the step before, and what is at the next one. */
interface Altered {
  readonly before: UserRecord;
  readonly failedBefore: Failing | undefined;
  after: UserRecord;
  failedAfter: Failing | undefined;
  weight: number;
}

/** A copy of the roster, where it stands, and the numbers of the steps before and after that. */
export interface Traveller {
  readonly past: Past;
  readonly place: Place;
  readonly previous: number;
  readonly next: number;
}

/** How much is kept: answers about users, and bytes of what changed. */
export interface HistoryBounds {
  readonly observations: number;
  readonly historyBytes: number;
}

/** For a monitor in which nobody goes back: nothing is noted, so that a history costs neither memory nor time. */
export const NO_HISTORY: HistoryBounds = { observations: 0, historyBytes: 0 };

/** What a user's answer changes that shows, beside the marks of changes, which end by themselves. */
const SHOWN = ['status', 'presence', 'absent', 'flags', 'subscription'] as const;

/**
 * What was observed, kept so that a copy of the roster can be brought to every step exactly as the roster was then. A step is
 * a moment at which something changed that shows; between two of them everybody is noted once, however many answers only
 * confirm. Steps have numbers, from 0 on for ever; the oldest are forgotten first. Taking in an answer costs O(users in it).
 */
export class History {
  readonly #roster: Roster;
  readonly #log: ChangeLog;
  readonly #bytes: number;
  readonly #times: TimesRing;
  readonly #altered = new Fifo<Altered>();
  readonly #steps = new Fifo<HistoryStep>();
  /** Number of the latest note about each user among the times, and among what altered. */
  readonly #timedAt: Float64Array;
  readonly #alteredAt: Float64Array;
  /** Id of the newest change when this history began. */
  readonly #changesBefore: number;
  /** From here on everybody is noted anew. */
  #since: Place = { times: 0, altered: 0 };
  #shows = false;
  #weight = 0;

  /** Notes what happens to a roster from now on; the log keeps the changes of every step that is kept. */
  constructor(roster: Roster, log: ChangeLog, { observations, historyBytes }: HistoryBounds = BOUNDS) {
    this.#roster = roster;
    this.#log = log;
    this.#bytes = historyBytes;
    this.#changesBefore = log.lastId;
    this.#times = new TimesRing(observations);
    const noted = observations > 0 ? roster.size : 0;
    this.#timedAt = new Float64Array(noted).fill(-1);
    this.#alteredAt = new Float64Array(noted).fill(-1);
    if (noted > 0) roster.trace((before, after) => this.#note(before, after));
  }

  /** Number of the oldest step that is kept. */
  get first(): number {
    return this.#steps.first;
  }

  /** Number that the next step will have. */
  get end(): number {
    return this.#steps.end;
  }

  get size(): number {
    return this.#steps.size;
  }

  /** Answers about users that are kept, and bytes that what changed takes, about. */
  get kept(): { readonly observations: number; readonly bytes: number } {
    return { observations: this.#times.size, bytes: this.#weight };
  }

  /** The moment of a step, or undefined when it is forgotten or yet to come. */
  moment(step: number): Moment | undefined {
    return this.#steps.at(step)?.moment;
  }

  /** Ends what belongs to one moment: a step when any of it shows. Only then `moment` is called. */
  close(moment: () => Moment): void {
    if (this.#shows) this.#step(moment());
    this.#forget();
  }

  /** A copy of the roster as it is now, which can travel: O(users). */
  present(): Traveller {
    // What the copy does not know yet must be noted apart from what it knows.
    this.#since = this.#end;
    return { past: new Past(this.#roster), place: this.#since, previous: this.end - 1, next: this.end };
  }

  /** The step before or after where a traveller stands, or null when none is kept. */
  beside({ previous, next }: Traveller, direction: 1 | -1): number | null {
    const step = direction > 0 ? Math.max(next, this.first) : previous;
    return this.#steps.at(step) === undefined ? null : step;
  }

  /**
   * Brings the copy of a traveller to a step that is kept: O(what was noted in between). Also tells whose records are others
   * now; null when everybody's may be, in a new copy, since the place where the traveller stood is forgotten.
   */
  travel(traveller: Traveller, step: number): { readonly traveller: Traveller; readonly touched: ReadonlySet<number> | null } {
    const { place: to, moment } = this.#steps.at(step) as HistoryStep;
    const lost = traveller.place.times < this.#times.first || traveller.place.altered < this.#altered.first;
    const { past, place: from } = lost ? this.present() : traveller;
    const touched = to.altered < from.altered || to.times < from.times ? this.#undo(past, from, to) : this.#redo(past, from, to);
    past.putOldest(moment.oldestReceivedAt);
    return { traveller: { past, place: to, previous: step - 1, next: step + 1 }, touched: lost ? null : touched };
  }

  get #end(): Place {
    return { times: this.#times.end, altered: this.#altered.end };
  }

  #note(before: Known, after: Known): void {
    if (before.receivedAt !== after.receivedAt) this.#noteTime(after.record.index, before.receivedAt, after.receivedAt);
    if (before.record !== after.record || before.failing !== after.failing) this.#noteAltered(before, after);
    this.#shows ||=
      (before.failing === undefined) !== (after.failing === undefined) ||
      SHOWN.some((field) => before.record[field] !== after.record[field]);
  }

  #noteTime(index: number, before: number, after: number): void {
    const noted = this.#timedAt[index] as number;
    if (noted >= this.#since.times && noted >= this.#times.first) {
      this.#times.renew(noted, after);
      return;
    }
    this.#timedAt[index] = this.#times.end;
    this.#times.push(index, before, after);
  }

  #noteAltered(before: Known, after: Known): void {
    const { index } = after.record;
    const at = this.#alteredAt[index] as number;
    const noted = at >= this.#since.altered ? this.#altered.at(at) : undefined;
    if (noted === undefined) {
      const weight = knownWeight(before.record, after.record);
      this.#alteredAt[index] = this.#altered.end;
      this.#altered.push({
        before: before.record,
        failedBefore: before.failing,
        after: after.record,
        failedAfter: after.failing,
        weight,
      });
      this.#weight += weight;
      return;
    }
    const weight = knownWeight(noted.before, after.record);
    this.#weight += weight - noted.weight;
    noted.after = after.record;
    noted.failedAfter = after.failing;
    noted.weight = weight;
  }

  #step(moment: Moment): void {
    const changes = moment.lastChange - (this.moment(this.end - 1)?.lastChange ?? this.#changesBefore);
    const weight = stepWeight(changes);
    this.#since = this.#end;
    this.#steps.push({ moment, place: this.#since, weight });
    this.#weight += weight;
    this.#shows = false;
  }

  /** Forgets the oldest until the bounds are kept, every step to which no way leads back any more, and what led beyond. */
  #forget(): void {
    while (this.#weight > this.#bytes) {
      const forgotten = this.#altered.shift() ?? this.#steps.shift();
      if (forgotten === undefined) break;
      this.#weight -= forgotten.weight;
      this.#forgetSteps();
    }
    this.#forgetSteps();
    const { altered } = this.#steps.at(this.first)?.place ?? this.#since;
    while (this.#altered.first < altered) this.#weight -= this.#altered.shift()?.weight ?? 0;
    this.#log.keepFor(this.moment(this.first)?.lastChange ?? null);
  }

  #forgetSteps(): void {
    for (let oldest = this.#steps.at(this.first); oldest !== undefined; oldest = this.#steps.at(this.first)) {
      const { place, weight } = oldest;
      if (place.times >= this.#times.first && place.altered >= this.#altered.first) return;
      this.#steps.shift();
      this.#weight -= weight;
    }
  }

  #undo(past: Past, from: Place, to: Place): Set<number> {
    const touched = new Set<number>();
    for (let at = from.altered - 1; at >= to.altered; at--) {
      const { before, failedBefore } = this.#altered.at(at) as Altered;
      put(past, before, failedBefore, touched);
    }
    const times = this.#times;
    for (let at = from.times - 1; at >= to.times; at--) past.putReceivedAt(times.userOf(at), times.beforeOf(at));
    return touched;
  }

  #redo(past: Past, from: Place, to: Place): Set<number> {
    const touched = new Set<number>();
    for (let at = from.altered; at < to.altered; at++) {
      const { after, failedAfter } = this.#altered.at(at) as Altered;
      put(past, after, failedAfter, touched);
    }
    const times = this.#times;
    for (let at = from.times; at < to.times; at++) past.putReceivedAt(times.userOf(at), times.afterOf(at));
    return touched;
  }
}

function put(past: Past, record: UserRecord, failing: Failing | undefined, touched: Set<number>): void {
  past.putRecord(record);
  past.putFailing(record.index, failing);
  touched.add(record.index);
}
