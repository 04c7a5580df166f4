import { number } from '../text/number.ts';
import { clockTime } from '../text/time.ts';
import { BOUNDS } from './bounds.ts';
import { momentNow } from './moment.ts';
import { settle, show } from './navigation.ts';
import type { Notice, State } from './state.ts';

/** Where to, among the moments at which something changed that shows. */
export type Destination = 'earlier' | 'later' | 'oldest';

const HOW_FAR = `Kept are the last ${number(BOUNDS.observations)} observations of users, or fewer of large data.`;

/** Share of the users from which on a view is made anew rather than brought up to date user by user. */
const MANY = 1 / 8;

/** Lets the view stand still at the present. Collecting goes on. */
export function freeze(state: State): State {
  const traveller = state.history.present();
  return show({ ...state, frozen: { ...momentNow(state), traveller, step: null } }, traveller.past);
}

/** Goes back to the present. */
export function thaw(state: State): State {
  return show({ ...state, frozen: null }, state.roster);
}

/** Whether the view has gone back from where it was frozen. */
export function isPast({ frozen }: State): boolean {
  return frozen !== null && frozen.step !== null;
}

/** How one gets from the past to the present, wherever one is. */
export const WAY_BACK = 'p goes back to live';

/** Shows a frozen view as it was at another moment: O(what happened in between), and O(users) only where it must be. */
export function travel(state: State, to: Destination): State {
  const { history, frozen } = state;
  if (frozen === null) return state;
  const step = to === 'oldest' ? history.first : history.beside(frozen.traveller, to === 'earlier' ? -1 : 1);
  const moment = step === null ? undefined : history.moment(step);
  if (step === null || moment === undefined) return { ...state, notice: noWay(state, to) };
  const { traveller, touched } = history.travel(frozen.traveller, step);
  const there: State = { ...state, frozen: { ...moment, traveller, step } };
  const arrived = { ...there, notice: arrival(there) };
  if (touched === null || state.view.asksTimes || touched.size > state.roster.size * MANY) return show(arrived, traveller.past);
  for (const index of touched) state.view.refresh(index);
  return settle(arrived);
}

/** Whether a frozen view stands at a moment of which the steps are forgotten by now. */
function isForgotten({ frozen, history }: State): boolean {
  return frozen !== null && history.size > 0 && frozen.traveller.next < history.first;
}

/** What is said on arrival at either end; null in between. */
function arrival({ history, frozen }: State): Notice | null {
  if (frozen?.step === history.first) return { kind: 'done', text: 'the oldest moment kept', hint: null };
  return frozen?.step === history.end - 1 ? { kind: 'done', text: 'the newest moment so far', hint: null } : null;
}

/** Why there is no going further. */
function noWay(state: State, to: Destination): Notice {
  const { history, frozen, listedAt, replay } = state;
  const bound = replay === null ? HOW_FAR : 'Home goes back to the beginning of the recording.';
  // Moments are kept of one watch list: those of the one before are gone, whatever there is room for.
  const renewed =
    replay === null && listedAt !== null && history.first === 0
      ? `The watch list changed at ${clockTime(listedAt)}: nothing before that is kept.`
      : null;
  if (history.size === 0) return refusal('nothing that changed was observed yet', renewed);
  if (to === 'later') return refusal('nothing that shows changed after this moment', `${WAY_BACK}.`);
  if (isForgotten(state)) return refusal('what was before this moment is forgotten by now', bound);
  return frozen?.step === null
    ? refusal('nothing that shows changed before this moment', renewed)
    : refusal(`this is the oldest moment kept, ${clockTime(frozen?.at ?? 0)}`, renewed ?? bound);
}

function refusal(text: string, hint: string | null): Notice {
  return { kind: 'failed', text, hint };
}
