import { expect, it } from 'vitest';
import type { PresenceClient } from '../../src/api/client.ts';
import { ApiError, type Failure, type FailureCode } from '../../src/api/errors.ts';
import { undone } from '../../src/commands/outcomes.ts';
import { carryOut } from '../../src/runtime/effects.ts';
import { FAILURE_CODES } from '../helpers/failure-codes.ts';

/** What may be known of a failure beside its code. */
const CIRCUMSTANCES: readonly Partial<Failure>[] = [{}, { status: 429 }, { status: 503 }, { unsent: true }, { call: 'token' }];

/** Whether the screen and the command line take a write with this failure for lost. */
async function lostOn(failure: Failure) {
  const client = { unsubscribe: () => Promise.reject(new ApiError(failure)) } as Partial<PresenceClient> as PresenceClient;
  const report = await carryOut({ type: 'unsubscribe', names: ['alice'] }, client, 0);
  const { came } = undone('alice', failure, []);
  return { screen: report.type === 'wrote' && report.outcome.unclear, line: 'verdict' in came && came.verdict === 'unknown' };
}

it.each(FAILURE_CODES)(
  'whether a write is lost is said alike on the screen and on the command line: %s',
  async (code: FailureCode) => {
    for (const more of CIRCUMSTANCES) {
      const { screen, line } = await lostOn({
        code,
        message: '',
        hint: '',
        call: 'unsubscribe',
        status: null,
        retryAfter: null,
        ...more,
      });
      expect({ ...more, lost: line }).toEqual({ ...more, lost: screen });
    }
  },
);
