import { AT_START, type Cursor, moveCursor, newestFirst, type OrderedList, settleCursor } from './cursor.ts';
import type { ListFilter } from './list-filter.ts';
import type { Distance } from './messages.ts';
import { shownMoment } from './moment.ts';
import type { Layer, State } from './state.ts';
import { belowTop, replaceTop, topLayer } from './state.ts';
import type { HeldSubscription, SubscriptionList } from './subscription-list.ts';

/** Pages that list something over the table, one line selected. What is listed is looked up as it is when it is drawn. */
export type ListLayer =
  | { readonly kind: 'change-list'; readonly cursor: Cursor; readonly filter: ListFilter | null }
  | { readonly kind: 'errors'; readonly cursor: Cursor; readonly filter: ListFilter | null }
  | { readonly kind: 'alerts'; readonly cursor: Cursor }
  | SubscriptionsLayer;

export interface SubscriptionsLayer {
  readonly kind: 'subscriptions';
  readonly cursor: Cursor;
  /** Key of the subscription from which on a range is being marked; null while none is. */
  readonly anchor: string | null;
  /** The list as it was when a range or dialog was begun, while nothing may move; else null. */
  readonly held: SubscriptionList | null;
}

const AT_FIRST: Readonly<Record<ListLayer['kind'], ListLayer>> = {
  'change-list': { kind: 'change-list', cursor: AT_START, filter: null },
  errors: { kind: 'errors', cursor: AT_START, filter: null },
  alerts: { kind: 'alerts', cursor: AT_START },
  subscriptions: { kind: 'subscriptions', cursor: AT_START, anchor: null, held: null },
};

export function isList(layer: Layer | null | undefined): layer is ListLayer {
  return layer != null && layer.kind in AT_FIRST;
}

/** Opens a list at its start, in place of one that is open. From the page of a user that page alone stays below it: nobody piles up pages. */
export function openList(state: State, kind: ListLayer['kind']): State {
  const top = topLayer(state);
  const below = top?.kind === 'user' ? [top] : isList(top) ? belowTop(state).layers : state.layers;
  return settleLists({ ...state, layers: [...below, AT_FIRST[kind]] });
}

/** What a list page lists. A frozen view has no change that came after it was frozen. */
export function listOf(state: State, layer: ListLayer): OrderedList {
  switch (layer.kind) {
    case 'change-list': {
      const { lastChange } = shownMoment(state);
      return (layer.filter?.list ?? newestFirst)(state.log.firstId(lastChange), lastChange);
    }
    case 'errors':
      return (layer.filter?.list ?? newestFirst)(state.errors.firstId, state.errors.lastId);
    case 'alerts':
      return newestFirst(state.alerts.log.firstId, state.alerts.log.lastId);
    case 'subscriptions':
      return subscriptionsOf(state, layer);
  }
}

export function subscriptionsOf(state: State, { held }: SubscriptionsLayer): SubscriptionList {
  return held ?? state.subscriptions.list;
}

/** Moves the selection of the list on top. */
export function moveInList(state: State, layer: ListLayer, by: Distance, direction: 1 | -1): State {
  return replaceTop(state, {
    ...layer,
    cursor: moveCursor(layer.cursor, listOf(state, layer), state.listRows, by, direction),
  });
}

/** Keeps the cursors of open lists on their entries while entries come and go: O(1). */
export function settleLists(state: State): State {
  if (!state.layers.some(isList)) return state;
  const layers = state.layers.map((layer) =>
    isList(layer) ? { ...layer, cursor: settleCursor(layer.cursor, listOf(state, layer), state.listRows) } : layer,
  );
  return { ...state, layers };
}

/** The subscription that is selected while the subscriptions are on top; null when there is none, or something else is on top. */
export function selectedSubscription(state: State): HeldSubscription | null {
  const layer = topLayer(state);
  if (layer?.kind !== 'subscriptions') return null;
  return subscriptionsOf(state, layer).at(layer.cursor.position) ?? null;
}

/** Name of the user that the selected line of the list on top is about; null when there is none. */
export function listedName(state: State): string | null {
  const layer = topLayer(state);
  if (layer?.kind === 'change-list') return state.log.at(Number(layer.cursor.selected))?.uid ?? null;
  if (layer?.kind === 'alerts') return state.alerts.log.at(Number(layer.cursor.selected))?.record.uid ?? null;
  return selectedSubscription(state)?.uid ?? null;
}

/** Opens the selected error in whole, over the list; nothing when none is. */
export function openListedError(state: State): State {
  const layer = topLayer(state);
  if (layer?.kind !== 'errors' || layer.cursor.selected === null) return state;
  return { ...state, layers: [...state.layers, { kind: 'error', id: Number(layer.cursor.selected), scroll: 0 }] };
}

/** Opens the user that the selected line is about, over the list; nothing when nobody watches the user. */
export function openListed(state: State): State {
  const index = state.roster.indexOf(listedName(state) ?? '');
  return index === undefined ? state : { ...state, layers: [...state.layers, { kind: 'user', index, scroll: 0 }] };
}
