import { fullTime, inLargestUnit } from '../text/time.ts';
import type { UserRecord } from './roster.ts';

/** Every kind of contradiction and what it says, in the order in which they are told. Filters name them: a name stays what it is. */
export const FLAGS = {
  future: 'the last change lies in the future',
  'stale-online': 'online, yet the last change is older than 30 days',
  'device-twice': 'the answer has the same device more than once',
  status: 'a device has a status that is no number',
  absent: 'the latest answer left the user out',
  'user-twice': 'the answer has the user more than once',
  'empty-uid': 'the user may be in an entry of the answer that names nobody',
  'foreign-uid': 'left out of an answer that has somebody not asked for',
  mistyped: 'a value in the answer cannot be what it should be',
  ending: 'the subscription ends within a day',
} as const;

export type FlagKind = keyof typeof FLAGS;

export const FLAG_KINDS = Object.keys(FLAGS) as readonly FlagKind[];

/** A contradiction in what is known of a user. */
export interface Flag {
  readonly kind: FlagKind;
  /** What was found and what it may mean; holds text from the server, not yet safe for a terminal. */
  readonly reason: string;
}

/** A contradiction in an answer. It holds until another answer comes, or until a moment in milliseconds since the epoch. */
export interface AnswerFlag extends Flag {
  readonly until: number;
}

const DAY = 86_400_000;
/** Milliseconds that somebody may be online without a login that the server noticed: a connection seldom lasts so long. */
const STALE = 30 * DAY;
/** Milliseconds before its end from which on a subscription is flagged: a day is time enough to renew it. */
const ENDING = DAY;

/** Contradictions that come and go with time, without any answer. */
interface Timed {
  readonly kind: FlagKind;
  /** When it begins (included) and ends (not), in milliseconds since the epoch; null when it cannot be. */
  readonly between: (record: UserRecord) => readonly [number, number] | null;
  readonly reason: (record: UserRecord, now: number) => string;
}

const TIMED: readonly Timed[] = [
  {
    kind: 'stale-online',
    between: ({ status, presence }) =>
      status === 'online' && presence?.lastTime != null ? [presence.lastTime * 1000 + STALE, Number.POSITIVE_INFINITY] : null,
    reason: ({ presence }, now) => {
      const at = (presence?.lastTime ?? 0) * 1000;
      return `online, but the last login or logout was ${inLargestUnit(now - at)} ago, ${fullTime(at)}: the server may have missed a logout`;
    },
  },
  {
    kind: 'ending',
    between: ({ subscription: end }) =>
      end === null || end === Number.POSITIVE_INFINITY ? null : [end * 1000 - ENDING, end * 1000],
    reason: ({ subscription }, now) => {
      const end = (subscription ?? 0) * 1000;
      return `the subscription ends in ${inLargestUnit(end - now)}, ${fullTime(end)}: subscribe again to keep it`;
    },
  },
];

/** What is contradictory about a user at the moment `now`, in milliseconds since the epoch: at most one flag of each kind. */
export function flagsOf(record: UserRecord, now: number): readonly Flag[] {
  const timed = TIMED.filter(({ between }) => holds(between(record), now));
  return [
    ...record.flags.filter(({ until }) => now < until),
    ...timed.map(({ kind, reason }) => ({ kind, reason: reason(record, now) })),
  ];
}

/** Whether a user has a flag of a kind, or any, at the moment `now`. */
export function isFlagged(record: UserRecord, now: number, wanted: FlagKind | 'any' = 'any'): boolean {
  const asked = (kind: FlagKind) => wanted === 'any' || kind === wanted;
  return (
    record.flags.some(({ kind, until }) => asked(kind) && now < until) ||
    TIMED.some(({ kind, between }) => asked(kind) && holds(between(record), now))
  );
}

/** The moments at which time alone raises or ends flags of a kind, or any, of a user. */
export function flagTurns(record: UserRecord, wanted: FlagKind | 'any'): readonly number[] {
  const asked = ({ kind }: { readonly kind: FlagKind }) => wanted === 'any' || kind === wanted;
  const timed = TIMED.filter(asked).flatMap(({ between }) => between(record) ?? []);
  return [...record.flags.filter(asked).map(({ until }) => until), ...timed];
}

/** Whether time alone can raise or end flags of a kind. */
export function isTimed(wanted: FlagKind | 'any'): boolean {
  return wanted === 'any' || wanted === 'future' || TIMED.some(({ kind }) => kind === wanted);
}

function holds(between: readonly [number, number] | null, now: number): boolean {
  return between !== null && between[0] <= now && now < between[1];
}
