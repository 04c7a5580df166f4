import { parse, type ValueNode } from '@humanwhocodes/momoa';
import { afterBlanks, closingQuote } from '../text/json-text.ts';

/** Deepest nesting that is read; the API's own answers need six. */
const MAX_DEPTH = 64;

/** An object whose members a plain one cannot hold: repeated keys, or keys a plain object would reorder. */
class ExactObject {
  readonly members: readonly (readonly [string, unknown])[];

  constructor(members: readonly (readonly [string, unknown])[]) {
    this.members = members;
  }
}

/**
 * Reads JSON without losing anything: a repeated key is kept as often as it occurs, and keys keep their order.
 * Objects are to be read with `members` and `member`. Throws a `SyntaxError` for text that is no JSON, a `RangeError` for
 * text nested deeper than any answer can be.
 */
export function parseJson(text: string): unknown {
  const plain: unknown = JSON.parse(text);
  const kept = countKeys(plain);
  const written = scanKeys(text);
  if (written.count === kept && !written.numeric) return plain;
  return fromNode(parse(text, { mode: 'json' }).body);
}

/** The members of a JSON object in the order they were written, repeated keys repeated; null for any other value. */
export function members(value: unknown): readonly (readonly [string, unknown])[] | null {
  if (value instanceof ExactObject) return value.members;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
}

/** One member of a JSON object, the last of that name as `JSON.parse` would have it; undefined when there is none. */
export function member(value: unknown, key: string): unknown {
  return members(value)?.findLast(([name]) => name === key)?.[1];
}

function countKeys(root: unknown): number {
  let keys = 0;
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth === MAX_DEPTH) throw new RangeError(`JSON nested deeper than ${MAX_DEPTH} levels`);
    const children = Object.values(value);
    if (!Array.isArray(value)) keys += children.length;
    for (const child of children) open.push({ value: child, depth: depth + 1 });
  }
  return keys;
}

/** Keys written in a valid JSON text, and whether one starts with a digit: plain objects put numbers before other keys. */
function scanKeys(text: string): { count: number; numeric: boolean } {
  let count = 0;
  let numeric = false;
  for (let start = text.indexOf('"'); start !== -1; ) {
    const end = closingQuote(text, start + 1);
    const after = afterBlanks(text, end + 1);
    if (text[after] === ':') {
      count++;
      const first = text.charCodeAt(start + 1);
      numeric ||= first >= 0x30 && first <= 0x39;
    }
    start = text.indexOf('"', after);
  }
  return { count, numeric };
}

function fromNode(node: ValueNode): unknown {
  switch (node.type) {
    case 'Object':
      return new ExactObject(
        node.members.map(({ name, value }) => [name.type === 'String' ? name.value : name.name, fromNode(value)] as const),
      );
    case 'Array':
      return node.elements.map(({ value }) => fromNode(value));
    case 'String':
    case 'Number':
    case 'Boolean':
      return node.value;
    default:
      return null;
  }
}
