import { number } from '../text/number.ts';
import { type Group, promisesOf } from './groups.ts';
import { History } from './history.ts';
import { settle, show } from './navigation.ts';
import { brokenPromise } from './promise.ts';
import { RecordedProofs } from './recorded-proofs.ts';
import { Renumbering } from './renumbering.ts';
import type { Layer, Notice, State } from './state.ts';

type List = Pick<NewWatchList, 'users' | 'groups' | 'refresh'>;

/** Who is to be watched from now on, as a file has it that was read again. */
export interface NewWatchList {
  readonly type: 'watch-list';
  /** The names must differ by more than case. */
  readonly users: readonly string[];
  readonly groups: readonly Group[];
  /** Milliseconds, as in `Settings`. */
  readonly refresh: number;
  /** Where it comes from, in words: `users.txt`. */
  readonly from: string;
  /** What else is to be said of it, or null. */
  readonly hint: string | null;
}

/** Takes another watch list: at once, or as soon as nothing is open under which nobody may move. */
export function takeWatchList(state: State, list: NewWatchList): State {
  const waiting = whyNotNow(state);
  if (waiting === null) return replaceList(state, list);
  const notice: Notice = { kind: 'busy', text: `watch list changed (${list.from})`, hint: `It is taken once ${waiting}.` };
  return { ...state, nextWatchList: list, notice };
}

/** Takes the watch list that waits, when it need not wait any longer. What the last action had to say is still said. */
export function takeWaitingList(state: State): State {
  const { nextWatchList: list, notice } = state;
  if (list === null || whyNotNow(state) !== null) return state;
  const taken = replaceList({ ...state, nextWatchList: null }, list);
  if (notice === null || notice.kind === 'busy' || taken.notice === null) return taken;
  const hint = [notice.hint, taken.notice.text].filter((text) => text !== null).join(' ');
  return { ...taken, notice: { ...notice, hint } };
}

/** Takes a watch list that was recorded: nothing waits in a replay, so what is open under which nobody may move closes. */
export function takeRecordedList(state: State, list: List): State {
  const layers = state.layers.filter(({ kind }) => !HOLDS.has(kind));
  const taken = replaceList({ ...state, layers }, { type: 'watch-list', ...list, from: 'the recording', hint: null });
  if (state.proofs instanceof RecordedProofs) state.proofs.retain(list.users);
  // What was said of it then was gone with the next key, and nobody recorded keys.
  return { ...taken, notice: state.notice };
}

/** Layers that hold users by number, or under which no row may move. */
const HOLDS: ReadonlySet<Layer['kind']> = new Set(['dialog', 'range', 'copy', 'budget', 'leave']);

/** What has to end before another list may be taken, or null. */
function whyNotNow({ frozen, pending, layers }: State): string | null {
  if (frozen !== null) return 'the view goes on';
  if (pending !== null) return 'the write has ended';
  const holds = (layer: Layer) => HOLDS.has(layer.kind) || (layer.kind === 'subscriptions' && layer.held !== null);
  return layers.some(holds) ? 'what is open has closed' : null;
}

/** Watches whom the list names. All that is known of those who stay is kept, and so is where everything stands. */
function replaceList(state: State, { users, groups, refresh, from, hint }: NewWatchList): State {
  const { settings, planner, subscriptions, log, governor, stamp } = state;
  const by = new Renumbering(settings.users, users);
  const changed = whatChanged(by, settings, { users, groups, refresh });
  if (changed === null) {
    return {
      ...state,
      nextWatchList: null,
      notice: { kind: 'done', text: `${from}: ${hint ?? 'the watch list is as it was'}`, hint: null },
    };
  }
  const plan = { users, groups, refresh, callsPerSecond: governor.ceiling };
  const promises = promisesOf(users, groups, refresh);
  const roster = state.roster.renumbered(users, groups, by, (uid) => subscriptions.end(uid) ?? null);
  state.alerts.renumber(by, roster);
  planner.renumber(by, refresh, (index) => promises[index] as number);
  const before = brokenPromise({ ...settings, callsPerSecond: governor.ceiling });
  const broken = brokenPromise(plan);
  const hints = [hint, broken === before ? null : broken].filter((text) => text !== null);
  const next: State = {
    ...state,
    settings: { ...settings, users, groups, refresh },
    roster,
    nextWatchList: null,
    history: new History(roster, log),
    listedAt: stamp.wall,
    marks: new Set(by.moved(state.marks)),
    tab: roster.groups.names.indexOf(state.roster.groups.names[state.tab - 1] ?? '') + 1,
    layers: layersAfter(state.layers, by),
    selected: selectedAfter(state, by),
    troubles: users.length === 0 ? { ...state.troubles, retrieve: null } : state.troubles,
    notice: { kind: 'done', text: `watch list: ${changed} (${from})`, hint: hints.join('; ') || null },
  };
  return keepPlace(state, show(next, roster));
}

/** What differs between two lists, in words; null when nothing does. */
function whatChanged({ added, removed }: Renumbering, before: List, after: List): string | null {
  const differ = (field: keyof List) => JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  const parts = [
    ...(added.length > 0 ? [`${number(added.length)} added`] : []),
    ...(removed.length > 0 ? [`${number(removed.length)} removed`] : []),
    ...(differ('groups') ? ['groups changed'] : []),
    ...(differ('refresh') ? ['refresh changed'] : []),
  ];
  if (parts.length === 0) return differ('users') ? 'spelling or order changed' : null;
  return parts.join(', ');
}

/** The selected user; the one below, else above, who stays when that one is watched no longer. */
function selectedAfter({ view, selected, position }: State, by: Renumbering): number | null {
  const stays = selected === null ? undefined : by.after(selected);
  if (stays !== undefined) return stays;
  const below = by.moved(view.slice(position, view.size));
  return below[0] ?? by.moved(view.slice(0, position)).at(-1) ?? null;
}

/** The page of somebody who is watched no longer closes, with all that lies on it. */
function layersAfter(layers: readonly Layer[], by: Renumbering): readonly Layer[] {
  const staying: Layer[] = [];
  for (const layer of layers) {
    if (layer.kind !== 'user') staying.push(layer);
    else {
      const index = by.after(layer.index);
      if (index === undefined) break;
      staying.push({ ...layer, index });
    }
  }
  return staying;
}

/** Scrolls so that the selected row stands where it stood on the screen. */
function keepPlace(before: State, after: State): State {
  const restingTop = Math.max(0, after.position - (before.position - before.top));
  return settle({ ...after, restingTop });
}
