import type { Promised } from './allotment.ts';

/** Users by how old their data may get. */
export interface PromisedLanes {
  /** The shortest promise is the first. Recordings tell times by lane in this order: it must never be another. */
  readonly lanes: readonly Promised[];
  /** The lane of each user, by index. */
  readonly laneOf: Uint16Array;
  /** The first user of each lane, by index. */
  readonly samples: readonly number[];
}

/** Puts users who are promised the same into one lane: `refreshOf` gives each user's promise, in milliseconds. */
export function lanesOf(size: number, refreshOf: (index: number) => number): PromisedLanes {
  const found = new Map<number, { size: number; readonly sample: number }>();
  for (let index = 0; index < size; index++) {
    const lane = found.get(refreshOf(index));
    if (lane === undefined) found.set(refreshOf(index), { size: 1, sample: index });
    else lane.size++;
  }
  const promises = [...found].sort(([one], [other]) => one - other);
  const places = new Map(promises.map(([refresh], lane) => [refresh, lane]));
  return {
    lanes: promises.map(([refresh, { size }]) => ({ size, refresh })),
    laneOf: Uint16Array.from({ length: size }, (_, index) => places.get(refreshOf(index)) as number),
    samples: promises.map(([, { sample }]) => sample),
  };
}
