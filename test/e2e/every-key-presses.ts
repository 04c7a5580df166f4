import type { KeyName } from '../../src/keys/key-names.ts';
import type { Program } from './program.ts';

/** How a key is tried: 12 users who stay as they are, the first two a group and carol another, on a screen of 100×30. */
export interface Press {
  /** What happens in the world before. */
  readonly before?: (program: Program) => void;
  /** Keys that lead to the place, and what is then on the screen. */
  readonly way?: readonly KeyName[];
  readonly at?: string | RegExp;
  /** Keys pressed behind it that make its effect visible. */
  readonly next?: readonly KeyName[];
  /** What the screen shows afterwards, and not before. */
  readonly sees: string | RegExp;
  /** Keys that undo what Esc does not. */
  readonly after?: readonly KeyName[];
}

/** The row of the selected user. */
const selected = (uid: string) => new RegExp(`^▌.. ?${uid.replace('.', '\\.')} `, 'm');
/** The bare table, which has the filter in its footer, behind something in the header. */
const table = (header: string) => new RegExp(`${header}[\\s\\S]*/ filter`);
/** A line being typed that holds this and no more. */
const typed = (text: string) => new RegExp(`filter:${text === '' ? '' : ` ${text}`} *$`, 'm');
/** Nothing of this on a screen that shows the bare table. */
const gone = (text: string) => new RegExp(`^(?![\\s\\S]*${text})[\\s\\S]*/ filter`);

const letters = (text: string): readonly KeyName[] => [...text];
const BOB = ['/', ...letters('bob')];
const LAST_SHOWN = selected('x');
/** Stands on the page of a user, on the list of changes, and on the first line of that of subscriptions. */
const THE_PAGE = 'login or logout the server saw';
const OF_ALL = 'of all users, newest first';
const SELECTED_BOB = /^▌.* bob /m;

/** The field of the device in a dialog, from one of the devices that alice has to another, by their places. */
function turnedDevice({ simulator }: Program, way: readonly KeyName[], from: number, to: number): Press {
  const devices = simulator.world.read('alice')?.devices ?? [];
  const field = (place: number) => `› device ${devices[place]?.device} `;
  return { way, at: field(from), sees: field(to) };
}

/** What each action's keys do, by id. */
export const PRESSES: Readonly<Record<string, Press | ((key: KeyName, program: Program) => Press)>> = {
  earlier: { way: ['p'], at: 'FROZEN', sees: 'PAST', after: ['p'] },
  later: { way: ['p', 'home'], at: 'the oldest moment kept', sees: 'step 2 of', after: ['p'] },
  oldest: { way: ['p'], at: 'FROZEN', sees: 'the oldest moment kept', after: ['p'] },
  live: { way: ['p', 'left'], at: 'PAST', sees: gone('PAST') },
  'user-earlier': { way: ['p', 'enter'], at: THE_PAGE, sees: 'PAST', after: ['p'] },
  'user-later': { way: ['p', 'home', 'enter'], at: THE_PAGE, sees: 'step 2 of', after: ['p'] },

  filter: { sees: 'filter:' },
  'filter-list': { way: ['T'], at: OF_ALL, sees: 'filter:' },
  'keep-filter': { way: BOB, at: '1 of 12 shown', sees: table('1 of 12 shown') },
  'clear-filter': { way: BOB, at: '1 of 12 shown', sees: table('12 watched') },
  'earlier-filter': { way: [...BOB, 'enter', '/', 'ctrl-u'], at: typed(''), sees: typed('bob') },
  'later-filter': { way: [...BOB, 'enter', '/', 'ctrl-u', 'x', 'up'], at: typed('bob'), sees: typed('x') },
  'typing-down': { way: ['/'], at: 'filter:', sees: selected('bob') },
  'typing-up': { way: ['/', 'ctrl-n'], at: selected('bob'), sees: selected('alice') },

  set: { sees: 'Set the status of alice' },
  subscribe: { sees: 'Subscribe to alice' },
  unsubscribe: { sees: 'Unsubscribe from alice' },
  confirm: { way: ['x'], at: 'Unsubscribe from alice', sees: 'unsubscribed from alice' },
  abandon: { way: ['x'], at: 'Unsubscribe from alice', sees: gone('Unsubscribe from') },
  'next-device': (_, program) => turnedDevice(program, ['e'], 0, 1),
  'previous-device': (_, program) => turnedDevice(program, ['e', 'ctrl-n'], 1, 0),
  results: { way: ['x', 'enter'], at: 'unsubscribed from alice', sees: 'CALL USERS  CAME TO' },
  'next-field': { way: ['e'], at: '› device', sees: '› status' },
  'previous-field': { way: ['e'], at: '› device', sees: '› ext' },

  'change-list': { sees: OF_ALL },
  errors: { sees: /errors? so far/ },
  alerts: { sees: 'alerts so far' },
  subscriptions: { sees: 'of 3,000' },
  extend: { way: ['L'], at: SELECTED_BOB, sees: 'Subscribe to bob' },
  'end-subscription': { way: ['L'], at: SELECTED_BOB, sees: 'Unsubscribe from bob' },
  'open-listed': { way: ['L'], at: SELECTED_BOB, sees: THE_PAGE },
  'open-error': {
    before: ({ simulator }) => simulator.failNext({ status: 500 }, { call: 'retrieve' }),
    way: ['R', 'E'],
    at: '1 error so far',
    sees: 'one of the errors so far, in whole',
  },
  'mark-listed': { way: ['L'], at: SELECTED_BOB, sees: '1 marked' },
  'range-listed': { way: ['L'], at: SELECTED_BOB, sees: 'range of 1' },
  'mark-all-listed': { way: ['L'], at: SELECTED_BOB, sees: '2 marked' },
  reread: {
    before: ({ simulator }) => simulator.subscriptions.unsubscribe('wzy', ['carol'], Date.now()),
    way: ['L'],
    at: '2 of 3,000',
    sees: '1 of 3,000',
  },
  'copy-listed': { way: ['L'], at: SELECTED_BOB, sees: 'sent bob to the clipboard' },
  share: { way: ['T'], at: OF_ALL, sees: 'sent a line that replays this moment to the clipboard' },
  'close-list': { way: ['T'], at: OF_ALL, sees: gone(OF_ALL) },

  open: { sees: THE_PAGE },
  help: { sees: 'keys that work here' },
  palette: { sees: 'set a status: device, status, ext' },

  mark: { sees: '1 marked' },
  range: { sees: 'range of 1' },
  'mark-range': { way: ['V', 'j'], at: 'range of 2', sees: '2 marked' },
  'drop-range': { way: ['V', 'j'], at: 'range of 2', sees: gone('range of') },
  'mark-shown': { sees: '12 marked' },

  'next-tab': { sees: '›vip', after: ['1'] },
  'previous-tab': { sees: '›ops', after: ['1'] },
  tab: (key) => {
    if (key === '1') return { way: ['tab'], at: '›vip', sees: '›all' };
    const sees = { 2: '›vip', 3: '›ops' }[key] ?? `there is no tab ${key}: the last one is 3`;
    return { sees, after: ['1'] };
  },
  sort: { sees: 'sort by' },
  choose: { way: ['s', 'j'], at: '› status', sees: table('STATUS ▲'), after: ['<'] },
  invert: { sees: 'USER ▼', after: ['I'] },
  'sort-right': { sees: 'STATUS ▲', after: ['<'] },
  'sort-left': { sees: 'AGE▲', after: ['>'] },

  'refresh-row': { before: ({ simulator }) => simulator.world.set('alice', 'ios_r', '1', 'asked'), sees: 'ios_r ●' },
  'refresh-all': { before: ({ simulator }) => simulator.world.set('bob', 'ios_R', '1', 'asked'), sees: 'ios_R ●' },
  freeze: { sees: 'FROZEN', after: ['p'] },
  'more-calls': { sees: 'Up to 6 calls/s' },
  'fewer-calls': { sees: 'Up to 4 calls/s' },
  'take-budget': { way: ['+'], at: 'Up to 6 calls/s', sees: '/s of 6', after: ['-', 'enter'] },
  stop: { sees: 'STOPPED', after: ['P'] },

  copy: { sees: 'sent alice to the clipboard' },
  'copy-menu': { sees: 'copy of alice' },
  'copy-chosen': { way: ['Y', 'j'], at: '› r', sees: 'sent the row of alice as JSON' },
  'copy-uid': { way: ['Y'], at: 'copy of alice', sees: 'sent alice to the clipboard' },
  'copy-row': { way: ['Y'], at: 'copy of alice', sees: 'sent the row of alice as JSON' },
  'copy-curl': { way: ['Y'], at: 'copy of alice', sees: 'sent a curl line for alice' },

  down: { sees: selected('bob') },
  up: { way: ['j'], at: selected('bob'), sees: selected('alice') },
  'list-down': { way: [':', ...letters('sort')], at: /› s /, sees: /› > / },
  'list-up': { way: [':', ...letters('sort'), 'down'], at: /› > /, sees: /› s / },
  'half-down': { sees: selected('grace.hopper') },
  'half-up': { way: ['G'], at: LAST_SHOWN, sees: selected('c3') },
  'page-down': { sees: LAST_SHOWN },
  'page-up': { way: ['G'], at: LAST_SHOWN, sees: selected('alice') },
  'frozen-last': { way: ['p'], at: 'FROZEN', sees: LAST_SHOWN, after: ['p'] },
  'frozen-first': { way: ['p', 'G'], at: LAST_SHOWN, sees: selected('alice'), after: ['p'] },
  last: { sees: LAST_SHOWN },
  first: { way: ['G'], at: LAST_SHOWN, sees: selected('alice') },

  run: { way: [':', ...letters('mark or')], at: /› space/, sees: table('1 marked') },
  close: { way: ['enter'], at: THE_PAGE, sees: gone(THE_PAGE) },
  'close-top': { way: ['enter'], at: THE_PAGE, sees: gone(THE_PAGE) },
  'close-menu': { way: ['s'], at: 'sort by', sees: gone('sort by') },
  back: { way: [...BOB, 'enter'], at: table('1 of 12 shown'), sees: '12 watched' },

  erase: { way: ['/', 'a', 'b'], at: typed('ab'), sees: typed('a') },
  'erase-next': { way: ['/', 'a', 'b', 'home'], at: typed('ab'), sees: typed('b') },
  'erase-word': { way: ['/', 'a', 'space', 'b'], at: typed('a b'), sees: typed('a') },
  'erase-line': { way: ['/', 'a', 'b'], at: typed('ab'), sees: typed('') },
  'cursor-left': { way: ['/', 'a', 'b'], at: typed('ab'), next: ['c'], sees: typed('acb') },
  'cursor-right': { way: ['/', 'a', 'b', 'home'], at: typed('ab'), next: ['c'], sees: typed('acb') },
  'cursor-start': { way: ['/', 'a', 'b'], at: typed('ab'), next: ['c'], sees: typed('cab') },
  'cursor-end': { way: ['/', 'a', 'b', 'home'], at: typed('ab'), next: ['c'], sees: typed('abc') },
};

/** Actions whose keys end or suspend the program, and the test that presses them. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  quit: 'leaving.test.ts',
  interrupt: 'leaving.test.ts',
  leave: 'leaving.test.ts',
  stay: 'leaving.test.ts',
  'stop-write': 'bulk-writes.test.ts',
  suspend: 'job-control.test.ts',
  redraw: 'resizing.test.ts',
};
