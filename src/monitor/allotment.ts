/** Users who share a promise: how many they are, and after how many milliseconds their data must be renewed. */
export interface Promised {
  readonly size: number;
  readonly refresh: number;
}

/** What such users get: everybody is asked about once in `period` milliseconds. `kept`: that is as often as promised. */
export interface Allotted {
  readonly period: number;
  readonly kept: boolean;
}

/** Places in a call that slower users are left with, however much faster ones would need: nobody starves. */
const LEAST_PLACES = 5;

/** What rounding in binary fractions may cost. */
const ROUNDING = 1e-9;

/**
 * The longest time between two evenly spaced calls of `batchSize` users, in milliseconds, that keeps every promise. Users can
 * only be asked about when a call leaves, so a promise of 5 s at a call every 2 s is kept by asking every 4 s.
 */
export function widestSpacing(lanes: readonly Promised[], batchSize: number): number {
  return Math.max(...lanes.map(({ refresh }) => refresh / leastDivisor((calls) => keepsAll(lanes, refresh / calls, batchSize))));
}

/**
 * What each promise comes to when a call leaves every `spacing` milliseconds, in the order of the lanes, the shortest promise
 * first. Promises are kept in that order as far as there is room; who comes too short is asked about as often as what is left
 * allows.
 */
export function allot(lanes: readonly Promised[], spacing: number, batchSize: number): Allotted[] {
  let room = placesIn(lanes, batchSize);
  return lanes.map((lane, at) => {
    const wanted = places(lane, spacing);
    const reserved = lanes.slice(at + 1).reduce((sum, later) => sum + Math.min(LEAST_PLACES, places(later, spacing)), 0);
    const got = Math.min(wanted, Math.max(room - reserved, Math.min(LEAST_PLACES, wanted)));
    room -= got;
    const kept = got >= wanted && lane.refresh >= spacing - ROUNDING;
    return { period: (kept ? callsWithin(lane, spacing) : Math.ceil(lane.size / got - ROUNDING)) * spacing, kept };
  });
}

/** The least whole number from 1 for which `holds`, which then holds for all greater ones. Throws when it holds for none. */
function leastDivisor(holds: (divisor: number) => boolean): number {
  let most = 1;
  while (!holds(most)) {
    most *= 2;
    if (most > Number.MAX_SAFE_INTEGER) throw new RangeError('no time between calls keeps these promises');
  }
  let least = most / 2;
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (holds(middle)) most = middle;
    else least = middle;
  }
  return most;
}

function keepsAll(lanes: readonly Promised[], spacing: number, batchSize: number): boolean {
  const taken = lanes.reduce((sum, lane) => sum + places(lane, spacing), 0);
  return lanes.every((lane) => callsWithin(lane, spacing) >= 1) && taken <= placesIn(lanes, batchSize) + ROUNDING;
}

/**
 * Places in a call that can be promised: each lane's share is rounded to whole users, which costs up to one place a lane. One
 * is left even to more lanes than a configuration may have, which a recording can still bring.
 */
function placesIn(lanes: readonly Promised[], batchSize: number): number {
  return Math.max(1, batchSize - (lanes.length - 1));
}

/** Places a lane needs in each call. */
function places(lane: Promised, spacing: number): number {
  return lane.size / Math.max(1, callsWithin(lane, spacing));
}

/** Calls that leave within a lane's promise. */
function callsWithin({ refresh }: Promised, spacing: number): number {
  return Math.floor(refresh / spacing + ROUNDING);
}
