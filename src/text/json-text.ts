/** A piece of a text: from `start` to before `end`. `whole` is false when the text ends before the piece does. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly whole: boolean;
}

/** The text of one value inside a JSON text, exactly as it was written. */
export interface Extract {
  readonly text: string;
  /** Whether all of it is there: a text that was cut may end inside the value. */
  readonly whole: boolean;
}

/** All of a JSON text but the blanks around it. */
export function rootOf(json: string): Piece {
  return pieceAt(json, 0);
}

/** The value of a member of the object at `piece`, the last of that name as `JSON.parse` would have it; null when there is none. */
export function memberOf(json: string, piece: Piece, key: string): Piece | null {
  if (json[piece.start] !== '{') return null;
  let found: Piece | null = null;
  for (let at = afterBlanks(json, piece.start + 1); json[at] === '"'; ) {
    const keyEnd = closingQuote(json, at + 1) + 1;
    const colon = afterBlanks(json, keyEnd);
    if (json[colon] !== ':') break;
    const value = pieceAt(json, colon + 1);
    if (isKey(json.slice(at, keyEnd), key)) found = value;
    at = afterBlanks(json, value.end);
    if (json[at] !== ',') break;
    at = afterBlanks(json, at + 1);
  }
  return found;
}

/** The elements of the list at `piece`, in order; none of what is no list. */
export function* elementsOf(json: string, piece: Piece): Generator<Piece> {
  if (json[piece.start] !== '[') return;
  let at = afterBlanks(json, piece.start + 1);
  if (json[at] === ']') return;
  while (at < json.length) {
    const value = pieceAt(json, at);
    yield value;
    at = afterBlanks(json, value.end);
    if (json[at] !== ',') return;
    at = afterBlanks(json, at + 1);
  }
}

/** The text of a piece. */
export function textOf(json: string, { start, end, whole }: Piece): Extract {
  return { text: json.slice(start, end), whole };
}

/**
 * A JSON text in lines to read: a member or element on each, further in the deeper it is. Blanks between tokens are left out;
 * every token stands as it was written. A text that was cut is laid out as far as it goes.
 */
export function inLines(json: string): string[] {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const end = () => {
    lines.push(line);
    line = ' '.repeat(depth);
  };
  for (let at = afterBlanks(json, 0); at < json.length; at = afterBlanks(json, at)) {
    const sign = json[at] as string;
    const token = sign === '"' ? json.slice(at, closingQuote(json, at + 1) + 1) : sign;
    at += token.length;
    line += token;
    if (sign === '{' || sign === '[') {
      depth++;
      const empty = json[afterBlanks(json, at)] === CLOSING[sign];
      if (depth > 1 && !empty) end();
    } else if (sign === '}' || sign === ']') {
      depth = Math.max(0, depth - 1);
    } else if (sign === ',') {
      end();
    }
  }
  return [...lines, line];
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** Where a JSON string whose content starts at `from` has its closing quote; the length of the text when that was cut off. */
export function closingQuote(json: string, from: number): number {
  for (let quote = json.indexOf('"', from); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (json[quote - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote;
  }
  return json.length;
}

/** The first place from `at` on that is no blank. */
export function afterBlanks(json: string, at: number): number {
  let after = at;
  while (isBlank(json.charCodeAt(after))) after++;
  return after;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The value that starts at the first sign from `at` on. */
function pieceAt(json: string, at: number): Piece {
  const start = afterBlanks(json, at);
  const sign = json[start];
  if (sign === '"') {
    const quote = closingQuote(json, start + 1);
    return { start, end: Math.min(json.length, quote + 1), whole: quote < json.length };
  }
  if (sign === '{' || sign === '[') return nestedAt(json, start);
  let end = start;
  while (end < json.length && !ENDS.has(json[end] as string)) end++;
  return { start, end, whole: end < json.length };
}

const ENDS: ReadonlySet<string> = new Set([',', ']', '}', ' ', '\n', '\r', '\t']);

function nestedAt(json: string, start: number): Piece {
  let depth = 0;
  for (let at = start; at < json.length; at++) {
    const sign = json[at];
    if (sign === '"') at = closingQuote(json, at + 1);
    else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return { start, end: at + 1, whole: true };
  }
  return { start, end: json.length, whole: false };
}

function isKey(written: string, key: string): boolean {
  if (!written.includes('\\')) return written === `"${key}"`;
  try {
    return JSON.parse(written) === key;
  } catch {
    return false;
  }
}
