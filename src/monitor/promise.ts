import { LIMITS } from '../api/contract.ts';
import { number } from '../text/number.ts';
import { type Allotted, allot, type Promised, widestSpacing } from './allotment.ts';
import { type Group, promisesOf } from './groups.ts';
import { Pace } from './pace.ts';
import { lanesOf } from './promised-lanes.ts';

/** What a list is promised, and what may be spent on it. */
export interface Plan {
  readonly users: readonly string[];
  readonly groups: readonly Group[];
  /** Milliseconds: how old data may get of whoever is in no group that says otherwise. */
  readonly refresh: number;
  readonly callsPerSecond: number;
}

/** Users who are promised the same. */
export interface Lane extends Promised {
  /** The groups that were promised this, as words; null for everybody else. */
  readonly name: string | null;
}

/** What of a plan the budget cannot keep, and what comes instead, as one sentence; null when all of it can be kept. */
export function brokenPromise(plan: Plan): string | null {
  const lanes = namedLanes(plan);
  if (lanes.length === 0) return null;
  const needed = widestSpacing(lanes, LIMITS.namesPerCall);
  const { spacing, sustained } = new Pace(plan.callsPerSecond);
  if (needed >= sustained) return null;
  const onlyJust = needed >= spacing;
  const instead = allot(lanes, onlyJust ? sustained : spacing, LIMITS.namesPerCall);
  const wanted = lanes.map((lane) => asked(lane, lanes)).join(' and ');
  const calls = `${lanes.length === 1 ? 'needs' : 'need'} ${upToTenth(1000 / needed)} calls/s`;
  const budget = `the budget is ${plan.callsPerSecond}${onlyJust ? ' with a tenth of it in reserve' : ''}`;
  return `${wanted} ${calls}, ${budget}: ${kept(lanes, instead)} instead`;
}

/** The promises of a plan, the shortest first. */
export function namedLanes({ users, groups, refresh }: Plan): Lane[] {
  const promises = promisesOf(users, groups, refresh);
  const { lanes } = lanesOf(users.length, (index) => promises[index] as number);
  return lanes.map((lane) => ({ ...lane, name: nameOf(lane.refresh, groups) }));
}

function nameOf(promise: number, groups: readonly Group[]): string | null {
  const names = groups.filter(({ refresh }) => refresh === promise).map(({ name }) => name);
  return names.length === 0 ? null : names.join(', ');
}

function asked({ size, refresh, name }: Lane, lanes: readonly Lane[]): string {
  const whom = size === 1 ? 'user' : 'users';
  const which = lanes.length === 1 || name === null ? '' : ` in ${name}`;
  return `${number(size)} ${whom}${which} every ${interval(refresh)}`;
}

function kept(lanes: readonly Lane[], instead: readonly Allotted[]): string {
  const late = lanes.flatMap((lane, at) => {
    const { kept, period } = instead[at] as Allotted;
    if (kept) return [];
    return [lanes.length === 1 ? `every ${interval(period)}` : `${lane.name ?? 'the others'} every ${interval(period)}`];
  });
  return late.join(' and ');
}

/** Milliseconds in words that are exact enough to plan by: `6.5s`, `52s`, `2m 5s`. */
export function interval(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${upToTenth(seconds)}s`;
  const whole = Math.ceil(seconds - 1e-6);
  if (whole < 60) return `${whole}s`;
  return whole % 60 === 0 ? `${whole / 60}m` : `${Math.floor(whole / 60)}m ${whole % 60}s`;
}

function upToTenth(value: number): string {
  return String(Math.ceil(value * 10 - 1e-6) / 10);
}
