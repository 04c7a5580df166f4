import { wake } from './absence.ts';
import { alert } from './alerts/alert.ts';
import { propose, resume, stop } from './budget.ts';
import type { Mishap } from './error-log.ts';
import { recall } from './filter-layer.ts';
import { accept, cancel, close, copy, device, focus, moveOnTop, open, type } from './layers.ts';
import { interrupt, quit } from './leaving.ts';
import { settleLists } from './list-page.ts';
import { markShown } from './marking.ts';
import type { Message, Stamp, Warning } from './messages.ts';
import { momentNow } from './moment.ts';
import { arrange, follow, settle, toggleMark } from './navigation.ts';
import { poll, takeAnswer, takeFailure, takeTokenTrouble } from './polling.ts';
import { followReadBack, readBackFailed, readBackSublist, readBackUsers } from './read-back.ts';
import { takeRecorded } from './recorded.ts';
import { isAnswered, refresh } from './refreshing.ts';
import { followReplay, lookAt, replayIntent, rewound } from './replaying.ts';
import { endsByOurClock } from './server-clock.ts';
import { shareMoment } from './sharing.ts';
import { COLUMNS, type Column } from './sort.ts';
import { type State, topLayer } from './state.ts';
import { quietly, type Step } from './step.ts';
import { markAllListed, toggleListed } from './subscription-marks.ts';
import { chooseTab, turnTab } from './tabs.ts';
import { freeze, thaw, travel } from './travel.ts';
import { takeWaitingList, takeWatchList } from './watch-list.ts';
import { sendNext } from './write-batches.ts';
import { stopWrite, takeSublist, takeSublistFailure, takeWrite } from './writing.ts';

/** Messages that nobody sent by a key: what the last action had to say stands until the next key. */
const KEEPS_NOTICE: ReadonlySet<Message['type']> = new Set([
  ...(['tick', 'viewport', 'requested', 'retrieved', 'retrieve-failed', 'hold', 'go-on'] as const),
  ...(['sublist-read', 'sublist-failed', 'wrote', 'token', 'recorded', 'playhead', 'rewound', 'look'] as const),
]);

/** One message in; the next state and what is to be done outside come out. Pure but for the tables that the state names as such. */
export function update(before: State, message: Message, stamp: Stamp): Step {
  const stays = KEEPS_NOTICE.has(message.type) || topLayer(before)?.kind === 'leave';
  const notice = stays && before.notice !== null && !isAnswered(before.notice, message) ? before.notice : null;
  const awake = wake({ ...before, stamp, notice, revision: before.revision + 1 }, before.stamp);
  const step = react(awake, message);
  const sent = sendNext(takeWaitingList(step.state));
  const polled = poll(settleLists(followReadBack(sent.state)));
  const alerted = alert(polled.state);
  alerted.state.history.close(() => momentNow(alerted.state));
  return { state: alerted.state, effects: [...step.effects, ...sent.effects, ...polled.effects, ...alerted.effects] };
}

function react(state: State, message: Message): Step {
  const top = topLayer(state);
  const replayed = state.replay === null ? null : replayIntent(state, message);
  if (replayed !== null) return replayed;
  switch (message.type) {
    case 'tick':
      return quietly(follow({ ...state, perSecond: state.rate.perSecond(state.stamp.steady) }));
    case 'requested':
      state.rate.count(state.stamp.steady);
      return quietly(state);
    case 'viewport': {
      const { scrollLimit, listRows = state.listRows } = message;
      return quietly(settle({ ...state, pageRows: message.rows, scrollLimit, listRows }));
    }
    case 'retrieved':
      return quietly(readBackUsers(takeAnswer(state, message), message));
    case 'retrieve-failed':
      return quietly(readBackFailed(takeFailure(state, message), message));
    case 'sublist-read':
      return quietly(takeSublistByOurClock(state, message));
    case 'sublist-failed':
      return quietly(readBackFailed(takeSublistFailure(state, message), message));
    case 'wrote':
      return quietly(takeWrite(state, message));
    case 'recorded':
      return quietly(takeRecorded(state, message.moment));
    case 'playhead':
      return quietly(followReplay(state, message.replay));
    case 'rewound':
      return quietly(rewound(state, message.settings));
    case 'look':
      return quietly(lookAt(state, message.look));
    case 'token':
      return quietly(takeTokenTrouble(state, message));
    case 'move':
      return quietly(moveOnTop(state, message.by, message.direction));
    case 'open':
      return quietly(open(state, message.layer));
    case 'select':
      return quietly({ ...state, selected: message.index });
    case 'edit':
      return quietly(type(state, message.edit));
    case 'recall':
      return quietly(recall(state, message.direction));
    case 'focus':
      return quietly(focus(state, message.direction));
    case 'confirm':
      return accept(state);
    case 'cancel':
      return quietly(cancel(state));
    case 'mark':
      return quietly(top?.kind === 'subscriptions' ? toggleListed(state, top) : toggleMark(state));
    case 'mark-shown':
      return quietly(top?.kind === 'subscriptions' ? markAllListed(state, top) : markShown(state));
    case 'tab':
      return quietly(chooseTab(state, message.tab));
    case 'turn-tab':
      return quietly(turnTab(state, message.direction));
    case 'copy':
      return copy(state, message.copy);
    case 'invert':
      return quietly(arrange(state, state.filter, { ...state.sorting, descending: !state.sorting.descending }));
    case 'sort-by':
      return quietly(arrange(state, state.filter, { column: neighbour(state, message.direction), descending: false }));
    case 'refresh-row':
      return quietly(refresh(state, false));
    case 'refresh-all':
      return quietly(refresh(state, true));
    case 'freeze':
      return quietly(state.frozen === null ? freeze(state) : thaw(state));
    case 'thaw':
      return quietly(thaw(state));
    case 'travel':
      return quietly(travel(state, message.to));
    case 'stop':
      return quietly(state.stopped === null ? stop(state) : resume(state));
    case 'hold':
      return quietly(stop(state));
    case 'go-on':
      return quietly(resume(state));
    case 'stop-write':
      return quietly(stopWrite(state));
    case 'budget':
      return quietly(propose(state, message.direction));
    case 'device':
      return quietly(device(state, message.direction));
    case 'share':
      return shareMoment(state);
    case 'suspend':
      return { state, effects: [{ type: 'suspend' }] };
    case 'redraw':
      return { state, effects: [{ type: 'redraw' }] };
    case 'run':
      return react(top?.kind === 'palette' ? cancel(state) : state, message.intent);
    case 'refuse':
      return quietly({ ...state, notice: { kind: 'failed', text: message.reason, hint: null } });
    case 'warned':
      state.errors.add(warning(message), state.stamp.wall);
      return quietly({ ...state, notice: { kind: 'failed', text: message.text, hint: message.hint } });
    case 'watch-list':
      return quietly(takeWatchList(state, message));
    case 'quit':
      return top === null ? quit(state) : quietly(close(state));
    case 'interrupt':
      return interrupt(state);
  }
}

/** Takes in a sublist: from here on ends of subscriptions are times of our clock. */
function takeSublistByOurClock(state: State, report: Extract<Message, { type: 'sublist-read' }>): State {
  const told = { ...report, subscriptions: endsByOurClock(report.subscriptions, report.clockError ?? 0) };
  return readBackSublist(takeSublist(state, told), told);
}

/** A warning of the program as it is noted among the errors. */
function warning({ text, hint }: Warning): Mishap {
  return { kind: 'warning', call: null, status: null, message: text, hint, concerned: null };
}

/** The column beside the one sorted by, among those of the table; the first or last one when that is none of them. */
function neighbour({ settings: { columns = COLUMNS }, sorting }: State, direction: 1 | -1): Column {
  const at = columns.indexOf(sorting.column);
  const next = at < 0 && direction < 0 ? columns.length - 1 : (at + direction + columns.length) % columns.length;
  return columns[next] as Column;
}
