import { safe } from '../text/safe.ts';
import type { Origin } from './origin.ts';
import { type Environment, type Flags, isOn, READ_ONLY_VARIABLE } from './settings.ts';

/** Why nothing is changed in a run, and what to do to change something: one line each. */
export interface ReadOnly {
  readonly why: string;
  readonly hint: string;
}

/**
 * Whether a run must not change anything: flags count over the environment, and that over the mark of production, of which
 * `production` says where it was set. Null when changes are allowed.
 */
export function readOnlyOf(
  { write = false, readOnly = false }: Pick<Flags, 'write' | 'readOnly'>,
  env: Environment,
  production: Origin | null,
): ReadOnly | null {
  if (readOnly) {
    return { why: 'read-only: this run was started with --read-only', hint: 'start with --write in its place to change things' };
  }
  if (write) return null;
  const hint = 'start with --write to change things';
  if (isOn(env[READ_ONLY_VARIABLE])) return { why: `read-only: ${READ_ONLY_VARIABLE} is set`, hint };
  return production === null ? null : { why: `read-only: ${nameOf(production)} is marked production`, hint };
}

function nameOf(production: Origin): string {
  const inProfile = production.kind === 'file' && production.profile !== undefined;
  return inProfile ? `profile ${safe(production.profile)}` : 'the configuration';
}
