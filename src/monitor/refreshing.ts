import { clockTime } from '../text/time.ts';
import type { Message } from './messages.ts';
import { type Notice, type State, shownAt, subject, topLayer } from './state.ts';

/** Asks for the selected user, or for everybody, before their turn; from the list of subscriptions for that alone. A back-off is cut short unless the server asked for it. */
export function refresh(state: State, everybody: boolean): State {
  const { planner, stamp, troubles } = state;
  const one = subject(state);
  if (topLayer(state)?.kind === 'subscriptions') {
    state.subscriptions.want(stamp.steady);
    return { ...state, notice: asking('reading the subscriptions again', null, 'sublist') };
  }
  if (everybody) {
    planner.wantEverybody(stamp.steady);
    state.subscriptions.want(stamp.steady);
  } else if (one !== null) {
    planner.want([one]);
  }
  if (troubles.retrieve?.failure.code !== 'throttled') planner.retryNow();
  const uid = everybody || one === null ? null : state.roster.record(one).uid;
  const notice = asking(`asking for ${uid ?? 'everybody'} again`, hintFor(state), uid === null ? 'anybody' : { uid });
  return { ...state, notice };
}

/** Whether a message brings what a notice announces. */
export function isAnswered({ answeredBy }: Notice, message: Message): boolean {
  switch (message.type) {
    case 'sublist-read':
    case 'sublist-failed':
      return answeredBy === 'sublist';
    case 'retrieve-failed':
      return answeredBy !== undefined && answeredBy !== 'sublist';
    case 'retrieved':
      if (typeof answeredBy !== 'object') return answeredBy === 'anybody';
      return message.answer.users.has(answeredBy.uid) || message.answer.absent.includes(answeredBy.uid);
    default:
      return false;
  }
}

/** What keeps the answer away, or from the screen; null when nothing does. */
function hintFor(state: State): string | null {
  const { troubles, frozen } = state;
  const { retrieve } = troubles;
  if (retrieve?.failure.code === 'throttled' && retrieve.retryAt !== null)
    return `The server asked for a pause: not before ${clockTime(retrieve.retryAt)}.`;
  return frozen === null ? null : `The view stays at ${clockTime(shownAt(state))}: p goes back to live.`;
}

function asking(text: string, hint: string | null, answeredBy: NonNullable<Notice['answeredBy']>): Notice {
  return { kind: 'busy', text, hint, answeredBy };
}
