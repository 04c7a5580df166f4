import { LIMITS } from '../api/contract.ts';
import { withCeiling } from './governor.ts';
import { brokenPromise, interval } from './promise.ts';
import { belowTop, type Notice, type State, topLayer } from './state.ts';
import type { Step } from './step.ts';

/** The budgets that `+` and `-` step through, in calls a second. */
const STEPS = [0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 35, 40, 45, LIMITS.callsPerSecond];

/** A budget that is considered, and what it comes to. */
export interface Proposal {
  readonly callsPerSecond: number;
  /** Milliseconds that a sweep takes with the present budget, and with this one. */
  readonly present: number;
  readonly period: number;
  /** What of the plan it cannot keep, as a sentence, or null. */
  readonly broken: string | null;
  /** Why it goes no further, or null. */
  readonly end: string | null;
}

/** Considers one step more or fewer calls a second, within what the server documents. Nothing changes before it is taken. */
export function propose(state: State, direction: 1 | -1): State {
  const { governor, settings, planner } = state;
  const top = topLayer(state);
  const considered = top?.kind === 'budget' ? top.proposal.callsPerSecond : governor.ceiling;
  const next = direction === 1 ? STEPS.find((step) => step > considered) : STEPS.findLast((step) => step < considered);
  const callsPerSecond = next ?? considered;
  const proposal: Proposal = {
    callsPerSecond,
    present: planner.periodAt(governor.ceiling),
    period: planner.periodAt(callsPerSecond),
    broken: brokenPromise({ ...settings, callsPerSecond }),
    end: endOf(callsPerSecond),
  };
  const below = top?.kind === 'budget' ? belowTop(state) : state;
  return { ...below, layers: [...below.layers, { kind: 'budget', proposal }] };
}

function endOf(callsPerSecond: number): string | null {
  if (callsPerSecond >= LIMITS.callsPerSecond) return `the server allows no more than ${callsPerSecond}`;
  return STEPS[0] !== undefined && callsPerSecond <= STEPS[0] ? `${callsPerSecond} is the least; P stops all calls` : null;
}

/** Makes a budget that was considered the one in force; the transport follows. */
export function takeBudget(state: State, { callsPerSecond }: Proposal): Step {
  const { governor, planner, stamp } = state;
  if (callsPerSecond === governor.ceiling) return { state, effects: [] };
  planner.setBudget(callsPerSecond);
  const notice = said(`up to ${callsPerSecond} calls a second: a sweep every ${interval(planner.period)}`);
  return {
    state: { ...state, governor: withCeiling(governor, callsPerSecond, stamp.steady), notice },
    effects: [{ type: 'limit', callsPerSecond }],
  };
}

/** Makes no call until `resume`; what is on its way is still taken in. Calls that are stopped stay so since they were. */
export function stop(state: State): State {
  return { ...state, stopped: state.stopped ?? state.stamp.wall };
}

/** Goes on; what changed meanwhile was not observed. */
export function resume(state: State): State {
  if (state.stopped !== null) state.roster.noteGap(state.stopped, 'stopped', state.stamp.wall);
  return { ...state, stopped: null };
}

function said(text: string): Notice {
  return { kind: 'done', text, hint: null };
}
