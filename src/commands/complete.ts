import { knownNames } from '../config/known-names.ts';
import { safe } from '../text/safe.ts';
import { readShellLine } from '../text/shell-line.ts';
import { EXIT } from './exit-codes.ts';
import { processSurroundings, type Surroundings } from './surroundings.ts';

/** The shells that command lines are completed for. */
export type Shell = 'bash' | 'zsh' | 'fish';

/** What may stand at the cursor, as whoever knows the command line says it. */
export interface Completion {
  readonly candidates:
    | { readonly kind: 'words'; readonly words: readonly { readonly text: string; readonly meaning: string }[] }
    | { readonly kind: 'profiles' | 'groups' | 'users'; readonly prefix?: string }
    | { readonly kind: 'files' }
    | { readonly kind: 'nothing' };
  readonly config: string | undefined;
  readonly profile: string | undefined;
}

export interface CompleteOptions {
  readonly shell: Shell;
  /** From bash the line up to the cursor, unread; from the others its words behind the name of the program, the last as far as it goes. */
  readonly typed: readonly string[];
  readonly complete: (words: readonly string[]) => Completion;
}

/** Characters at which bash takes what is behind them for a word of its own. */
const BREAKS = /[:=]/g;

/**
 * Prints what may stand at the cursor, for the script that `completion` prints: `files` or `words` in the first line, then a
 * candidate a line. Sends nothing and never fails: a mistake must not get between somebody and the line being typed.
 */
export async function complete(
  { shell, typed, complete }: CompleteOptions,
  surroundings?: Partial<Surroundings>,
): Promise<number> {
  const { env, cwd, streams } = { ...processSurroundings(), ...surroundings };
  const line = shell === 'bash' ? readShellLine(typed[0] ?? '') : null;
  const words = line === null ? typed : line.words.slice(1);
  const current = words.at(-1) ?? '';
  const { candidates, ...where } = complete(words);
  if (candidates.kind === 'files') {
    streams.out('files');
    return EXIT.done.code;
  }
  streams.out('words');
  if (candidates.kind === 'nothing') return EXIT.done.code;
  const names = candidates.kind === 'words' ? null : await knownNames(where, { env, cwd }).catch(() => null);
  const all =
    candidates.kind === 'words'
      ? candidates.words
      : (names?.[candidates.kind] ?? []).map((name) => ({ text: `${candidates.prefix ?? ''}${name}`, meaning: '' }));
  for (const { text, meaning } of all) {
    if (!text.startsWith(current) || safe(text) !== text) continue;
    if (line !== null) streams.out(forBash(text, line));
    else streams.out(shell === 'fish' && meaning !== '' ? `${text}\t${meaning}` : text);
  }
  return EXIT.done.code;
}

/** What bash puts in place of the part of the word that it takes for one. */
function forBash(text: string, { quote, words }: ReturnType<typeof readShellLine>): string {
  if (quote === "'") return text.replaceAll("'", "'\\''");
  if (quote === '"') return text.replace(/["\\$`!]/g, '\\$&');
  const typed = words.at(-1) ?? '';
  const broken = Math.max(...[...typed.matchAll(BREAKS)].map(({ index }) => index + 1), 0);
  return text.slice(broken).replace(/[^\p{L}\p{M}\p{N}\p{S}\p{Cf}_@%+=:,./-]|[$`^~<>|]/gu, '\\$&');
}
