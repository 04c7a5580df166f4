import type { Copy } from '../monitor/copying.ts';
import type { State } from '../monitor/state.ts';
import { signs } from '../text/signs.ts';
import type { Action } from './action.ts';
import { ACTIONS } from './actions.ts';
import { matchingActions } from './palette.ts';
import type { Place } from './places.ts';
import { whyNot } from './reasons.ts';
import { placeOf } from './resolve.ts';

/** A key and what it does, as shown. */
export interface KeyHint {
  readonly keys: string;
  readonly text: string;
  /** Why it does not work now, or null. */
  readonly disabled: string | null;
}

const SHOWN: Readonly<Record<string, string>> = {
  enter: 'Enter',
  esc: 'Esc',
  tab: 'Tab',
};
const ALSO_SHOWN: Readonly<Record<string, string>> = {
  pgup: 'PgUp',
  pgdn: 'PgDn',
  home: 'Home',
  end: 'End',
  'shift-tab': 'shift-Tab',
};

function shownKey(key: string): string {
  return isArrow(key) ? signs[key] : (SHOWN[key] ?? ALSO_SHOWN[key] ?? key);
}

function isArrow(key: string): key is 'up' | 'down' | 'left' | 'right' {
  return /^(up|down|left|right)$/.test(key);
}

function shownKeys({ keys, named }: Action): string[] {
  return named === undefined ? keys.map(shownKey) : [named.join(signs.more)];
}

/** The few keys worth a place in the footer, most wanted first. */
export function footerKeys(state: State): KeyHint[] {
  const word = ({ short, inReplay }: Action) => (state.replay === null ? short : (inReplay?.short ?? short));
  return hints(state, placeOf(state), word);
}

/** Every key that works in a place and matches the words typed, for the help. */
export function helpKeys(state: State, place: Place, query: string): KeyHint[] {
  return helpActions(place, query).map((action) => hint(action, titleIn(state, action), state));
}

/** The actions of those keys. */
export function helpActions(place: Place, query: string): Action[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  const textOf = (action: Action) => `${shownKeys(action).join(' ')} ${action.title}`.toLowerCase();
  return ACTIONS.filter((action) => action.where.includes(place) && words.every((word) => textOf(action).includes(word)));
}

/** The actions of the palette opened in a place, best match first. `below`: the state without the palette. */
export function paletteKeys(below: State, place: Place, query: string): KeyHint[] {
  return matchingActions(place, query).map((action) => hint(action, titleIn(below, action), below));
}

/** The key that copies something in the copy menu. */
export function copyKey(copy: Copy): string {
  const found = ACTIONS.find(({ intent, where }) => where.includes('copy') && intent.type === 'copy' && intent.copy === copy);
  return found?.keys.map(shownKey).join(' ') ?? '';
}

/** The rows of the README's key table: every action once, with all its keys and places. */
export function keyTable(): { readonly keys: readonly string[]; readonly text: string; readonly where: readonly Place[] }[] {
  return ACTIONS.map((action) => ({ keys: shownKeys(action), text: action.title, where: action.where }));
}

function titleIn({ replay }: State, { title, inReplay }: Action): string {
  return replay === null ? title : (inReplay?.title ?? title);
}

function hints(state: State, place: Place, textOf: (action: Action) => string | undefined): KeyHint[] {
  return ACTIONS.flatMap((action) => {
    const text = textOf(action);
    if (text === undefined || !action.where.includes(place)) return [];
    return [hint(action, text, state)];
  });
}

function hint(action: Action, text: string, state: State): KeyHint {
  return { keys: shownKeys(action).join(' '), text, disabled: whyNot(action, state) };
}
