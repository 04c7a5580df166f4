import type { Failure } from '../api/errors.ts';
import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import type { Leaving } from './leaving.ts';

/** Names that are said before the rest is only counted. */
const NAMED = 20;

/** What a sweep did not find out. */
export interface Missing {
  /** By what went wrong, in words, the names of those for whom it did. */
  readonly failed: ReadonlyMap<string, { readonly failure: Failure; readonly names: readonly string[] }>;
  /** Whose answer left them out, or told of no device. */
  readonly unknown: readonly string[];
}

/** Looks at everybody. */
export function missingIn({ roster }: Pick<State, 'roster'>): Missing {
  const failed = new Map<string, { failure: Failure; names: string[] }>();
  const unknown: string[] = [];
  for (let index = 0; index < roster.size; index++) {
    const { uid, status } = roster.record(index);
    const failing = roster.failing(index);
    if (failing === undefined) {
      if (status === 'unknown') unknown.push(uid);
      continue;
    }
    const { failure } = failing;
    const alike = failed.get(failure.message) ?? { failure, names: [] };
    alike.names.push(uid);
    failed.set(failure.message, alike);
  }
  return { failed, unknown };
}

/** What is said of it, or null when nothing is missing. `size` is how many users were asked about. */
export function missingWords({ failed, unknown }: Missing, size: number): NonNullable<Leaving['words']> | null {
  const causes = [...failed.values()];
  const failures = causes.reduce((sum, { names }) => sum + names.length, 0);
  if (failures + unknown.length === 0) return null;
  const counts = [
    ...(failures > 0 ? [`${number(failures)} failed`] : []),
    ...(unknown.length > 0 ? [`${number(unknown.length)} ${unknown.length === 1 ? 'is' : 'are'} unknown`] : []),
  ];
  const lines = [
    `of ${number(size)} ${size === 1 ? 'user' : 'users'} ${counts.join(' and ')}`,
    ...causes.map(({ failure, names }) => `failed: ${named(names)}: ${safe(failure.message)}`),
    ...(unknown.length > 0 ? [`unknown, left out of the answer or without any device: ${named(unknown)}`] : []),
  ];
  return { text: lines.join('\n'), hint: causes[0]?.failure.hint ?? null };
}

function named(names: readonly string[]): string {
  const more = names.length - NAMED;
  const first = names.slice(0, NAMED).map(safe).join(', ');
  return more > 0 ? `${first} and ${number(more)} more` : first;
}
