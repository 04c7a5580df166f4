import type { FailureCode } from '../../src/api/errors.ts';

const ALL: Readonly<Record<FailureCode, true>> = {
  refused: true,
  'read-only': true,
  'no-token': true,
  unauthorized: true,
  forbidden: true,
  'not-activated': true,
  'not-found': true,
  rejected: true,
  throttled: true,
  server: true,
  redirected: true,
  'failed-result': true,
  unreadable: true,
  network: true,
  timeout: true,
  aborted: true,
};

/** Every code a failure may have: the type demands all of them. */
export const FAILURE_CODES = Object.keys(ALL) as readonly FailureCode[];
