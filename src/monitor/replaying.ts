import { renewListFilters } from './list-filter.ts';
import type { Message } from './messages.ts';
import { arrange, follow, settle } from './navigation.ts';
import type { Sorting } from './sort.ts';
import { initialState, type Settings, type State, shownAt } from './state.ts';
import type { Step } from './step.ts';
import { freeze, isPast, thaw, travel } from './travel.ts';
import { takeRecordedList } from './watch-list.ts';

/** How a replay stands. Times in milliseconds since the epoch; the moment it is at is that of its clock. */
export interface Replaying {
  /** When the run that is replayed began, and the latest moment that is recorded of it. */
  readonly from: number;
  readonly to: number;
  /** Which of the runs in the file it is, from 1, and how many there are. */
  readonly run: number;
  readonly runs: number;
  /** How many times as fast as it happened it is played. */
  readonly speed: number;
  readonly playing: boolean;
  /** Whether nothing is left to be shown. */
  readonly ended: boolean;
  /** Why the recording ends before its run did, in words, or null. */
  readonly damage: string | null;
  /** Set when it is masked as it is read: whoever replays the file has to ask for that too. */
  readonly masked?: true;
}

/** What of the table is looked at. */
export interface Look {
  readonly filter: string;
  /** 0 is everybody. */
  readonly tab: number;
  readonly sorting: Sorting;
  /** Name of the selected user, or null. */
  readonly selected: string | null;
  /** Position of the first row shown. */
  readonly top: number;
}

/** Forgets all that was told, and nothing of how it is looked at. */
export function rewound(now: State, settings: Settings): State {
  // Whoever is selected or marked stays so, whoever was watched in between.
  const state = now.settings.users === settings.users ? now : takeRecordedList({ ...now, frozen: null }, settings);
  const { stamp, pageRows, scrollLimit, listRows, restingTop, selected, position, marks, layers, tab, filters } = state;
  const looks = { pageRows, scrollLimit, listRows, restingTop, selected, position, marks, layers, tab, filters };
  const { revision, replay, filter, sorting } = state;
  const anew = renewListFilters({ ...initialState(settings, stamp), ...looks, revision, replay });
  return arrange(anew, filter, sorting);
}

/** Takes in where a replay has come to; at an end that is none, says so. */
export function followReplay(state: State, replay: Replaying): State {
  const arrived = replay.ended && !state.replay?.ended && replay.damage !== null;
  const notice = { kind: 'failed', text: replay.damage ?? '', hint: 'What was before that is all there.' } as const;
  return follow({ ...state, replay, ...(arrived && { notice }) });
}

/** Shows the table as somebody else looked at it. */
export function lookAt(state: State, { filter, tab, sorting, selected, top }: Look): State {
  const found = selected === null ? undefined : state.roster.indexOf(selected);
  return settle(arrange({ ...state, tab, restingTop: top, selected: found ?? state.selected }, filter, sorting));
}

/** What a key comes to in a replay where it is something else than live; null for every other message. */
export function replayIntent(state: State, message: Message): Step | null {
  switch (message.type) {
    case 'travel':
      return message.to === 'later' ? later(state) : back(state, message.to);
    case 'thaw':
      return { state: live(state), effects: [{ type: 'play', what: 'end' }] };
    case 'freeze':
      if (isPast(state)) return again(state, shownAt(state), true);
      return { state: live(state), effects: [{ type: 'play', what: 'toggle' }] };
    default:
      return null;
  }
}

/** Back to where the replay stands. */
function live(state: State): State {
  return state.frozen === null ? state : thaw(state);
}

/** Reads the recording anew from its beginning up to a moment. */
function again(state: State, at: number, playing: boolean): Step {
  return { state: live(state), effects: [{ type: 'play', what: 'again', at, playing }] };
}

/** Goes back through what is kept; the replay stays where it is, unless the beginning is asked for and is not kept. */
function back(state: State, to: 'earlier' | 'oldest'): Step {
  const beginsLater = state.history.first > 0 || state.listedAt !== null;
  if (to === 'oldest' && beginsLater) return again(state, state.replay?.from ?? 0, false);
  const there = travel(state.frozen === null ? freeze(state) : state, to);
  const stays = there.frozen?.step === null;
  return { state: stays ? { ...thaw(there), notice: there.notice } : there, effects: [{ type: 'play', what: 'pause' }] };
}

/** Goes on through what is kept, and from there on through the recording. */
function later(state: State): Step {
  const { frozen, history } = state;
  if (frozen !== null && history.beside(frozen.traveller, 1) !== null) return { state: travel(state, 'later'), effects: [] };
  return { state: live(state), effects: [{ type: 'play', what: 'step' }] };
}
