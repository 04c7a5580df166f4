import type { Stamp } from './messages.ts';
import type { State } from './state.ts';

/** Milliseconds between two looks at the clock, however little happens: what the runtime keeps to while it runs. */
export const TICK = 1000;

/**
 * Notes that nobody looked at the clock for longer than data may get old: the program was suspended, or its machine asleep. The
 * wall clock shows both; the steady one may stand still while the machine sleeps. What changed meanwhile was not observed,
 * and everybody is asked again as fast as the budget allows.
 */
export function wake(state: State, before: Stamp): State {
  const { stamp, planner, roster, subscriptions, replay } = state;
  const away = Math.max(stamp.wall - before.wall, stamp.steady - before.steady);
  // A recording tells itself when nobody looked, and a replay jumps.
  if (replay !== null || away <= planner.period + TICK) return state;
  roster.noteGap(before.wall, 'asleep', stamp.wall);
  planner.wantEverybody(stamp.steady);
  subscriptions.want(stamp.steady);
  return { ...state, wokeAt: stamp.wall };
}
