import { takeBudget } from './budget.ts';
import { COPIES, type Copy, copyName, copyOf } from './copying.ts';
import {
  confirm,
  type Dialog,
  type DialogUser,
  editField,
  moveFocus,
  setDialog,
  subscribeDialog,
  turnDevice,
  unsubscribeDialog,
} from './dialog.ts';
import { explained, filterLayer, keepFilter, typeFilter } from './filter-layer.ts';
import { exit } from './leaving.ts';
import { type Edit, edit, lineOf } from './line-editor.ts';
import { clearListFilter, moveBelowFilter, openListFilter, typeListFilter } from './list-filter.ts';
import { isList, listedName, moveInList, openList, openListed, openListedError } from './list-page.ts';
import { markRange } from './marking.ts';
import type { Distance, Intent } from './messages.ts';
import { arrange, move, settle } from './navigation.ts';
import { COLUMNS } from './sort.ts';
import { belowTop, type Layer, replaceTop, type State, subject, targets, topLayer } from './state.ts';
import { quietly, type Step } from './step.ts';
import { listedTargets, rangeInList, stepBackInList } from './subscription-marks.ts';
import { startWrite } from './writing.ts';

/** Opens a layer over the table; without the user it needs, nothing opens. */
export function open(state: State, layer: Extract<Intent, { type: 'open' }>['layer']): State {
  const one = subject(state);
  const top = topLayer(state);
  switch (layer) {
    case 'change-list':
    case 'errors':
    case 'alerts':
    case 'subscriptions':
      return openList(state, layer);
    case 'listed-user':
      return openListed(state);
    case 'listed-error':
      return openListedError(state);
    case 'list-filter':
      return openListFilter(state);
    case 'filter':
      return push(state, filterLayer(state));
    case 'help':
      return push(state, { kind: 'help', line: lineOf(''), scroll: 0 });
    case 'sort':
      return push(state, { kind: 'sort', choice: COLUMNS.indexOf(state.sorting.column) });
    case 'copy':
      return one === null ? state : push(state, { kind: 'copy', index: one, choice: 0 });
    case 'palette':
      return push(state, { kind: 'palette', line: lineOf(''), choice: 0 });
    case 'user':
      return one === null ? state : push(state, { kind: 'user', index: one, scroll: 0 });
    case 'results':
      return push(state, { kind: 'results', scroll: 0 });
    case 'range':
      if (top?.kind === 'subscriptions') return rangeInList(state, top);
      return one === null ? state : pushHeld(state, { kind: 'range', anchor: one });
    case 'set':
      return one === null ? state : openDialog(state, setDialog(state.roster.record(one)));
    case 'subscribe':
      return openDialog(state, subscribeDialog(dialogUsers(state), state.settings.subscriptionFor));
    case 'unsubscribe':
      return openDialog(state, unsubscribeDialog(dialogUsers(state)));
  }
}

/** Takes the topmost layer away, one step back; a filter that is given up is cleared. On the bare table the filter goes, then the marks. */
export function cancel(state: State): State {
  const layer = topLayer(state);
  if (layer === null)
    return state.filter === '' ? { ...state, notice: null, marks: new Set() } : arrange(state, '', state.sorting);
  const back = layer.kind === 'subscriptions' ? stepBackInList(state, layer) : clearListFilter(state);
  if (back !== null) return back;
  const below = pop(state);
  if (layer.kind === 'list-filter') return clearListFilter(below) ?? below;
  if (layer.kind === 'filter') return arrange(below, '', below.sorting);
  return below;
}

/** Takes the topmost layer away at once, whatever could be taken back in it first. */
export function close(state: State): State {
  return isList(topLayer(state)) ? pop(state) : cancel(state);
}

/** What Enter means in the topmost layer. */
export function accept(state: State): Step {
  const layer = topLayer(state);
  switch (layer?.kind) {
    case undefined:
      return quietly(open(state, 'user'));
    case 'errors':
      return quietly(openListedError(state));
    case 'alerts':
    case 'change-list':
    case 'subscriptions':
      return quietly(openListed(state));
    case 'filter': {
      const kept = keepFilter(state, layer);
      return quietly(kept === null ? explained(state, layer) : pop(kept));
    }
    case 'list-filter':
      return quietly(layer.problem === null ? pop(state) : explained(state, layer));
    case 'help':
    case 'user':
    case 'error':
    case 'palette':
    case 'results':
      return quietly(pop(state));
    case 'sort': {
      const column = COLUMNS[layer.choice] as (typeof COLUMNS)[number];
      const descending = column === state.sorting.column && state.sorting.descending;
      return quietly(arrange(pop(state), state.filter, { column, descending }));
    }
    case 'copy':
      return copy(state, COPIES[layer.choice] as Copy);
    case 'budget':
      return takeBudget(pop(state), layer.proposal);
    case 'range':
      return quietly(pop(markRange(state)));
    case 'dialog':
      return acceptDialog(state, layer.dialog);
    case 'leave':
      return exit(state, layer.exitCode);
  }
}

/** Copies of the user that the copy menu was opened for, which closes with it; without it of the selected one. */
export function copy(state: State, what: Copy): Step {
  const layer = topLayer(state);
  if (layer?.kind === 'copy') return copyOf(pop(state), layer.index, what);
  if (isList(layer)) return copyName(state, listedName(state) ?? '');
  const one = subject(state);
  return one === null ? quietly(state) : copyOf(state, one, what);
}

/** Types into the topmost layer. */
export function type(state: State, change: Edit): State {
  const layer = topLayer(state);
  switch (layer?.kind) {
    case 'filter':
      return typeFilter(state, layer, change);
    case 'list-filter':
      return typeListFilter(state, layer, change);
    case 'help':
      return replaceTop(state, { ...layer, line: edit(layer.line, change), scroll: 0 });
    case 'palette':
      return replaceTop(state, { ...layer, line: edit(layer.line, change), choice: 0 });
    case 'dialog':
      return replaceTop(state, { ...layer, dialog: editField(layer.dialog, change) });
    default:
      return state;
  }
}

export function focus(state: State, direction: 1 | -1): State {
  const layer = topLayer(state);
  return layer?.kind === 'dialog' ? replaceTop(state, { ...layer, dialog: moveFocus(layer.dialog, direction) }) : state;
}

/** Chooses another device in the dialog on top. */
export function device(state: State, direction: 1 | -1): State {
  const layer = topLayer(state);
  return layer?.kind === 'dialog' ? replaceTop(state, { ...layer, dialog: turnDevice(layer.dialog, direction) }) : state;
}

/** Moves in whatever is on top: the selection of the table, the choice of a menu, the text of a page. */
export function moveOnTop(state: State, by: Distance, direction: 1 | -1): State {
  const layer = topLayer(state);
  switch (layer?.kind) {
    case undefined:
    case 'filter':
    case 'range':
      return move(state, by, direction);
    case 'change-list':
    case 'errors':
    case 'alerts':
    case 'subscriptions':
      return moveInList(state, layer, by, direction);
    case 'list-filter':
      return moveBelowFilter(state, layer, by, direction);
    case 'sort':
      return replaceTop(state, { ...layer, choice: moveChoice(layer.choice, by, direction, COLUMNS.length) });
    case 'copy':
      return replaceTop(state, { ...layer, choice: moveChoice(layer.choice, by, direction, COPIES.length) });
    case 'palette':
      return replaceTop(state, { ...layer, choice: layer.choice + direction });
    case 'help':
    case 'error':
    case 'results':
    case 'user': {
      const rows = { row: 1, half: 5, page: 10, end: state.scrollLimit }[by];
      return replaceTop(state, { ...layer, scroll: Math.max(0, Math.min(state.scrollLimit, layer.scroll + rows * direction)) });
    }
    case 'budget':
    case 'dialog':
    case 'leave':
      return state;
  }
}

function moveChoice(choice: number, by: Distance, direction: 1 | -1, count: number): number {
  const step = by === 'row' ? direction : direction * count;
  return Math.max(0, Math.min(count - 1, choice + step));
}

function openDialog(state: State, dialog: Dialog): State {
  if (dialog.users.length === 0) return state;
  const top = topLayer(state);
  const held = top?.kind === 'subscriptions' ? replaceTop(state, { ...top, held: state.subscriptions.list }) : state;
  return pushHeld(held, { kind: 'dialog', dialog });
}

function acceptDialog(state: State, dialog: Dialog): Step {
  const answer = confirm(dialog, state.settings.extMaxBytes);
  if ('write' in answer) {
    const listed = topLayer(belowTop(state))?.kind === 'subscriptions';
    return startWrite(pop(state), answer.write, listed);
  }
  const focus = dialog.fields.findIndex(({ name }) => name === answer.field);
  return quietly(replaceTop(state, { kind: 'dialog', dialog: { ...dialog, focus, problem: answer.problem } }));
}

function dialogUsers(state: State): readonly DialogUser[] {
  const top = topLayer(state);
  if (top?.kind === 'subscriptions') return listedTargets(state, top);
  return targets(state).map((index) => state.roster.record(index));
}

function push(state: State, layer: Layer): State {
  return { ...state, layers: [...state.layers, layer] };
}

/** Puts a layer on top under which no row moves until it is taken away. */
function pushHeld(state: State, layer: Extract<Layer, { kind: 'dialog' | 'range' }>): State {
  state.view.hold();
  return push(state, layer);
}

function pop(state: State): State {
  const { kind } = topLayer(state) ?? {};
  if (kind === 'dialog' || kind === 'range') state.view.release();
  const below = belowTop(state);
  const top = topLayer(below);
  const released = kind === 'dialog' && top?.kind === 'subscriptions' ? replaceTop(below, { ...top, held: null }) : below;
  return settle(released);
}
