import { jsonLine } from '../../text/json-line.ts';
import { signs } from '../../text/signs.ts';
import { fitText, widthOf, wrap } from '../../text/width.ts';
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
  const head = verdict.padEnd(VERDICT) + check.padEnd(NAME);
  const widest = Math.max(0, ...details.map(([name]) => widthOf(name)));
  const inTwo = columns === null || columns >= 2 * (INDENT + widest);
  return [
    ...(beside ? hanging(head, found, indent, columns) : [head.trimEnd(), ...hanging('', found, indent, columns)]),
    ...(hint === null ? [] : hanging('', `${signs.becomes} ${hint}`, indent, columns)),
    ...details.flatMap(([name, text]) => {
      const start = ' '.repeat(INDENT) + fitText(name, widest);
      if (inTwo) return hanging(start, text, INDENT + widest + 2, columns);
      return [start.trimEnd(), ...hanging('', text, 2 * INDENT, columns)];
    }),
  ];
}

/** A text from column `from` on, broken between words where it has to be, with `start` before its first line. */
function hanging(start: string, text: string, from: number, columns: number | null): string[] {
  const room = columns === null ? Number.POSITIVE_INFINITY : Math.max(1, columns - from - 1);
  const [first = '', ...others] = wrap(text, room);
  const indented = others.map((line) => ' '.repeat(from) + line.trimStart());
  return [start.padEnd(from + start.length - widthOf(start)) + first, ...indented].map((line) => line.trimEnd());
}

/** A finding as a line of JSON. */
export function findingJson({ check, verdict, found, hint, facts }: Finding): string {
  return lineOf({ type: 'check', check, verdict, found, hint, facts });
}

/** Any of the lines. */
export function lineOf(line: DoctorLine): string {
  return jsonLine(line);
}
