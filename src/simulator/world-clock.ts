/** World time: milliseconds since the world began, which run `speed` times as fast as the clock on the wall. */
export interface WorldClock {
  now(): number;
  /** The moment on the wall, in milliseconds since the epoch; what happened before the world began is not sped up. */
  toWall(worldTime: number): number;
}

/** A world that begins now. `wall` gives milliseconds since the epoch. */
export function startWorldClock(wall: () => number, speed: number): WorldClock {
  const start = wall();
  return {
    now: () => (wall() - start) * speed,
    toWall: (worldTime) => start + (worldTime < 0 ? worldTime : worldTime / speed),
  };
}
