import type { Failure, FailureCode } from '../api/errors.ts';
import { traceOfCall } from '../api/outcome.ts';
import { jsonLine } from '../text/json-line.ts';
import { safe } from '../text/safe.ts';
import { shellWord } from '../text/shell.ts';
import { signs } from '../text/signs.ts';
import { widthOf } from '../text/width.ts';
import type { Change, Done } from './changes.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import type { ResultLine } from './result-lines.ts';

/** What became of one name. */
export interface Outcome {
  readonly uid: string;
  /** What the answer says of it, or why nobody can say that it went well. */
  readonly came: Done | Undone;
}

/** Why a name is not known to be done; message and hint are safe for a terminal. */
export interface Undone {
  /** `failed`: surely not done. `unknown`: it may have been. */
  readonly verdict: 'failed' | 'unknown';
  readonly code: FailureCode | 'unanswered';
  readonly message: string;
  readonly hint: string;
}

/** A name whose batch failed. `where` is what to say to the program so that it looks where the call went, ready for a shell. */
export function undone(uid: string, failure: Failure, where: readonly string[]): Outcome {
  const { code, message, hint } = failure;
  const unsure = traceOfCall(failure) === 'perhaps';
  const verdict = unsure ? 'unknown' : 'failed';
  return { uid, came: { verdict, code, message: safe(message), hint: unsure ? howToLook(uid, where) : hint } };
}

/** A name that was not sent because an earlier batch failed. */
export function notSent(uid: string, { code, message, hint }: Failure): Outcome {
  return { uid, came: { verdict: 'failed', code, message: `not sent after ${safe(message)}`, hint } };
}

/** A name that the answer to its batch leaves out. */
export function unanswered(uid: string, where: readonly string[]): Outcome {
  const message = 'the answer leaves this name out';
  return { uid, came: { verdict: 'unknown', code: 'unanswered', message, hint: howToLook(uid, where) } };
}

function howToLook(uid: string, where: readonly string[]): string {
  return ['Look with presence-monitor --once', ...where, '-u', shellWord(safe(uid))].join(' ');
}

/** A line for people; names are padded to `width` columns. */
export function outcomeLine({ uid, came }: Outcome, width: number): string {
  const name = safe(uid);
  const padded = name + ' '.repeat(Math.max(0, width - widthOf(name)));
  if ('said' in came) return `${padded}  ${came.said}`;
  return `${padded}  ${came.verdict}: ${came.message} ${signs.apart} ${came.hint}`;
}

/** A line of NDJSON. */
export function outcomeJson({ uid, came }: Outcome, call: Change['call']): string {
  const result = { type: 'result', call, uid } as const;
  const line: ResultLine = 'said' in came ? { ...result, ok: true, ...came.fields } : { ...result, ok: false, ...came };
  return jsonLine(line);
}

/** 0 when all went well, the code of the cause when nothing did, else the code for some. */
export function exitCodeFor(outcomes: readonly Outcome[]): number {
  const causes = outcomes.flatMap(({ came }) => ('code' in came ? [came.code] : []));
  const [first] = causes;
  if (first === undefined) return EXIT.done.code;
  return causes.length < outcomes.length || first === 'unanswered' ? EXIT.partial.code : exitCodeOf(first);
}
