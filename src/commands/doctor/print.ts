import { jsonLine } from '../../text/json-line.ts';
import { signs } from '../../text/signs.ts';
import { widthOf, wrap } from '../../text/width.ts';
import { CHECKS, type DoctorLine, type Finding } from './finding.ts';

const VERDICT = Math.max(...['ok', 'note', 'problem', 'skipped'].map(({ length }) => length)) + 1;
const NAME = Math.max(...CHECKS.map(({ length }) => length)) + 1;
/** Columns from which on texts stand beside the names; in fewer they stand below. */
const BESIDE = 60;
const INDENT = 2;

/** A finding as lines for people: the first has verdict, name and what was found. `columns` is null where lines may have any length. */
export function findingLines({ check, verdict, found, hint, details }: Finding, columns: number | null): string[] {
  const beside = columns === null || columns >= BESIDE;
  const indent = beside ? VERDICT + NAME : INDENT;
  const room = columns === null ? Number.POSITIVE_INFINITY : Math.max(1, columns - indent - 1);
  const below = (text: string) => fold(text, room).map((line) => `${' '.repeat(indent)}${line}`.trimEnd());
  const head = `${verdict.padEnd(VERDICT)}${check.padEnd(NAME)}`;
  const told = below(found);
  const first = beside ? [head + (told[0] ?? '').trimStart(), ...told.slice(1)] : [head.trimEnd(), ...told];
  const widest = Math.max(0, ...details.map(([name]) => widthOf(name)));
  return [
    ...first,
    ...(hint === null ? [] : below(`${signs.becomes} ${hint}`)),
    ...details.flatMap(([name, text]) => below(`${name.padEnd(widest)}  ${text}`)),
  ];
}

/** Broken between words; the blanks at a break are no part of either line. */
function fold(text: string, room: number): string[] {
  return wrap(text, room).map((line, at) => (at === 0 ? line : line.trimStart()));
}

/** A finding as a line of JSON. */
export function findingJson({ check, verdict, found, hint, facts }: Finding): string {
  return lineOf({ type: 'check', check, verdict, found, hint, facts });
}

/** Any of the lines. */
export function lineOf(line: DoctorLine): string {
  return jsonLine(line);
}
