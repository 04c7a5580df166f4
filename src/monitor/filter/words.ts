/** One word of a filter as it is written. Positions are UTF-16 units of the whole text, `start` included and `end` not. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** Whether `!` stands before it. */
  readonly negated: boolean;
  /** What stands before the value, `status:` for example; null for a plain word. */
  readonly head: { readonly name: string; readonly operator: Operator } | null;
  readonly value: Value;
}

export type Operator = ':' | '<' | '>';

export interface Value {
  /** What is meant: without the quotes around it. */
  readonly text: string;
  readonly start: number;
  readonly quotes: 'none' | 'closed' | 'open';
  /** What follows the closing quote without a space. */
  readonly glued: string;
}

/** Letters and an operator at the start of a word make it a field; `14:02` and `x-1:2` are plain words. */
const HEAD = /([a-z]+)([:<>])/iy;
const BARE = /\S*/y;
/** In quotes everything is meant as it stands, spaces too; a quote is written twice. */
const QUOTED = /"([^"]*(?:""[^"]*)*)("?)/y;

/** The words of a filter, left to right. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let at = next(text, 0); at < text.length; at = next(text, at)) {
    const word = wordAt(text, at);
    words.push(word);
    at = word.end;
  }
  return words;
}

/** A value as a word can hold it: in quotes where it would mean something else without them. */
export function quoted(value: string): string {
  return value === '' || /^"|\s/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A text as a plain word; in quotes too where a sign makes it look like a field. */
export function plainWord(text: string): string {
  const [word, ...more] = wordsOf(text);
  const means = word !== undefined && more.length === 0 && !word.negated && word.head === null && word.value.text === text;
  return means && !/^[a-z]+(?:!?[=~]|\u2265|\u2264|\u2260)/i.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}

function wordAt(text: string, start: number): Word {
  const negated = text[start] === '!';
  const from = negated ? start + 1 : start;
  const [head = '', name = '', operator = ''] = match(HEAD, text, from);
  const [end, value] = valueAt(text, from + head.length);
  return { start, end, negated, head: head === '' ? null : { name, operator: operator as Operator }, value };
}

function valueAt(text: string, start: number): [end: number, value: Value] {
  const [quotedText, inner = '', closing] = match(QUOTED, text, start);
  if (quotedText === undefined) {
    const [bare = ''] = match(BARE, text, start);
    return [start + bare.length, { text: bare, start, quotes: 'none', glued: '' }];
  }
  const [glued = ''] = match(BARE, text, start + quotedText.length);
  const quotes = closing === '' ? 'open' : 'closed';
  return [start + quotedText.length + glued.length, { text: inner.replaceAll('""', '"'), start, quotes, glued }];
}

/** Where the next word begins, or the end of the text. */
function next(text: string, at: number): number {
  const [space = ''] = match(/\s*/y, text, at);
  return at + space.length;
}

function match(pattern: RegExp, text: string, at: number): string[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}
