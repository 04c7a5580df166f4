import { Planner, type PlannerOptions } from './planner.ts';
import { lanesOf } from './promised-lanes.ts';
import type { Renumbering } from './renumbering.ts';

/** What a frame shows of a plan, as it was recorded. */
export interface RecordedPlan {
  /** Whether a whole sweep was made, and how much of the present one, 0…1. */
  readonly swept: boolean;
  readonly progress: number;
  /** Calls that failed in a row for a reason that would stop any call. */
  readonly failures: number;
  /** Milliseconds in which everybody was asked about, and in which those of each lane were, in the order of `lanesOf`. */
  readonly period: number;
  readonly periods: readonly number[];
}

/** A planner that asks nobody and tells of a plan what was recorded of it. */
export class RecordedPlanner extends Planner {
  #laneOf: Uint16Array;
  #plan: Partial<RecordedPlan> = {};
  #periodOf: (index: number) => number;

  constructor(size: number, options: PlannerOptions) {
    super(size, options);
    this.#laneOf = lanesOf(size, options.refreshOf ?? (() => options.refresh)).laneOf;
    this.#periodOf = super.periodOf;
  }

  override renumber(by: Renumbering, refresh: number, refreshOf: (index: number) => number): void {
    super.renumber(by, refresh, refreshOf);
    this.#laneOf = lanesOf(by.size, refreshOf).laneOf;
    this.#periodOf = super.periodOf;
  }

  /** Takes in what has changed. */
  restore(changed: Partial<RecordedPlan>): void {
    this.#plan = { ...this.#plan, ...changed };
    const { periods } = changed;
    if (periods !== undefined) this.#periodOf = (index) => periods[this.#laneOf[index] as number] ?? 0;
  }

  override get period(): number {
    return this.#plan.period ?? super.period;
  }

  override get periodOf(): (index: number) => number {
    return this.#periodOf;
  }

  override get sweeps(): number {
    return this.#plan.swept ? 1 : 0;
  }

  override get progress(): number {
    return this.#plan.progress ?? super.progress;
  }

  override get failures(): number {
    return this.#plan.failures ?? 0;
  }
}
