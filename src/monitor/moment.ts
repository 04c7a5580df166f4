import type { State } from './state.ts';

/** What a frame shows beside the roster, as it is or was at one moment. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Id of the newest change. */
  readonly lastChange: number;
  /** When the answer that was longest ago had arrived, as a roster tells it. */
  readonly oldestReceivedAt: number | null;
  /** Whether it was known who is subscribed to. */
  readonly subscriptionsRead: boolean;
  /** Milliseconds in which everybody was asked about. */
  readonly period: number;
  /** Milliseconds between two askings of a user, by index. */
  readonly periodOf: (index: number) => number;
}

/** The present. */
export function momentNow({ stamp, log, roster, subscriptions, planner }: State): Moment {
  return {
    at: stamp.wall,
    lastChange: log.lastId,
    oldestReceivedAt: roster.oldestReceivedAt(),
    subscriptionsRead: subscriptions.total !== null,
    period: planner.period,
    periodOf: planner.periodOf,
  };
}

/** The moment that the screen shows: the present, or that of a frozen view. */
export function shownMoment(state: State): Moment {
  return state.frozen ?? momentNow(state);
}
