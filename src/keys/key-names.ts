import type { Key } from 'ink';
import { graphemesOf } from '../text/width.ts';

/** A key as the action table names it: `j`, `G`, `space`, `enter`, `esc`, `ctrl-u`, `pgdn`, … */
export type KeyName = string;

const SPECIAL = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pgup'],
  ['pageDown', 'pgdn'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const;

const CONTROL: Readonly<Record<string, KeyName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\r\n': 'enter',
  '\t': 'tab',
  '\u{1b}': 'esc',
  '\u{7f}': 'backspace',
  '\b': 'backspace',
  ' ': 'space',
};

/**
 * The keys in what one read from the terminal brought. Keys typed faster than they are read arrive glued together: `jk` as
 * one text, and Esc before a letter, a control key, Tab or Enter as that key with `meta` set. Esc alone may have `meta` set too.
 */
export function keyNames(input: string, key: Key): KeyName[] {
  if (key.tab && key.meta) return ['esc', 'tab'];
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
  const special = SPECIAL.find(([flag]) => key[flag]);
  if (special !== undefined) return key.return && key.meta ? ['esc', 'enter'] : [special[1]];
  const names = key.ctrl && input.length === 1 ? [`ctrl-${input}`] : [...graphemesOf(input)].map(nameOf);
  return key.meta ? ['esc', ...names] : names;
}

/** The text a key types, or null for a key that types none. */
export function typedText(key: KeyName): string | null {
  if (key === 'space') return ' ';
  return [...graphemesOf(key)].length === 1 ? key : null;
}

/** The key that one character from a terminal means. */
export function nameOf(grapheme: string): KeyName {
  const named = CONTROL[grapheme];
  if (named !== undefined) return named;
  const code = grapheme.charCodeAt(0);
  return code < 0x20 ? `ctrl-${String.fromCharCode(code + 0x60)}` : grapheme;
}
