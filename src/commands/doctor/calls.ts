import type { Answered, ClientOptions, PresenceClient } from '../../api/client.ts';
import type { CallName, PresenceAnswer } from '../../api/contract.ts';
import { type Failure, isApiError } from '../../api/errors.ts';
import { endsAll } from '../../api/outcome.ts';
import { userStatus } from '../../monitor/status.ts';
import { openClient } from '../../runtime/gate.ts';
import { inLargestUnit } from '../../text/time.ts';
import { type CheckName, type Finding, failure, note, ok, skipped } from './finding.ts';

type Head = Parameters<NonNullable<ClientOptions['onAnswer']>>[0];

/** Why nothing can be changed through the client that is opened here. */
const READS_ONLY = { why: 'read-only: doctor only reads', hint: 'use the commands that change something' };

/** Milliseconds from which on a clock is worth a word: a second is lost in the header, and as much on the way. */
const SKEW = 5000;

/**
 * One call of each kind that reads, without retries, through the same limiter and gate as a run's; then what their answers tell
 * beside: whether presence is activated, and by how much the clocks differ. `stop` gives up the call under way.
 */
export async function* lookAtCalls(
  options: Omit<ClientOptions, 'onRequest' | 'permit'>,
  user: string,
  stop: AbortSignal,
): AsyncGenerator<Finding> {
  const heads: Head[] = [];
  // The number of calls was said before: a refused token is a finding, and no reason for another one.
  const token = { ...options.token, renew: async (refused: string) => refused };
  const client: Pick<PresenceClient, 'retrieve' | 'firstSubscription' | 'close'> = openClient(
    { ...options, token, onAnswer: (head) => heads.push(head) },
    { readOnly: READS_ONLY },
  );
  const failures: Failure[] = [];
  const call = async <T>(check: CallName & CheckName, made: Promise<Answered<T>>, read: (answer: Answered<T>) => Finding) => {
    try {
      return read(await made);
    } catch (error) {
      if (!isApiError(error)) throw error;
      failures.push(error.failure);
      return failure(check, error.failure, { took: tookBy(heads.findLast((head) => head.call === check)) });
    }
  };
  try {
    yield await call('retrieve', client.retrieve([user], { retry: false, signal: stop }), (answer) => retrieved(user, answer));
    const [useless] = failures.filter(endsAll);
    if (useless === undefined) {
      yield await call('sublist', client.firstSubscription({ retry: false, signal: stop }), listed);
    } else yield skipped('sublist', 'it would fail as retrieve did');
    yield activated(failures, heads);
    yield clock(heads);
  } finally {
    client.close();
  }
}

/** What stands in for the calls where none was made. */
export function noCalls(because: string): Finding[] {
  return (['retrieve', 'sublist', 'presence', 'clock'] as const).map((check) => skipped(check, because));
}

function retrieved(user: string, { value, ...answer }: Answered<PresenceAnswer>): Finding {
  const took = tookBy(answer);
  const presence = value.users.get(user);
  const facts = { user, took, status: presence ? userStatus(presence.devices) : 'absent', oddities: value.oddities.length };
  if (presence === undefined) {
    const found = `answered in ${took} ms, but the answer leaves ${user} out: unknown, not offline`;
    return note('retrieve', found, 'Check the spelling of the name; some servers answer only for users who are subscribed to.', {
      facts,
    });
  }
  const { length } = presence.devices;
  const devices =
    length === 0 ? 'never seen there' : `${userStatus(presence.devices)} on ${length} ${length === 1 ? 'device' : 'devices'}`;
  return ok('retrieve', `answered in ${took} ms: ${user} is ${devices}`, { facts });
}

function listed({ value, ...answer }: Answered<{ readonly total: number | null; readonly entries: number }>): Finding {
  const took = tookBy(answer);
  const total = value.total ?? value.entries;
  const found = `answered in ${took} ms: ${total} ${total === 1 ? 'subscription' : 'subscriptions'}`;
  return ok('sublist', found, { facts: { took, total: value.total } });
}

function activated(failures: readonly Failure[], heads: readonly Head[]): Finding {
  const refusal = failures.find(({ code }) => code === 'not-activated');
  if (refusal !== undefined)
    return { ...failure('presence', refusal, { activated: false }), found: 'not activated for this app' };
  if (heads.some(({ status }) => status === 200)) return ok('presence', 'activated for this app', { facts: { activated: true } });
  return skipped('presence', 'no call succeeded');
}

function clock(heads: readonly Head[]): Finding {
  const dated = heads.filter(({ dated }) => dated);
  const [first] = dated;
  if (first === undefined) return skipped('clock', heads.length === 0 ? 'nothing was answered' : 'the answers have no Date');
  const error = dated.reduce(
    (least, { clockError }) => (Math.abs(clockError) < Math.abs(least) ? clockError : least),
    first.clockError,
  );
  const facts = { aheadOfOurs: error };
  if (Math.abs(error) < SKEW) return ok('clock', 'this clock and the one of the server agree', { facts });
  const found = `this clock is ${inLargestUnit(Math.abs(error))} ${error > 0 ? 'behind' : 'ahead of'} the one of the server`;
  const hint =
    'Set the clock, such as with NTP (timedatectl): tokens that are signed or judged by it may be refused, and ages are wrong.';
  return note('clock', found, hint, { facts });
}

function tookBy(timing: { readonly sentAt: number; readonly receivedAt: number }): number;
function tookBy(timing: { readonly sentAt: number; readonly receivedAt: number } | undefined): number | null;
function tookBy(timing: { readonly sentAt: number; readonly receivedAt: number } | undefined): number | null {
  return timing === undefined ? null : timing.receivedAt - timing.sentAt;
}
