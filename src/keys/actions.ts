import type { Intent } from '../monitor/messages.ts';
import { type Layer, type State, subject, targets } from '../monitor/state.ts';
import type { KeyName } from './key-names.ts';

/** Where keys go: the topmost layer, or the table. */
export type Place = Layer['kind'] | 'table';

/** One thing a key can do. The table of them feeds dispatch, footer, help and the README. */
export interface Action {
  readonly id: string;
  readonly keys: readonly KeyName[];
  /** What it does, for the help. */
  readonly title: string;
  /** One word for the footer; actions without it stand in the help only. */
  readonly short?: string;
  readonly where: readonly Place[];
  readonly intent: Intent;
  /** What each key means where they mean different things; `intent` is then what the first one does. */
  readonly byKey?: (key: KeyName) => Intent;
  /** The keys in a few signs, where they are too many to be told one by one. */
  readonly named?: string;
  /** Whether it changes something on the server, or leads there. */
  readonly writes?: true;
  /** What else keeps it from working now, in words, or null; `whyNot` tells all. */
  readonly disabled?: (state: State) => string | null;
}

const LISTS: readonly Place[] = ['table', 'filter', 'sort', 'range', 'copy', 'user', 'help'];
const ANYWHERE: readonly Place[] = [...LISTS, 'palette', 'dialog', 'leave'];
const LETTERS: readonly Place[] = ['table', 'sort', 'range', 'copy', 'user'];
const TYPING: readonly Place[] = ['filter', 'help', 'palette', 'dialog'];
const USERS: readonly Place[] = ['table', 'user'];

const noUser = (state: State) =>
  subject(state) === null ? 'no user is selected: the list is empty or the filter hides everybody' : null;
const noTabs = (state: State) =>
  state.roster.groups.names.length === 0 ? 'there are no tabs: name users together in "groups" of the configuration' : null;
const tab = (key: KeyName): Intent => ({ type: 'tab', tab: Number(key) - 1 });
const nobody = (state: State) => (targets(state).length === 0 ? noUser(state) : null);
const writing = (state: State) => (state.pending !== null ? 'another change is still on its way: wait for its answer' : null);

/** Everything a key can do, in the order in which the help lists it. */
export const ACTIONS: readonly Action[] = [
  {
    id: 'filter',
    keys: ['/'],
    title: 'filter, live: bob, status:online, age>10s, !sub:yes',
    short: 'filter',
    where: ['table'],
    intent: { type: 'open', layer: 'filter' },
  },
  { id: 'keep-filter', keys: ['enter'], title: 'keep the filter', short: 'keep', where: ['filter'], intent: { type: 'confirm' } },
  { id: 'clear-filter', keys: ['esc'], title: 'clear the filter', short: 'clear', where: ['filter'], intent: { type: 'cancel' } },
  {
    id: 'earlier-filter',
    keys: ['up'],
    title: 'an earlier filter',
    short: 'earlier',
    where: ['filter'],
    intent: { type: 'recall', direction: -1 },
  },
  { id: 'later-filter', keys: ['down'], title: 'a later filter', where: ['filter'], intent: { type: 'recall', direction: 1 } },
  {
    id: 'set',
    keys: ['e'],
    title: 'set a status: device, status, ext',
    short: 'set',
    where: USERS,
    intent: { type: 'open', layer: 'set' },
    writes: true,
    disabled: (state) => noUser(state) ?? writing(state),
  },
  {
    id: 'subscribe',
    keys: ['a'],
    title: 'subscribe to the marked users, or the selected one',
    short: 'sub',
    where: USERS,
    intent: { type: 'open', layer: 'subscribe' },
    writes: true,
    disabled: (state) => nobody(state) ?? writing(state),
  },
  {
    id: 'unsubscribe',
    keys: ['x'],
    title: 'unsubscribe from the marked users, or the selected one',
    short: 'unsub',
    where: USERS,
    intent: { type: 'open', layer: 'unsubscribe' },
    writes: true,
    disabled: (state) => nobody(state) ?? writing(state),
  },
  {
    id: 'open',
    keys: ['enter'],
    title: 'open the user: every device, times, ext, subscription, changes',
    short: 'open',
    where: ['table'],
    intent: { type: 'confirm' },
    disabled: noUser,
  },
  {
    id: 'confirm',
    keys: ['enter'],
    title: 'do it',
    short: 'do it',
    where: ['dialog'],
    intent: { type: 'confirm' },
    writes: true,
  },
  {
    id: 'abandon',
    keys: ['esc'],
    title: 'leave everything as it is',
    short: 'cancel',
    where: ['dialog'],
    intent: { type: 'cancel' },
  },
  {
    id: 'next-field',
    keys: ['tab', 'down'],
    title: 'next field',
    short: 'next field',
    where: ['dialog'],
    intent: { type: 'focus', direction: 1 },
  },
  {
    id: 'previous-field',
    keys: ['shift-tab', 'up'],
    title: 'previous field',
    where: ['dialog'],
    intent: { type: 'focus', direction: -1 },
  },
  { id: 'mark', keys: ['space'], title: 'mark or unmark the user', where: ['table'], intent: { type: 'mark' }, disabled: noUser },
  {
    id: 'range',
    keys: ['V'],
    title: 'mark a range: from here to wherever you move',
    where: ['table'],
    intent: { type: 'open', layer: 'range' },
    disabled: noUser,
  },
  {
    id: 'mark-range',
    keys: ['V', 'space', 'enter'],
    title: 'mark everybody in the range',
    short: 'mark',
    where: ['range'],
    intent: { type: 'confirm' },
  },
  { id: 'drop-range', keys: ['esc'], title: 'mark nobody', short: 'give up', where: ['range'], intent: { type: 'cancel' } },
  {
    id: 'mark-shown',
    keys: ['*'],
    title: 'mark everybody whom filter and tab let through, or unmark them',
    where: ['table'],
    intent: { type: 'mark-shown' },
    disabled: noUser,
  },
  { id: 'down', keys: ['j', 'down'], title: 'down', where: LETTERS, intent: { type: 'move', by: 'row', direction: 1 } },
  { id: 'up', keys: ['k', 'up'], title: 'up', where: LETTERS, intent: { type: 'move', by: 'row', direction: -1 } },
  {
    id: 'typing-down',
    keys: ['ctrl-n'],
    title: 'down, while the filter is typed',
    where: ['filter'],
    intent: { type: 'move', by: 'row', direction: 1 },
  },
  {
    id: 'typing-up',
    keys: ['ctrl-p'],
    title: 'up, while the filter is typed',
    where: ['filter'],
    intent: { type: 'move', by: 'row', direction: -1 },
  },
  {
    id: 'list-down',
    keys: ['down'],
    title: 'down',
    where: ['help', 'palette'],
    intent: { type: 'move', by: 'row', direction: 1 },
  },
  { id: 'list-up', keys: ['up'], title: 'up', where: ['help', 'palette'], intent: { type: 'move', by: 'row', direction: -1 } },
  {
    id: 'half-down',
    keys: ['ctrl-d'],
    title: 'half a page down',
    where: LISTS,
    intent: { type: 'move', by: 'half', direction: 1 },
  },
  {
    id: 'half-up',
    keys: ['ctrl-u'],
    title: 'half a page up',
    where: LETTERS,
    intent: { type: 'move', by: 'half', direction: -1 },
  },
  { id: 'page-down', keys: ['pgdn'], title: 'a page down', where: LISTS, intent: { type: 'move', by: 'page', direction: 1 } },
  { id: 'page-up', keys: ['pgup'], title: 'a page up', where: LISTS, intent: { type: 'move', by: 'page', direction: -1 } },
  { id: 'last', keys: ['G', 'end'], title: 'the last one', where: LETTERS, intent: { type: 'move', by: 'end', direction: 1 } },
  {
    id: 'first',
    keys: ['g', 'home'],
    title: 'the first one',
    where: LETTERS,
    intent: { type: 'move', by: 'end', direction: -1 },
  },
  {
    id: 'next-tab',
    keys: ['tab'],
    title: 'the next tab: everybody, or one of the groups',
    where: ['table'],
    intent: { type: 'turn-tab', direction: 1 },
    disabled: noTabs,
  },
  {
    id: 'previous-tab',
    keys: ['shift-tab'],
    title: 'the previous tab',
    where: ['table'],
    intent: { type: 'turn-tab', direction: -1 },
    disabled: noTabs,
  },
  {
    id: 'tab',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    named: '1…9',
    title: 'that tab: 1 is everybody, 2 the first group',
    where: ['table'],
    intent: tab('1'),
    byKey: tab,
    disabled: noTabs,
  },
  {
    id: 'sort',
    keys: ['s'],
    title: 'choose the column to sort by',
    short: 'sort',
    where: ['table'],
    intent: { type: 'open', layer: 'sort' },
  },
  { id: 'choose', keys: ['enter'], title: 'sort by this column', short: 'sort', where: ['sort'], intent: { type: 'confirm' } },
  { id: 'invert', keys: ['I'], title: 'invert the order', where: ['table', 'sort'], intent: { type: 'invert' } },
  {
    id: 'sort-right',
    keys: ['>'],
    title: 'sort by the next column',
    where: ['table'],
    intent: { type: 'sort-by', direction: 1 },
  },
  {
    id: 'sort-left',
    keys: ['<'],
    title: 'sort by the previous column',
    where: ['table'],
    intent: { type: 'sort-by', direction: -1 },
  },
  {
    id: 'refresh-row',
    keys: ['r'],
    title: 're-retrieve the user now, within the budget',
    where: USERS,
    intent: { type: 'refresh-row' },
    disabled: noUser,
  },
  {
    id: 'refresh-all',
    keys: ['R'],
    title: 're-retrieve everybody and the subscriptions, within the budget',
    where: USERS,
    intent: { type: 'refresh-all' },
  },
  {
    id: 'copy',
    keys: ['y'],
    title: 'copy the name of the user, through the terminal (OSC 52)',
    where: USERS,
    intent: { type: 'copy', copy: 'uid' },
    disabled: noUser,
  },
  {
    id: 'copy-menu',
    keys: ['Y'],
    title: 'choose what to copy: name, row as JSON, or a curl line',
    where: USERS,
    intent: { type: 'open', layer: 'copy' },
    disabled: noUser,
  },
  { id: 'copy-chosen', keys: ['enter'], title: 'copy this', short: 'copy', where: ['copy'], intent: { type: 'confirm' } },
  { id: 'copy-uid', keys: ['u'], title: 'copy the name', where: ['copy'], intent: { type: 'copy', copy: 'uid' } },
  { id: 'copy-row', keys: ['r'], title: 'copy the row as JSON', where: ['copy'], intent: { type: 'copy', copy: 'row' } },
  {
    id: 'copy-curl',
    keys: ['c'],
    title: 'copy a curl line that retrieves the user, the token left in its file',
    where: ['copy'],
    intent: { type: 'copy', copy: 'curl' },
  },
  {
    id: 'freeze',
    keys: ['p'],
    title: 'freeze the view, or let it go on; collecting never stops',
    where: USERS,
    intent: { type: 'freeze' },
  },
  {
    id: 'more-calls',
    keys: ['+'],
    title: 'more calls a second, up to the documented 50',
    where: USERS,
    intent: { type: 'budget', direction: 1 },
  },
  { id: 'fewer-calls', keys: ['-'], title: 'fewer calls a second', where: USERS, intent: { type: 'budget', direction: -1 } },
  { id: 'stop', keys: ['P'], title: 'stop calling altogether, or go on', where: USERS, intent: { type: 'stop' } },
  { id: 'run', keys: ['enter'], title: 'do what is chosen', short: 'do it', where: ['palette'], intent: { type: 'confirm' } },
  { id: 'close', keys: ['esc', 'enter'], title: 'close', short: 'close', where: ['user', 'help'], intent: { type: 'cancel' } },
  {
    id: 'close-menu',
    keys: ['esc'],
    title: 'close',
    short: 'close',
    where: ['sort', 'palette', 'copy'],
    intent: { type: 'cancel' },
  },
  {
    id: 'back',
    keys: ['esc'],
    title: 'one step back: clears the filter, then the marks; never quits',
    where: ['table'],
    intent: { type: 'cancel' },
  },
  {
    id: 'help',
    keys: ['?'],
    title: 'help: every key that works here',
    short: 'help',
    where: LETTERS,
    intent: { type: 'open', layer: 'help' },
  },
  {
    id: 'palette',
    keys: [':'],
    title: 'every action by name: type a few letters of it',
    where: USERS,
    intent: { type: 'open', layer: 'palette' },
  },
  { id: 'quit', keys: ['q'], title: 'close what is open, or quit', short: 'quit', where: LETTERS, intent: { type: 'quit' } },
  {
    id: 'interrupt',
    keys: ['ctrl-c'],
    title: 'quit; asks while a change is on its way, then quits at once',
    where: ANYWHERE,
    intent: { type: 'interrupt' },
  },
  { id: 'leave', keys: ['enter'], title: 'quit all the same', short: 'quit', where: ['leave'], intent: { type: 'confirm' } },
  { id: 'stay', keys: ['esc'], title: 'stay', short: 'stay', where: ['leave'], intent: { type: 'cancel' } },
  { id: 'suspend', keys: ['ctrl-z'], title: 'suspend: fg in the shell goes on', where: ANYWHERE, intent: { type: 'suspend' } },
  { id: 'redraw', keys: ['ctrl-l'], title: 'redraw the whole screen', where: ANYWHERE, intent: { type: 'redraw' } },
  {
    id: 'erase',
    keys: ['backspace'],
    title: 'erase the character before the cursor',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'backspace' } },
  },
  {
    id: 'erase-next',
    keys: ['delete'],
    title: 'erase the character at the cursor',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'delete' } },
  },
  {
    id: 'erase-word',
    keys: ['ctrl-w'],
    title: 'erase the word before the cursor',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'erase-word' } },
  },
  {
    id: 'erase-line',
    keys: ['ctrl-u'],
    title: 'erase all before the cursor',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'erase-to-start' } },
  },
  { id: 'cursor-left', keys: ['left'], title: 'cursor left', where: TYPING, intent: { type: 'edit', edit: { kind: 'left' } } },
  {
    id: 'cursor-right',
    keys: ['right'],
    title: 'cursor right',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'right' } },
  },
  {
    id: 'cursor-start',
    keys: ['home', 'ctrl-a'],
    title: 'cursor to the start',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'start' } },
  },
  {
    id: 'cursor-end',
    keys: ['end', 'ctrl-e'],
    title: 'cursor to the end',
    where: TYPING,
    intent: { type: 'edit', edit: { kind: 'end' } },
  },
];

/** Why an action cannot work now, in words, or null when it can. In a read-only run no action that writes does. */
export function whyNot({ writes, disabled }: Pick<Action, 'writes' | 'disabled'>, state: State): string | null {
  const { readOnly } = state.settings;
  if (writes && readOnly !== null) return `${readOnly.why}; ${readOnly.hint}`;
  return disabled?.(state) ?? null;
}

/** Whether letters are typed into a place rather than being commands there. */
export function takesText(place: Place): boolean {
  return TYPING.includes(place);
}
