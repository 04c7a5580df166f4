import { nearest } from '../../text/nearest.ts';
import { FIELDS, type Field, type Reading } from './fields.ts';
import type { Condition, Term } from './terms.ts';
import { type Operator, plainWord, type Word, wordsOf } from './words.ts';

/** Why a word of a filter is not understood. `start` (included) and `end` (not) are UTF-16 units of the text. */
export interface FilterProblem {
  /** A word at the end of the text may only be `unfinished`: it is no mistake while somebody is typing. */
  readonly kind: 'mistake' | 'unfinished';
  readonly start: number;
  readonly end: number;
  readonly what: string;
  readonly hint: string;
}

/** A filter as read: the words that are understood, and what is wrong with the first that is not. */
export interface ParsedFilter {
  readonly terms: readonly Term[];
  readonly problem: FilterProblem | null;
}

/**
 * Reads a filter. Never throws: words that are not understood are left out, so that the others still filter. Whoever cannot
 * ask back, such as an option of the command line, takes any problem for an error. `fields`: those that words may ask about.
 */
export function parseFilter(text: string, fields: readonly Field[] = FIELDS): ParsedFilter {
  const terms: Term[] = [];
  let problem: FilterProblem | null = null;
  for (const word of wordsOf(text)) {
    const { condition = null, trouble = null } = understand(word, word.end === text.length, fields);
    if (condition !== null) terms.push({ ...condition, negated: word.negated });
    problem ??= trouble;
  }
  return { terms, problem };
}

interface Understood {
  readonly condition?: Condition;
  readonly trouble?: FilterProblem;
}

function understand(word: Word, last: boolean, fields: readonly Field[]): Understood {
  const { head, value, start, end } = word;
  if (value.glued !== '') {
    return mistake(end - value.glued.length, end, 'no space after the quote', 'a quote within quotes is written twice: ""');
  }
  const sign = otherSign(word, fields);
  if (sign !== null) return sign;
  const known = head === null ? null : readField(word, fields);
  if (known !== null && 'trouble' in known) return known;
  const reading = known === null ? readPlain(word) : known.reading;
  if ('condition' in reading) {
    return value.quotes === 'open' ? { ...reading, trouble: unfinished(value.start, end, 'end it with "') } : reading;
  }
  if ('what' in reading) return mistake(value.start, end, reading.what, reading.hint);
  if (last && value.quotes !== 'closed') return { trouble: unfinished(start, end, reading.unfinished) };
  return mistake(start, end, 'a word is not finished', reading.unfinished);
}

/** Reads a word with a field before its value. */
function readField({ head, value }: Word, fields: readonly Field[]): { reading: Reading } | { trouble: FilterProblem } {
  const { name, operator } = head as NonNullable<Word['head']>;
  const field = fields.find((known) => known.name === name.toLowerCase());
  const from = value.start - operator.length - name.length;
  if (field === undefined) return mistake(from, value.start, `no field ${name}`, fieldHint(name, operator, fields));
  if (!field.operators.includes(operator)) {
    return takes(field, from, value.start);
  }
  const reading = field.read(value.text, operator);
  // Only quotes with nothing between them ask for nothing.
  const missing = value.text === '' && value.quotes !== 'closed' && 'condition' in reading;
  return { reading: missing ? { unfinished: `${field.example}: ${field.meaning}` } : reading };
}

function fieldHint(name: string, operator: Operator, fields: readonly Field[]): string {
  const names = fields.map((field) => field.name);
  const near = nearest(name, names) ?? names.find((known) => known.startsWith(name.toLowerCase()));
  const meant = fields.find((field) => field.name === near);
  if (meant === undefined) return `quote it to look for the text: ${plainWord(name + operator)}`;
  return `did you mean ${meant.name}${meant.operators.includes(operator) ? operator : meant.operators[0]}?`;
}

/** A field with a sign behind it that no field takes, as in `age=10s`. */
const OTHER_SIGN = /^([a-z]+)(?:!?[=~]+|\u2265|\u2264|\u2260)/i;

/** What is wrong with a plain word that looks like a field with a sign that none takes; null for any other word. */
function otherSign({ head, value: { text, start, quotes } }: Word, fields: readonly Field[]) {
  const [wrong = '', name = ''] = head === null && quotes === 'none' ? (OTHER_SIGN.exec(text) ?? []) : [];
  const field = fields.find((known) => known.name === name.toLowerCase());
  return field === undefined ? null : takes(field, start, start + wrong.length);
}

function takes({ name, operators, example }: Field, start: number, end: number) {
  return mistake(start, end, `${name} takes ${operators.join(' or ')}`, `for example ${example}`);
}

function readPlain({ value, negated }: Word): Reading {
  const { text, quotes } = value;
  if (text === '')
    return { unfinished: negated && quotes === 'none' ? '! goes right before a word: !bob' : 'write a word between the quotes' };
  if (quotes === 'none' && negated && text.startsWith('!')) {
    return { what: 'one ! is enough', hint: `quote it to look for the text: !${plainWord(text)}` };
  }
  return { condition: { field: 'any', text } };
}

function mistake(start: number, end: number, what: string, hint: string): { trouble: FilterProblem } {
  return { trouble: { kind: 'mistake', start, end, what, hint } };
}

function unfinished(start: number, end: number, hint: string): FilterProblem {
  return { kind: 'unfinished', start, end, what: 'not finished', hint };
}
