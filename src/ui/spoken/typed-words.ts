import { ACTIONS } from '../../keys/actions.ts';
import { type KeyName, nameOf } from '../../keys/key-names.ts';

const KEYS: ReadonlySet<KeyName> = new Set(ACTIONS.flatMap(({ keys }) => keys));

const ESCAPE = '\u{1b}';
/** What a key sends behind the escape character and a bracket or O, where the terminal leaves it in the line. */
const SEQUENCES: Readonly<Record<string, KeyName>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  Z: 'shift-tab',
  '1~': 'home',
  '3~': 'delete',
  '4~': 'end',
  '5~': 'pgup',
  '6~': 'pgdn',
};

/** What keys are called that speech may leave out; as a word each of them is the key. */
const SIGN_NAMES: Readonly<Record<string, KeyName>> = {
  slash: '/',
  question: '?',
  colon: ':',
  star: '*',
  less: '<',
  greater: '>',
  plus: '+',
  minus: '-',
};

/** A key as it is told: signs with their names, and capital letters as such, which sound like small ones. */
export function spokenKey(key: KeyName): string {
  const name = Object.keys(SIGN_NAMES).find((each) => SIGN_NAMES[each] === key);
  if (name !== undefined) return `${key} ${name}`;
  return /^\p{Lu}$/u.test(key) ? `capital ${key}` : key;
}

/** The key that one word of a line names, whatever the case of a long name, or that the terminal left there; null for none. */
export function keyIn(word: string): KeyName | null {
  const pressed = pressedIn(word);
  if (pressed !== null || KEYS.has(word)) return pressed ?? word;
  const name = word.toLowerCase();
  if (word.length > 1 && KEYS.has(name)) return name;
  return Object.hasOwn(SIGN_NAMES, name) ? (SIGN_NAMES[name] as KeyName) : null;
}

/**
 * The key that a line means where it may be any text: one that was pressed, or one whose name nobody would type as text. With
 * a blank before it even that is text.
 */
export function keyAmongText(line: string): KeyName | null {
  const name = line.trimEnd().toLowerCase();
  const unmistakable = KEYS.has(name) && (name === 'esc' || /^(ctrl|shift)-/.test(name));
  return pressedIn(line) ?? (unmistakable ? name : null);
}

function pressedIn(text: string): KeyName | null {
  const sequence = text.startsWith(ESCAPE) ? /^[[O](.+)$/u.exec(text.slice(ESCAPE.length)) : null;
  if (sequence !== null) return SEQUENCES[sequence[1] as string] ?? null;
  return /^\p{Cc}$/u.test(text) ? nameOf(text) : null;
}
