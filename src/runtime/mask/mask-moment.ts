import { encodeSegment } from '../../api/path.ts';
import { compareText } from '../../monitor/names.ts';
import type { LineOf } from '../lines/schema.ts';
import type { Mask } from './mask.ts';
import { maskCutJson, maskJson } from './mask-json.ts';
import type { Masking } from './mask-line.ts';
import { maskOddity } from './mask-oddity.ts';
import { maskMessage, maskMishap } from './mask-recorded.ts';
import { dated } from './masked-client.ts';

type MomentLine = LineOf<'moment'>;
type Part<Name extends keyof MomentLine> = NonNullable<MomentLine[Name]>;
type AnswerPart = Part<'answer'>;
type ExchangePart = NonNullable<AnswerPart['exchange']>;
type EntryPart = NonNullable<ExchangePart['entries']>[number];
type TroublesPart = NonNullable<Part<'standing'>['troubles']>;
type TroublePart = NonNullable<TroublesPart['retrieve']>;

/** What a run was started with: groups are places in the masked list. */
export function maskSetup(line: LineOf<'setup'>, { list, actingUser }: Masking): LineOf<'setup'> {
  const { type, profile, retrieveUrl, callsPerSecond, refresh, subscriptionFor, extMaxBytes, columns, sorting } = line;
  return {
    ...{ type, profile, retrieveUrl: maskedPath(retrieveUrl, actingUser), callsPerSecond, refresh, subscriptionFor, extMaxBytes },
    groups: line.groups.map(({ name, users, refresh }) => ({ name, users: list.places(users), refresh })),
    ...{ columns, sorting },
  };
}

/** What a replay needs of a moment, all of it by pseudonyms and by places in the masked list. */
export function maskMoment(line: MomentLine, masking: Masking): MomentLine {
  const { type, at, gaps, answer, failed, subscriptions, noted, standing } = line;
  const { mask, list } = masking;
  return {
    ...{ type, at },
    ...(gaps !== undefined && { gaps }),
    ...(answer !== undefined && { answer: maskAnswer(answer, masking) }),
    ...(failed !== undefined && { failed: { users: list.places(failed.users), failure: maskPart(failed.failure, mask) } }),
    ...(subscriptions !== undefined && { subscriptions: maskSubscriptions(subscriptions, mask) }),
    ...(noted !== undefined && { noted: noted.map((mishap) => maskNoted(mishap, failed?.users, masking)) }),
    ...(standing !== undefined && { standing: maskStanding(standing, mask) }),
  };
}

function maskAnswer(answer: AnswerPart, masking: Masking): AnswerPart {
  const { mask, list } = masking;
  const { askedAt, observedAt, clockError, users, lastTimes, oddities, exchange } = answer;
  const told = oddities?.map(({ place, kind, detail }) => [place, kind, maskOddity(kind, detail, mask)] as const);
  return {
    ...{ askedAt, observedAt, clockError, users: list.places(users) },
    ...(lastTimes !== undefined && { lastTimes: list.sorted(lastTimes) }),
    ...(told !== undefined && { oddities: list.sorted(told).map(([place, kind, detail]) => ({ place, kind, detail })) }),
    ...(exchange !== undefined && { exchange: maskExchange(exchange, masking) }),
  };
}

function maskExchange(exchange: ExchangePart, { mask, list, actingUser }: Masking): ExchangePart {
  const { sequence, request, status, date, asked, answered, length, kept, entries } = exchange;
  return {
    sequence,
    ...(request !== undefined && { request: maskedPath(request, actingUser) }),
    ...{ status, ...dated({ date }), asked, answered, length },
    ...(kept !== undefined && { kept }),
    ...(entries !== undefined && { entries: list.sorted(entries.map((entry) => maskEntry(entry, mask))) }),
  };
}

/** What is no JSON, whoever wrote it, is told as not kept. */
function maskEntry([place, text, cut]: EntryPart, mask: Mask): EntryPart {
  if (text === null) return [place, null];
  try {
    return cut === undefined ? [place, maskJson(text, mask)] : [place, maskCutJson(text, mask), cut];
  } catch {
    return [place, null];
  }
}

/**
 * A way to the presence of others, be it a URL or a request, as if the acting user were called by a pseudonym; nothing of one
 * that is no such way.
 */
function maskedPath(path: string, actingUser: string): string {
  const [, before, after] = /^(.*\/users\/)[^/?]*(\/presence(?:\/\d+)?)$/s.exec(path) ?? [];
  return before === undefined ? '' : `${before}${encodeSegment(actingUser)}${after}`;
}

/** The order in which a server lists subscriptions may be that of a list. */
function maskSubscriptions(subscriptions: Part<'subscriptions'>, mask: Mask): Part<'subscriptions'> {
  const masked = subscriptions.map(([uid, end]): Part<'subscriptions'>[number] => [mask.user(uid), end]);
  return masked.sort(([one], [other]) => compareText(one, other));
}

function maskNoted(noted: Part<'noted'>[number], failed: string | undefined, { mask, list }: Masking): Part<'noted'>[number] {
  const { kind, call, status, hint, concerned, at, since } = noted;
  // Of a call that failed the first is named: in another order that is somebody else.
  const places = (failed === undefined ? null : list.moved(failed)) ?? [];
  const first = places.length === concerned?.count ? list.users[places[0] as number] : undefined;
  return {
    ...{ kind, call, status, message: maskMishap(noted, mask), hint: hint && mask.words(hint) },
    concerned: concerned && { name: first ?? mask.user(concerned.name), count: concerned.count },
    ...{ at, since },
  };
}

function maskStanding(standing: Part<'standing'>, mask: Mask): Part<'standing'> {
  const { stopped, throttled, swept, progress, failures, period, periods, subscriptions, troubles } = standing;
  const plain = { stopped, throttled, swept, progress, failures, period, periods, subscriptions };
  const known = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)) as typeof standing;
  return { ...known, ...(troubles !== undefined && { troubles: maskTroubles(troubles, mask) }) };
}

function maskTroubles({ retrieve, token, sublist, clock }: TroublesPart, mask: Mask): TroublesPart {
  return {
    retrieve: retrieve && maskTrouble(retrieve, mask),
    token: token && { ...maskTrouble(token, mask), worksUntil: token.worksUntil },
    sublist: sublist && maskTrouble(sublist, mask),
    clock,
  };
}

function maskTrouble({ failure, since, retryAt }: TroublePart, mask: Mask): TroublePart {
  return { failure: maskPart(failure, mask), since, retryAt };
}

function maskPart(failure: TroublePart['failure'], mask: Mask): TroublePart['failure'] {
  const { code, hint, call, status } = failure;
  return { code, message: maskMessage(failure, mask), hint, call, status };
}
