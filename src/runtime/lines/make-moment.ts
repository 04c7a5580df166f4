import type { Failure } from '../../api/errors.ts';
import type { Noted } from '../../monitor/error-log.ts';
import type { Failing, Observation, RosterReader } from '../../monitor/roster.ts';
import type { Settings, Trouble, Troubles } from '../../monitor/state.ts';
import type { SubscriptionChange } from '../../monitor/subscriptions.ts';
import { isoTime } from '../../text/time.ts';
import { iso } from './make-lines.ts';
import { formatPlaces } from './places.ts';
import type { LineOf } from './schema.ts';

type MomentLine = LineOf<'moment'>;
type Part<Name extends keyof MomentLine> = NonNullable<MomentLine[Name]>;

/** What a run was started with. The file that holds the token is nobody else's business. */
export function setupLine(settings: Settings, roster: RosterReader): LineOf<'setup'> {
  const { profile, retrieveUrl, callsPerSecond, refresh, subscriptionFor, extMaxBytes, groups, columns, sorting } = settings;
  return {
    type: 'setup',
    ...{ profile, retrieveUrl, callsPerSecond, refresh, subscriptionFor, extMaxBytes },
    groups: groups.map(({ name, users, refresh }) => ({
      name,
      users: formatPlaces(users.flatMap((uid) => roster.indexOf(uid) ?? [])),
      refresh,
    })),
    columns: columns === undefined ? null : [...columns],
    sorting: sorting ?? null,
  };
}

/** Everybody an answer was about, in the order in which they were taken in; at least one. */
export function answerPart(observed: readonly Observation[]): Part<'answer'> {
  const [{ askedAt, receivedAt, clockError }] = observed as [Observation];
  const lastTimes = observed.flatMap(({ after: { index, absent, presence } }): [number, number][] =>
    absent || presence?.lastTime == null || sayable(presence.lastTime) ? [] : [[index, presence.lastTime]],
  );
  const oddities = observed.flatMap(({ after, oddities }) =>
    oddities.map(({ kind, detail }) => ({ place: after.index, kind, detail })),
  );
  return {
    askedAt: iso(askedAt),
    observedAt: iso(receivedAt),
    clockError,
    users: formatPlaces(observed.map(({ after }) => after.index)),
    ...(lastTimes.length > 0 && { lastTimes }),
    ...(oddities.length > 0 && { oddities }),
  };
}

/** Whether a time in seconds since the epoch comes out of its ISO form as it went in. */
function sayable(seconds: number): boolean {
  const text = isoTime(seconds * 1000);
  return text !== null && /^\d/.test(text) && Date.parse(text) / 1000 === seconds;
}

/** Those whom one call failed for; at least one. */
export function failedPart(failed: ReadonlyMap<number, Failing>): Part<'failed'> {
  const [{ failure }] = [...failed.values()] as [Failing];
  return { users: formatPlaces([...failed.keys()]), failure: failurePart(failure) };
}

export function subscriptionPart({ uid, end }: SubscriptionChange): Part<'subscriptions'>[number] {
  return [uid, end === Number.POSITIVE_INFINITY ? 'open' : end];
}

export function notedPart({ mishap, at, since }: Noted): Part<'noted'>[number] {
  const { kind, call, status, message, hint, concerned } = mishap;
  return { kind, call, status, message, hint, concerned, at: iso(at), since: iso(since) };
}

export function troublesPart({ retrieve, token, sublist, clock }: Troubles): NonNullable<Part<'standing'>['troubles']> {
  return {
    retrieve: retrieve && troublePart(retrieve),
    token: token && { ...troublePart(token), worksUntil: isoTime(token.worksUntil) },
    sublist: sublist && troublePart(sublist),
    clock: clock && { ahead: clock.ahead, since: iso(clock.since) },
  };
}

function troublePart({ failure, since, retryAt }: Trouble) {
  return { failure: failurePart(failure), since: iso(since), retryAt: retryAt === null ? null : iso(retryAt) };
}

function failurePart({ code, message, hint, call, status }: Failure) {
  return { code, message, hint, call, status };
}
