import { nameKey } from '../text/name-key.ts';
import { describeFound } from './found.ts';
import type { Origin } from './origin.ts';
import type { Problem } from './problem.ts';
import { userNameMistake } from './user-name.ts';

const MAX_PROBLEMS = 20;

/** Who is watched. */
export interface WatchList {
  /** In the order of the sources; of names that differ only by case, the first spelling. */
  readonly names: readonly string[];
  /** How many names were left out because they had occurred before, members of groups not counted. */
  readonly duplicates: number;
}

/** Names from one place. */
export interface NameSource {
  readonly names: Iterable<{ readonly name: string; readonly at: number }>;
  /** Whether these are members of a group, who may well stand elsewhere too. */
  readonly isGroup?: boolean;
  /** For messages: the path of the field and the place of the name at `at`. */
  locate(at: number): { readonly path: string; readonly where: Origin };
}

/** Joins the names of all sources. Every bad name is a problem, of which the first twenty of a source are told. */
export function watchList(sources: readonly NameSource[]): { readonly list: WatchList; readonly problems: readonly Problem[] } {
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  let duplicates = 0;
  for (const { names, isGroup = false, locate } of sources) {
    const bad: Problem[] = [];
    let more = 0;
    for (const { name, at } of names) {
      const expected = userNameMistake(name);
      if (expected === null) {
        const key = nameKey(name);
        if (!seen.has(key)) seen.set(key, name);
        else if (!isGroup) duplicates += 1;
      } else if (bad.length < MAX_PROBLEMS) bad.push({ ...locate(at), found: describeFound(name), expected });
      else more += 1;
    }
    const last = bad.at(-1);
    if (last && more > 0) bad.push({ ...last, found: `${more} more such names after this one`, expected: 'none' });
    problems.push(...bad);
  }
  return { list: { names: [...seen.values()], duplicates }, problems };
}

/** The names of a list, with their indexes. Space around a name is dropped. */
export function* namesInList(names: readonly string[]): NameSource['names'] & Generator {
  for (const [at, name] of names.entries()) yield { name: name.trim(), at };
}

/** The names of a text, one a line, with their line numbers. A "#" at the start of a line or after a space starts a comment. */
export function* namesInText(text: string): NameSource['names'] & Generator {
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const name = line.replace(/(^|\s)#.*/, '').trim();
    if (name !== '') yield { name, at: index + 1 };
  }
}
