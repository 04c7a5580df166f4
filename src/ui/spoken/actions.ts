import type { Action } from '../../keys/action.ts';
import { helpActions } from '../../keys/describe.ts';
import { matchingActions } from '../../keys/palette.ts';
import { whyNot } from '../../keys/reasons.ts';
import { intentOf, placeOf } from '../../keys/resolve.ts';
import type { Intent } from '../../monitor/messages.ts';
import { belowTop, type Layer, type State } from '../../monitor/state.ts';
import { numbered } from './menus.ts';
import { type Answer, retype, type SpokenPlace } from './place.ts';
import { spokenKey } from './typed-words.ts';
import { sentence } from './words.ts';

/** What actions do here that do something else on a screen. */
const OTHERWISE: Readonly<Record<string, string>> = {
  copy: 'write the name of the user on a line of its own',
  redraw: 'say again how everything stands',
};

/** Entries of the palette that are read; more letters narrow it down. */
const MOST = 9;

type ListLayer = Extract<Layer, { kind: 'help' | 'palette' }>;

/** The help: every key that works below it as a numbered sentence, narrowed down by words; a number does that action. */
export const HELP = actionList({
  title: 'Keys that work here',
  actionsOf: helpActions,
  most: Number.POSITIVE_INFINITY,
  question: 'Number of a key, words to narrow the list, or Enter to close',
});

const FOUND = actionList({
  title: 'Actions',
  actionsOf: matchingActions,
  most: MOST,
  question: 'A few letters of an action, its number, or Enter to close',
});

/** The palette: actions that match a few letters; the only one there is left is done at once. */
export const PALETTE: SpokenPlace<Extract<Layer, { kind: 'palette' }>> = {
  ...FOUND,
  read: (state, layer) => (layer.line.text === '' ? [] : FOUND.read(state, layer)),
};

interface ActionList {
  readonly title: string;
  readonly actionsOf: (place: ReturnType<typeof placeOf>, query: string) => readonly Action[];
  readonly most: number;
  readonly question: string;
}

function actionList({ title, actionsOf, most, question }: ActionList): SpokenPlace<ListLayer> {
  const listed = (below: State, query: string) => actionsOf(placeOf(below), query);
  function read(state: State, { line }: ListLayer): string[] {
    const below = belowTop(state);
    const actions = listed(below, line.text);
    if (actions.length === 0) return ['No action matches: type other letters.'];
    const more = actions.length > most ? [`And ${actions.length - most} more: type more letters.`] : [];
    return [
      `${title}: ${actions.length}.`,
      ...numbered(actions.slice(0, most).map((action) => actionLine(action, below))),
      ...more,
    ];
  }
  function choose(state: State, layer: ListLayer, number: number): Intent[] | null {
    const below = belowTop(state);
    const action = listed(below, layer.line.text)[number - 1];
    return action === undefined ? null : done(below, action);
  }
  return {
    read,
    here: read,
    choose,
    ask: () => question,
    answer(state, _layer, text): Answer {
      if (text === '') return { intents: [{ type: 'cancel' }] };
      const below = belowTop(state);
      const [only, ...others] = listed(below, text);
      const alone = only !== undefined && others.length === 0;
      return { intents: alone ? done(below, only) : retype(text) };
    },
  };
}

/** Closes the list, and is then as if the key of the action had been pressed; where it cannot work the list stays. */
function done(below: State, action: Action): Intent[] {
  const intent = intentOf(action, below);
  return intent.type === 'refuse' ? [intent] : [{ type: 'cancel' }, intent];
}

/** `j or down: down`; with the reason when it cannot work now. */
function actionLine(action: Action, state: State): string {
  const keys = action.named ?? action.keys.map(spokenKey).join(' or ');
  const title = OTHERWISE[action.id] ?? action.title;
  const reason = whyNot(action, state);
  return `${keys}: ${reason === null ? title : `${sentence(title)} Not now: ${reason}`}`;
}
