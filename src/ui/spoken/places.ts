import { COPIES, copyText } from '../../monitor/copying.ts';
import { COLUMNS } from '../../monitor/sort.ts';
import { type Layer, type State, topLayer } from '../../monitor/state.ts';
import { errorPage } from '../page-errors.ts';
import { resultsPage } from '../page-results.ts';
import { budgetPanel } from '../panel-budget.ts';
import { COPY_NAMES } from '../panel-copy.ts';
import { COLUMN_NAMES } from '../panel-sort.ts';
import { HELP, PALETTE } from './actions.ts';
import { DIALOG, LEAVE } from './dialogs.ts';
import { menuPlace } from './menus.ts';
import { listPlace, pagePlace, WIDE } from './pages.ts';
import { KEYS_ALONE, retype, type SpokenPlace } from './place.ts';
import { shownSentence } from './standing.ts';
import { placeInList, rowSentence, userSentences } from './users.ts';
import { brief } from './words.ts';

/** The table: one selected row is spoken at a time, and only its place and name when somebody comes back to it. */
const TABLE: SpokenPlace<null> = {
  ...KEYS_ALONE,
  read: (state) => (state.selected === null ? selectedRow(state) : [`List, ${placeInList(state, state.selected)}.`]),
  here: selectedRow,
};

/** A line in which a filter is typed, asked for under a name. */
function filterPlace(name: string): SpokenPlace<Extract<Layer, { kind: 'filter' | 'list-filter' }>> {
  return {
    read: () => [],
    here: () => [],
    ask(_state, { line }) {
      if (line.text === '') return `${name}, such as bob or status:online, Enter for none`;
      return `${name}, now ${brief(line.text)}; Enter leaves it, esc clears it`;
    },
    answer: (_state, _layer, text) => ({ intents: [...(text === '' ? [] : retype(text)), { type: 'confirm' }] }),
    choose: () => null,
  };
}

/** How each place speaks: a kind of layer that does not speak does not compile. */
const PLACES: { readonly [K in Layer['kind']]: SpokenPlace<Extract<Layer, { kind: K }>> } = {
  filter: filterPlace('Filter'),
  'list-filter': filterPlace('Filter of the list'),
  user: {
    ...KEYS_ALONE,
    read: (state, { index }) => userSentences(state, index),
    here: () => ['The whole page was read: ctrl-l reads it again, esc closes it.'],
  },
  help: HELP,
  palette: PALETTE,
  sort: menuPlace(({ sorting }, { choice }) => ({
    title: 'Sort by',
    choice,
    entries: COLUMNS.map((column) => {
      const order = sorting.descending ? 'descending' : 'ascending';
      return `${COLUMN_NAMES[column]}${column === sorting.column ? `, now ${order}` : ''}`;
    }),
  })),
  copy: menuPlace((state, { index, choice }) => ({
    title: `Copy of ${brief(state.roster.record(index).uid)}`,
    choice,
    entries: COPIES.map((copy) => `${COPY_NAMES[copy]}, ${brief(copyText(state, index, copy))}`),
  })),
  range: {
    ...KEYS_ALONE,
    read: () => ['Marking a range: move to its other end; V marks, esc marks nobody.'],
    here: selectedRow,
  },
  budget: pagePlace((state, { proposal }) => budgetPanel(state, proposal, WIDE).lines),
  error: pagePlace((state, { id }) => errorPage(state, id, WIDE)),
  results: pagePlace((state) => resultsPage(state, WIDE)),
  'change-list': listPlace(),
  errors: listPlace(),
  alerts: listPlace(),
  subscriptions: listPlace(),
  dialog: DIALOG,
  leave: LEAVE,
};

/** How the topmost place speaks, with its layer. */
export function spokenPlace(state: State): { readonly place: SpokenPlace<Layer | null>; readonly layer: Layer | null } {
  const layer = topLayer(state);
  return { place: (layer === null ? TABLE : PLACES[layer.kind]) as SpokenPlace<Layer | null>, layer };
}

function selectedRow(state: State): string[] {
  if (state.selected !== null) return [rowSentence(state, state.selected)];
  if (state.view.roster.size === 0) return ['Nobody is watched: start again with --user or --users-file.'];
  return [`${shownSentence(state)} esc clears the filter.`];
}
