import { LIMITS } from '../api/contract.ts';
import { type Allotted, allot, widestSpacing } from './allotment.ts';
import { Pace } from './pace.ts';
import { type Lane, namedLanes, type Plan } from './promise.ts';

/** What comes of one promise. Times in milliseconds, rates in calls a second. */
export interface LaneForecast extends Lane, Allotted {
  readonly callsPerSweep: number;
  /** What the promise would need if it were the only one. */
  readonly alone: number;
}

/** What a plan costs and brings once it runs. Rates in calls a second. */
export interface Forecast {
  readonly lanes: readonly LaneForecast[];
  readonly callsPerSweep: number;
  /** What keeping every promise needs. */
  readonly needed: number;
  /** What will be made: as many as needed, or as the budget sustains. */
  readonly rate: number;
}

const { namesPerCall } = LIMITS;

/** Reckons what a plan comes to; null when nobody is watched. */
export function forecast(plan: Plan): Forecast | null {
  const lanes = namedLanes(plan);
  if (lanes.length === 0) return null;
  const widest = widestSpacing(lanes, namesPerCall);
  const spacing = Math.max(widest, new Pace(plan.callsPerSecond).sustained);
  const allotted = allot(lanes, spacing, namesPerCall);
  const callsFor = (size: number) => Math.ceil(size / namesPerCall);
  return {
    lanes: lanes.map((lane, at) => ({
      ...lane,
      ...(allotted[at] as Allotted),
      callsPerSweep: callsFor(lane.size),
      alone: 1000 / widestSpacing([lane], namesPerCall),
    })),
    callsPerSweep: callsFor(plan.users.length),
    needed: 1000 / widest,
    rate: 1000 / spacing,
  };
}
