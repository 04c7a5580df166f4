import { expect, it } from 'vitest';
import { typedText } from '../../src/keys/key-names.ts';
import { keysIn } from '../helpers/typed-keys.ts';

it.each<[string, string, string[]]>([
  ['a letter', 'j', ['j']],
  ['a capital', 'G', ['G']],
  ['letters typed faster than they are read', 'jk', ['j', 'k']],
  ['a letter and Enter, glued', 'a\r', ['a', 'enter']],
  ['filter, word and Enter, glued', '/bob\r', ['/', 'b', 'o', 'b', 'enter']],
  ['Enter', '\r', ['enter']],
  ['a line feed', '\n', ['enter']],
  ['keypad Enter', '\u{1b}OM', ['enter']],
  ['Esc', '\u{1b}', ['esc']],
  ['Esc pressed twice, which comes as one with meta', '\u{1b}\u{1b}', ['esc']],
  ['Esc and a letter, glued', '\u{1b}j', ['esc', 'j']],
  ['Esc and Tab, glued', '\u{1b}\t', ['esc', 'tab']],
  ['Esc and Enter, glued, which must not confirm what Esc was to cancel', '\u{1b}\r', ['esc', 'enter']],
  ['Esc and a control key, glued', '\u{1b}\u{1a}', ['esc', 'ctrl-z']],
  ['an arrow with Alt', '\u{1b}[1;3A', ['up']],
  ['space', ' ', ['space']],
  ['Tab', '\t', ['tab']],
  ['shift-Tab', '\u{1b}[Z', ['shift-tab']],
  ['arrows', '\u{1b}[A\u{1b}[B\u{1b}[C\u{1b}[D', ['up', 'down', 'right', 'left']],
  ['arrows in application mode', '\u{1b}OA\u{1b}OB', ['up', 'down']],
  ['pages and ends', '\u{1b}[5~\u{1b}[6~\u{1b}[H\u{1b}[F\u{1b}[1~\u{1b}[4~', ['pgup', 'pgdn', 'home', 'end', 'home', 'end']],
  ['erasing', '\u{7f}\u{8}\u{1b}[3~', ['backspace', 'backspace', 'delete']],
  ['a held backspace', '\u{7f}\u{7f}\u{7f}', ['backspace', 'backspace', 'backspace']],
  ['control keys', '\u{15}', ['ctrl-u']],
  ['control keys, glued', '\u{4}\u{4}\u{15}', ['ctrl-d', 'ctrl-d', 'ctrl-u']],
  ['ctrl-c, alone and behind other keys', 'jj\u{3}', ['j', 'j', 'ctrl-c']],
  ['an emoji of several characters', '👩‍👩‍👧‍👦', ['👩‍👩‍👧‍👦']],
  ['a pasted text', '\u{1b}[200~q\rx\u{1b}[201~', ['paste:q\rx']],
  ['function keys', '\u{1b}OP\u{1b}[15~', []],
  ['keys no table knows', '\u{1b}[25~', []],
  ['a terminal that gains and loses the focus', '\u{1b}[I\u{1b}[O', []],
  ['a mouse', '\u{1b}[<0;10;10M', []],
])('%s', async (_, bytes, keys) => {
  expect(await keysIn(bytes)).toEqual(keys);
});

it('keys of several reads keep their order', async () => {
  expect(await keysIn('g', '\u{1b}[B', 'j\r')).toEqual(['g', 'down', 'j', 'enter']);
});

it('a key types its text, if it has one', () => {
  expect(['a', 'Ü', '你', 'space', '?'].map(typedText)).toEqual(['a', 'Ü', '你', ' ', '?']);
  expect(['enter', 'esc', 'ctrl-a', 'pgup'].map(typedText)).toEqual([null, null, null, null]);
});
