import { nameKey } from '../text/name-key.ts';
import type { DialogUser } from './dialog.ts';
import { moveInList, type SubscriptionsLayer, selectedSubscription, subscriptionsOf } from './list-page.ts';
import { replaceTop, type State } from './state.ts';
import type { HeldSubscription } from './subscription-list.ts';

/** Marks or unmarks the selected subscription and goes on to the next one; marks the whole range while one is being marked. */
export function toggleListed(state: State, layer: SubscriptionsLayer): State {
  if (layer.anchor !== null) return markRange(state, layer);
  const one = selectedSubscription(state);
  if (one === null) return state;
  const marks = new Set(state.subscriptionMarks);
  const key = nameKey(one.uid);
  if (!marks.delete(key)) marks.add(key);
  return moveInList({ ...state, subscriptionMarks: marks }, layer, 'row', 1);
}

/** Marks every subscription; takes the marks back when all have one. */
export function markAllListed(state: State, layer: SubscriptionsLayer): State {
  const all = between(state, layer, 0, subscriptionsOf(state, layer).size - 1).map(({ uid }) => nameKey(uid));
  const marked = all.every((key) => state.subscriptionMarks.has(key));
  return { ...state, subscriptionMarks: new Set(marked ? [] : all) };
}

/** Begins to mark a range at the selected subscription; when one is being marked, marks it. Nothing moves in between. */
export function rangeInList(state: State, layer: SubscriptionsLayer): State {
  if (layer.anchor !== null) return markRange(state, layer);
  const one = selectedSubscription(state);
  if (one === null) return state;
  return replaceTop(state, { ...layer, anchor: nameKey(one.uid), held: state.subscriptions.list });
}

/** Places of the range that is being marked, both ends included; null when none is. */
export function listedRange(state: State, layer: SubscriptionsLayer): { readonly from: number; readonly to: number } | null {
  if (layer.anchor === null) return null;
  const anchor = subscriptionsOf(state, layer).positionOf(layer.anchor);
  const { position } = layer.cursor;
  return { from: Math.min(anchor, position), to: Math.max(anchor, position) };
}

/** One step back: gives up the range, else the marks; null when there is neither. */
export function stepBackInList(state: State, layer: SubscriptionsLayer): State | null {
  if (layer.anchor !== null) return replaceTop(state, { ...layer, anchor: null, held: null });
  return state.subscriptionMarks.size > 0 ? { ...state, subscriptionMarks: new Set() } : null;
}

/** Whom a dialog opened in the list is about: those marked, in the order of the list, else the selected one. */
export function listedTargets(state: State, layer: SubscriptionsLayer): readonly DialogUser[] {
  const list = subscriptionsOf(state, layer);
  const places = [...state.subscriptionMarks].map((key) => list.positionOf(key)).filter((place) => place >= 0);
  if (places.length === 0) places.push(layer.cursor.position);
  return places
    .toSorted((a, b) => a - b)
    .flatMap((place) => list.at(place) ?? [])
    .map(({ uid, end }) => ({ uid, subscription: end, presence: presenceOf(state, uid) }));
}

/** Takes the marks of names away that were dealt with, or are no longer subscribed to. */
export function unmarkListed(state: State, isGone: (key: string) => boolean): State {
  const kept = [...state.subscriptionMarks].filter((key) => !isGone(key));
  return kept.length === state.subscriptionMarks.size ? state : { ...state, subscriptionMarks: new Set(kept) };
}

function markRange(state: State, layer: SubscriptionsLayer): State {
  const range = listedRange(state, layer);
  if (range === null) return state;
  const keys = between(state, layer, range.from, range.to).map(({ uid }) => nameKey(uid));
  const marked = { ...state, subscriptionMarks: new Set([...state.subscriptionMarks, ...keys]) };
  return replaceTop(marked, { ...layer, anchor: null, held: null });
}

function between(state: State, layer: SubscriptionsLayer, from: number, to: number): HeldSubscription[] {
  const list = subscriptionsOf(state, layer);
  return Array.from({ length: to - from + 1 }, (_, step) => list.at(from + step)).filter((entry) => entry !== undefined);
}

function presenceOf({ roster }: State, uid: string): DialogUser['presence'] {
  const index = roster.indexOf(uid);
  return index === undefined ? null : roster.record(index).presence;
}
