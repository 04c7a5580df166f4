import { LIMITS } from '../api/contract.ts';
import { withCeiling } from './governor.ts';
import type { Notice, State } from './state.ts';
import type { Step } from './step.ts';

/** The budgets that `+` and `-` step through, in calls a second. */
const STEPS = [0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, LIMITS.callsPerSecond];

/** One step more or fewer calls a second, within what the server documents; says what that comes to. */
export function changeBudget(state: State, direction: 1 | -1): Step {
  const { governor, planner, stamp } = state;
  const { ceiling } = governor;
  const next = direction === 1 ? STEPS.find((step) => step > ceiling) : STEPS.findLast((step) => step < ceiling);
  if (next === undefined) {
    const why = direction === 1 ? `the server allows no more than ${ceiling}` : `${ceiling} is the least; P stops all calls`;
    return { state: { ...state, notice: said(`${ceiling} calls a second stay: ${why}`) }, effects: [] };
  }
  planner.setBudget(next);
  const notice = said(`up to ${next} calls a second: a sweep every ${Math.round(planner.period / 100) / 10}s`);
  return {
    state: { ...state, governor: withCeiling(governor, next, stamp.steady), notice },
    effects: [{ type: 'limit', callsPerSecond: next }],
  };
}

/** Makes no call until `resume`; what is on its way is still taken in. */
export function stop(state: State): State {
  return { ...state, stopped: state.stamp.wall };
}

/** Goes on; what changed meanwhile was not observed. */
export function resume(state: State): State {
  if (state.stopped !== null) state.roster.noteGap(state.stopped, 'stopped', state.stamp.wall);
  return { ...state, stopped: null };
}

function said(text: string): Notice {
  return { kind: 'done', text, hint: null };
}
