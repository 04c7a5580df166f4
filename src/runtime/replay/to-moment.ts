import type { Oddity, Presence } from '../../api/contract.ts';
import type { Asked, Failure, FailureCode } from '../../api/errors.ts';
import type { Mishap } from '../../monitor/error-log.ts';
import type { RawEntry } from '../../monitor/raw-entry.ts';
import type { RecordedAnswer, RecordedMoment, Standing } from '../../monitor/recorded.ts';
import type { RecordedExchange } from '../../monitor/recorded-proofs.ts';
import type { Trouble, Troubles } from '../../monitor/state.ts';
import { parsePlaces } from '../lines/places.ts';
import type { LineOf } from '../lines/schema.ts';

type MomentLine = LineOf<'moment'>;
type AnswerLine = NonNullable<MomentLine['answer']>;
type ExchangePart = NonNullable<AnswerLine['exchange']>;
type StandingPart = NonNullable<MomentLine['standing']>;
type TroublePart = NonNullable<NonNullable<StandingPart['troubles']>['retrieve']>;

/** Finds a watched user by name. */
export type IndexOf = (uid: string) => number | undefined;

/** What was recorded of a moment, with the `presence` lines before it; null when it names somebody who is not watched. */
export function toMoment(
  line: MomentLine,
  said: readonly LineOf<'presence'>[],
  size: number,
  indexOf: IndexOf,
): RecordedMoment | null {
  const answer = line.answer === undefined ? null : toAnswer(line.answer, said, size, indexOf);
  const failed = line.failed === undefined ? null : parsePlaces(line.failed.users, size);
  if (line.answer !== undefined && answer === null) return null;
  if (line.failed !== undefined && failed === null) return null;
  return {
    at: Date.parse(line.at),
    gaps: (line.gaps ?? []).map(({ from, to, reason }) => ({ from: Date.parse(from), to: Date.parse(to), reason })),
    answer,
    failed: line.failed === undefined || failed === null ? null : { users: failed, failure: toFailure(line.failed.failure) },
    subscriptions: (line.subscriptions ?? []).map(([uid, end]) => ({
      uid,
      end: end === 'open' ? Number.POSITIVE_INFINITY : end,
    })),
    noted: (line.noted ?? []).map(({ at, since, kind, call, ...mishap }) => ({
      // A kind or call of a later version is told as it stands there.
      mishap: { ...mishap, kind: kind as Mishap['kind'], call: call as Asked | null },
      at: Date.parse(at),
      since: Date.parse(since),
    })),
    standing: line.standing === undefined ? {} : toStanding(line.standing),
  };
}

function toAnswer(
  { askedAt, observedAt, clockError, users, lastTimes = [], oddities = [], exchange }: AnswerLine,
  lines: readonly LineOf<'presence'>[],
  size: number,
  indexOf: IndexOf,
): RecordedAnswer | null {
  const places = parsePlaces(users, size);
  if (places === null) return null;
  const exact = new Map(lastTimes);
  const said = new Map<number, Presence | null>();
  for (const line of lines) {
    const index = indexOf(line.uid);
    if (index === undefined) continue;
    const presence = toPresence(line);
    said.set(index, presence && { ...presence, lastTime: exact.get(index) ?? presence.lastTime });
  }
  const odd = new Map<number, Oddity[]>();
  for (const { place, kind, detail } of oddities) {
    const uid = null;
    odd.set(place, [...(odd.get(place) ?? []), { kind: kind as Oddity['kind'], uid, detail }]);
  }
  const times = { sentAt: Date.parse(askedAt), receivedAt: Date.parse(observedAt), clockError };
  return { ...times, users: places, said, oddities: odd, exchange: exchange === undefined ? null : toExchange(exchange) };
}

function toExchange({ request, kept, entries = [], ...came }: ExchangePart): RecordedExchange {
  const read = entries.map(([place, text, cut]): [number, RawEntry] => [
    place,
    text === null ? { kind: 'not-kept' } : { kind: 'text', text, whole: cut === undefined },
  ]);
  return { ...came, kept: kept ?? came.length, request: request ?? null, entries: new Map(read) };
}

/** Null: the answer left the user out. */
export function toPresence({ absent, devices, ext, lastTime }: LineOf<'presence'>): Presence | null {
  if (absent) return null;
  return { devices, ext, lastTime: lastTime === null ? null : Date.parse(lastTime) / 1000, expiry: null };
}

function toStanding({ stopped, subscriptions, troubles, ...plain }: StandingPart): Partial<Standing> {
  const known = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)) as Partial<Standing>;
  return {
    ...known,
    ...(stopped !== undefined && { stopped: timeOrNull(stopped) }),
    ...(subscriptions !== undefined && {
      subscriptions: { readAt: timeOrNull(subscriptions.readAt), nextAt: timeOrNull(subscriptions.nextAt) },
    }),
    ...(troubles !== undefined && { troubles: toTroubles(troubles) }),
  };
}

function toTroubles({ retrieve, token, sublist, clock }: NonNullable<StandingPart['troubles']>): Troubles {
  return {
    retrieve: retrieve && toTrouble(retrieve),
    token: token && { ...toTrouble(token), worksUntil: timeOrNull(token.worksUntil) ?? Number.POSITIVE_INFINITY },
    sublist: sublist && toTrouble(sublist),
    clock: clock && { ahead: clock.ahead, since: Date.parse(clock.since) },
  };
}

function toTrouble({ failure, since, retryAt }: TroublePart): Trouble {
  return { failure: toFailure(failure), since: Date.parse(since), retryAt: timeOrNull(retryAt) };
}

function toFailure({ code, call, ...said }: TroublePart['failure']): Failure {
  return { ...said, code: code as FailureCode, call: call as Asked | null, retryAfter: null };
}

function timeOrNull(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
