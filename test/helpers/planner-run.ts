import { type Batch, Planner, type PlannerOptions } from '../../src/monitor/planner.ts';

/** What becomes of one call: how many milliseconds it is on its way, and how it ends. */
export interface Fate {
  readonly takes: number;
  readonly ends: 'answered' | 'failed';
}

export interface Departure extends Batch {
  readonly at: number;
}

/** A planner on a virtual clock, whose calls end as `fate` says. */
export class PlannerRun {
  readonly planner: Planner;
  readonly departures: Departure[] = [];
  now = 0;
  readonly #underWay: { at: number; sequence: number; ends: Fate['ends'] }[] = [];
  readonly #fate: (departure: Departure) => Fate;
  readonly #lateness: () => number;

  constructor(size: number, options: PlannerOptions, fate: (departure: Departure) => Fate, lateness = () => 0) {
    this.planner = new Planner(size, options);
    this.#fate = fate;
    this.#lateness = lateness;
  }

  /** Lets time pass until `end`, or until `done` holds. */
  until(end: number, done: () => boolean = () => false): void {
    while (!done()) {
      const [first] = this.#underWay;
      const wakeAt = Math.max(this.now, this.planner.wakeAt) + this.#lateness();
      const next = Math.min(first?.at ?? Number.POSITIVE_INFINITY, wakeAt);
      if (next > end) break;
      this.now = Math.max(this.now, next);
      if (first !== undefined && first.at <= this.now) this.#finish();
      else this.#send();
    }
    if (!done()) this.now = end;
  }

  #send(): void {
    const batch = this.planner.next(this.now);
    if (batch === null) return;
    const departure = { ...batch, at: this.now };
    this.departures.push(departure);
    const { takes, ends } = this.#fate(departure);
    this.#underWay.push({ at: this.now + takes, sequence: batch.sequence, ends });
    this.#underWay.sort((a, b) => a.at - b.at);
  }

  #finish(): void {
    const call = this.#underWay.shift();
    if (call === undefined) return;
    if (call.ends === 'failed') this.planner.failed(call.sequence, 500, this.now);
    else this.planner.answered(call.sequence);
  }
}

/** Milliseconds between one asking and the next for each user, the time before the first and after the last included. */
export function longestWait({ departures, now, planner }: PlannerRun): number {
  const last = new Float64Array(planner.size);
  let longest = 0;
  for (const { at, users } of departures) {
    for (const index of users) {
      longest = Math.max(longest, at - (last[index] as number));
      last[index] = at;
    }
  }
  for (const at of last) longest = Math.max(longest, now - at);
  return longest;
}
