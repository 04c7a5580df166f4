import type { Copy } from '../monitor/copying.ts';
import type { State } from '../monitor/state.ts';
import { signs } from '../text/signs.ts';
import type { Action } from './action.ts';
import { ACTIONS } from './actions.ts';
import { matchingActions } from './palette.ts';
import type { Place } from './places.ts';
import { whyNot } from './reasons.ts';
import { placeOf } from './resolve.ts';
import { shownKey } from './shown-key.ts';

/** A key and what it does, as shown. */
export interface KeyHint {
  readonly keys: string;
  readonly text: string;
  /** Why it does not work now, or null. */
  readonly disabled: string | null;
}

function shownKeys({ keys, named }: Action): string[] {
  return named === undefined ? keys.map(shownKey) : [named.join(signs.more)];
}

/** The few keys worth a place in the footer, most wanted first: those that work now, the first one of any that do the same. */
export function footerKeys(state: State): KeyHint[] {
  const hints = ACTIONS.flatMap((action) => {
    const text = footerWord(state, action);
    return text === undefined || !action.where.includes(placeOf(state)) ? [] : [{ action, ...hint(action, text, state) }];
  }).filter(({ disabled }) => disabled === null);
  if (state.frozen === null || state.replay !== null) return hints;
  // Whoever is in another time wants to go on in it, or back.
  const leads = (id: string) => LEADS.indexOf(id) + 1 || LEADS.length + 1;
  return hints.toSorted((a, b) => leads(a.action.id) - leads(b.action.id));
}

/** Actions that lead to other times and back, by id. */
const LEADS: readonly string[] = ['earlier', 'user-earlier', 'later', 'user-later', 'freeze'];

function footerWord({ frozen, replay }: State, { short, inFrozen, inReplay }: Action): string | undefined {
  if (replay !== null) return inReplay?.short ?? short;
  return frozen === null ? short : (inFrozen ?? short);
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

function hint(action: Action, text: string, state: State): KeyHint {
  return { keys: shownKeys(action).join(' '), text, disabled: whyNot(action, state) };
}
