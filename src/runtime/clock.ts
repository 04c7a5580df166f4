import type { Stamp } from '../monitor/messages.ts';

/** Where the program gets its time from; tests bring their own. */
export interface Clock {
  now(): Stamp;
}

/** The machine's clocks: the wall clock, which may jump, and one that never does. */
export const systemClock: Clock = {
  now: () => ({ wall: Date.now(), steady: performance.now() }),
};
