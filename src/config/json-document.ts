import { type DocumentNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import { maskLine } from './found.ts';

/** Counted from 1. */
export interface Location {
  readonly line: number;
  readonly column: number;
}

/** A JSON text that was read: its value, and where each part of it stands. */
export interface JsonDocument {
  readonly value: unknown;
  /** Where the value at a path stands, or its nearest enclosing part when the path leads nowhere. */
  locate(path: readonly PropertyKey[]): Location;
  /** Fields that are written twice in one object; `JSON.parse` keeps the last of them without a word. */
  readonly repeated: readonly { readonly path: readonly PropertyKey[]; readonly location: Location }[];
}

/** Why a text is not JSON, where, and the line with a caret under the column. */
export interface JsonMistake extends Location {
  readonly reason: string;
  readonly excerpt: string;
}

/** Reads strict JSON, a byte order mark before it allowed. */
export function readJson(source: string): JsonDocument | { readonly mistake: JsonMistake } {
  const text = source.replace(/^\uFEFF/, '');
  try {
    const value: unknown = JSON.parse(text);
    const { body } = parse(text);
    return { value, locate: (path) => locate(body, path), repeated: [...repeatedIn(body, [])] };
  } catch (error) {
    return { mistake: explain(text, error) };
  }
}

function locate(root: ValueNode, path: readonly PropertyKey[]): Location {
  let node = root;
  for (const key of path) {
    const next =
      node.type === 'Object'
        ? node.members.findLast((member) => nameOf(member.name) === key)?.value
        : node.type === 'Array'
          ? node.elements[Number(key)]?.value
          : undefined;
    if (!next) break;
    node = next;
  }
  const { line, column } = node.loc.start;
  return { line, column };
}

function* repeatedIn(node: ValueNode, path: readonly PropertyKey[]): Generator<JsonDocument['repeated'][number]> {
  if (node.type === 'Array') {
    for (const [index, { value }] of node.elements.entries()) {
      if ('elements' in value || 'members' in value) yield* repeatedIn(value, [...path, index]);
    }
  } else if (node.type === 'Object') {
    const seen = new Set<string>();
    for (const { name, value } of node.members) {
      const here = [...path, nameOf(name)];
      if (seen.has(nameOf(name))) yield { path: here, location: { line: name.loc.start.line, column: name.loc.start.column } };
      seen.add(nameOf(name));
      yield* repeatedIn(value, here);
    }
  }
}

type MemberName = Extract<DocumentNode['body'], { type: 'Object' }>['members'][number]['name'];
const nameOf = (name: MemberName) => (name.type === 'String' ? name.value : name.name);

/** V8 names the position of most mistakes; momoa places the others. Their words are used only where they quote no more than a character. */
function explain(text: string, error: unknown): JsonMistake {
  const message = error instanceof Error ? error.message : '';
  const placed = /^(?<reason>[^"]+?)(?: in JSON)? at position (?<offset>\d+)/.exec(message)?.groups;
  const { line, column } = placed ? positionOf(text, Number(placed.offset)) : placeOf(text, message);
  const reason = placed?.reason ?? /^Unexpected (token '.'|end)/u.exec(message)?.[0] ?? 'text that is not JSON';
  return { line, column, reason, excerpt: excerptOf(text, { line, column }) };
}

function positionOf(text: string, offset: number): Location {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function placeOf(text: string, message: string): Location {
  try {
    if (!message.startsWith('Unexpected end')) parse(text);
  } catch (error) {
    const at = error as Partial<Location>;
    if (at.line !== undefined && at.column !== undefined) return { line: at.line, column: at.column };
  }
  return positionOf(text, text.length);
}

const EXCERPT = { before: 60, after: 40 };

function excerptOf(text: string, { line, column }: Location): string {
  const lines = text.split('\n');
  const whole = maskLine(lines[line - 1] ?? '', lines[line - 2]);
  const start = Math.max(0, column - 1 - EXCERPT.before);
  const shown = whole.slice(start, column - 1 + EXCERPT.after).trimEnd();
  return `    ${shown}\n    ${' '.repeat(column - 1 - start)}^`;
}
