import type { State } from './state.ts';
import { topLayer } from './state.ts';
import { quietly, type Step } from './step.ts';
import { doing, whereToLook } from './write-words.ts';

/** Exit code of a program that a person interrupts, as shells count it: 128 + SIGINT. */
const INTERRUPTED = 130;

/** Leaves from the table; asks first while a write is under way or read back. */
export function quit(state: State): Step {
  return state.pending === null ? exit(state, 0) : ask(state, 0);
}

/** Leaves from anywhere; asks first as `quit` does, but a second time at once: nobody is locked in. */
export function interrupt(state: State): Step {
  const asked = topLayer(state)?.kind === 'leave';
  return state.pending === null || asked ? exit(state, INTERRUPTED) : ask(state, INTERRUPTED);
}

/** What to say to somebody who has left while a write was under way or read back, in one line; null when none was. */
export function partingWords({ pending }: State): string | null {
  if (pending === null) return null;
  const { write } = pending;
  return `left while ${doing(write)}: whether it was done is not known. Start again and look at ${whereToLook(write)}.`;
}

/** Leaves with an exit code. */
export function exit(state: State, exitCode: number): Step {
  return { state, effects: [{ type: 'exit', exitCode }] };
}

function ask(state: State, exitCode: number): Step {
  return quietly({ ...state, layers: [...state.layers, { kind: 'leave', exitCode }] });
}
