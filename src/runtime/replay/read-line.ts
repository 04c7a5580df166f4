import { LINES_SCHEMA, type Line, readLineSchema } from '../lines/schema.ts';
import type { FileLine } from './file-lines.ts';

/** What a line of a recording is: one we know, one of a kind that a later version may have added, or damaged, with why. */
export type ReadLine =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'damaged'; readonly why: string };

/** Reads a line. Never throws. */
export function readLine({ text, whole }: FileLine): ReadLine {
  if (!whole) return damaged('it is cut');
  if (text === null) return damaged('it is no text, or longer than any line of a recording');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return damaged('it is no JSON');
  }
  const { type, schema } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof type !== 'string') return damaged('it is no line of a recording');
  if (type === 'hello' && typeof schema === 'number' && schema !== LINES_SCHEMA) {
    return damaged(`version ${schema} of the lines begins there, and this program reads version ${LINES_SCHEMA}`);
  }
  const read = readLineSchema.safeParse(value);
  if (read.success) return { kind: 'line', line: read.data as Line };
  return isKnown(type) ? damaged(`it is a line of the kind "${type}" without what belongs to one`) : { kind: 'unknown' };
}

function damaged(why: string): ReadLine {
  return { kind: 'damaged', why };
}

function isKnown(type: string): boolean {
  return readLineSchema.options.some(({ shape }) => shape.type.value === type);
}

/** When what a line tells was known, in milliseconds since the epoch; null for one that does not say. */
export function timeOf(line: Line): number | null {
  switch (line.type) {
    case 'setup':
      return null;
    case 'presence':
      return Date.parse(line.observedAt);
    case 'change':
    case 'gap':
      return Date.parse(line.notAfter);
    default:
      return Date.parse(line.at);
  }
}
