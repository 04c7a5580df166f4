type Letter =
  | 'a'
  | 'b'
  | 'c'
  | 'd'
  | 'e'
  | 'f'
  | 'g'
  | 'h'
  | 'k'
  | 'l'
  | 'n'
  | 'o'
  | 'p'
  | 'r'
  | 't'
  | 'u'
  | 'v'
  | 'w'
  | 'x'
  | 'y'
  | 'z';

const CURSOR = { up: 'A', down: 'B', right: 'C', left: 'D', home: 'H', end: 'F' } as const;

const FIXED = {
  enter: '\r',
  esc: '\u001b',
  tab: '\t',
  'shift-tab': '\u001b[Z',
  space: ' ',
  backspace: '\u007f',
  delete: '\u001b[3~',
  insert: '\u001b[2~',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
} as const;

/** A key that is not a character. `ctrl-i`, `ctrl-j`, `ctrl-m` and the like are missing: they are Tab, line feed and Enter. */
export type Key = keyof typeof CURSOR | keyof typeof FIXED | `ctrl-${Letter}`;

/** What an xterm sends for a key; the cursor keys change while the program has switched on application cursor keys. */
export function keySequence(key: Key, applicationCursorKeys = false): string {
  if (key in CURSOR) return `\u001b${applicationCursorKeys ? 'O' : '['}${CURSOR[key as keyof typeof CURSOR]}`;
  if (key in FIXED) return FIXED[key as keyof typeof FIXED];
  const letter = key.slice('ctrl-'.length);
  return String.fromCharCode(letter.charCodeAt(0) & 0x1f);
}
