import { fitsClipboard, pasteable } from '../text/clipboard.ts';
import { type State, subject } from './state.ts';
import { quietly, type Step } from './step.ts';

/** Sends the name of the selected user to the clipboard. Whether it gets there cannot be known: terminals do not answer. */
export function copyName(state: State): Step {
  const index = subject(state);
  if (index === null) return quietly(state);
  const { uid } = state.roster.record(index);
  const text = pasteable(uid);
  if (!fitsClipboard(text)) {
    const hint = 'Enter opens the user: select the name there with the mouse.';
    return quietly({ ...state, notice: { kind: 'failed', text: 'the name is too long for the clipboard of a terminal', hint } });
  }
  const hint = text === uid ? null : 'Control and invisible characters in it were replaced by signs.';
  return {
    state: { ...state, notice: { kind: 'done', text: `sent ${uid} to the clipboard`, hint } },
    effects: [{ type: 'copy', text }],
  };
}
