import { showName } from './found.ts';
import { describeOrigin, type Origin } from './origin.ts';

/** One mistake in the configuration, as data. Its texts are safe for a terminal and hold no secret. */
export interface Problem {
  /** The field: `token.env`, `users[3]`; "" when the mistake is about the file as a whole. */
  readonly path: string;
  /** What is there now. */
  readonly found: string;
  /** What should be there, and how to get there when that is not plain. */
  readonly expected: string;
  readonly where: Origin;
  /** The offending line and a caret under the column, for mistakes in the syntax of a file. */
  readonly excerpt?: string;
}

/** The problem as text: `callsPerSecond: found 80, expected a number above 0 and at most 50 (file monitor.json:7:21)`. */
export function formatProblem({ path, found, expected, where, excerpt }: Problem): string {
  const subject = path === '' ? 'configuration' : path;
  const text = `${subject}: found ${found}, expected ${expected} (${describeOrigin(where)})`;
  return excerpt === undefined ? text : `${text}\n${excerpt}`;
}

/** All problems as text, one below the other; a place that all of them share is named once. */
export function formatProblems(problems: readonly Problem[]): string {
  const lines = problems.map(formatProblem);
  const places = new Set(problems.map(({ where }) => ` (${describeOrigin(where)})`));
  const [place = ''] = places;
  if (problems.length < 2 || places.size > 1) return lines.join('\n');
  return [...lines.map((line) => line.replace(place, '')), place.trim()].join('\n');
}

/** A path as it is written in problems: `['users', 3]` is `users[3]`. */
export function formatPath(path: readonly PropertyKey[]): string {
  const parts = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${showName(String(key))}`));
  return parts.join('').replace(/^\./, '');
}
