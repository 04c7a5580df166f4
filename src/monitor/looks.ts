import type { PresenceAnswer, Subscription } from '../api/contract.ts';
import { nameKey } from '../text/name-key.ts';
import { fullTime } from '../text/time.ts';
import type { Write } from './messages.ts';
import type { PendingWrite, ReadBack } from './pending-write.ts';
import { judgeSet, judgeSubscribe, judgeUnsubscribe, statusesOf, type Verdict } from './verdict.ts';

/** What one answer shows of the names a write was about. */
export interface Look {
  /** Null where it says nothing of the name. */
  readonly judge: (name: string) => Verdict | null;
  /** What is to be seen there, in words. */
  readonly tell: (name: string) => string;
}

/** What an answer about users shows of a status that was to be set. */
export function lookAtUsers(write: Extract<Write, { type: 'set' }>, { before }: PendingWrite, answer: PresenceAnswer): Look {
  const presenceOf = (name: string) => [...answer.users].find(([uid]) => nameKey(uid) === nameKey(name))?.[1];
  const isAbsent = (name: string) => answer.absent.some((uid) => nameKey(uid) === nameKey(name));
  return {
    judge(name) {
      const presence = presenceOf(name);
      if (presence !== undefined) return judgeSet(write, before.presence, presence);
      return isAbsent(name) ? 'unknown' : null;
    },
    tell(name) {
      const presence = presenceOf(name);
      if (presence === undefined) return `the server leaves ${name} out of its answer`;
      const statuses = statusesOf(presence, write.resource).join(', ');
      return `${write.resource} is ${statuses === '' ? 'not there' : statuses}, ext ${JSON.stringify(presence.ext)}`;
    },
  };
}

/** What a sublist shows of subscriptions that were to begin or to end. `lags` tells whose recent changes it may not show yet. */
export function lookAtSublist(
  { write, startedAt, before }: PendingWrite,
  { since }: ReadBack,
  subscriptions: readonly Subscription[],
  lags: (name: string) => boolean,
): Look {
  const ends = new Map(subscriptions.map(({ uid, expiry }) => [nameKey(uid), expiry ?? Number.POSITIVE_INFINITY]));
  const endOf = (name: string) => ends.get(nameKey(name)) ?? null;
  return {
    judge(name) {
      if (lags(name)) return null;
      const old = before.ends.get(name);
      if (write.type !== 'subscribe') return judgeUnsubscribe(old, endOf(name));
      const [earliest, latest] = [startedAt, since].map(({ wall }) => Math.floor(wall / 1000) + write.seconds);
      return judgeSubscribe({ earliest: earliest as number, latest: latest as number }, old, endOf(name));
    },
    tell(name) {
      const end = endOf(name);
      if (end === null) return `${name} is not subscribed to`;
      return `${name} is subscribed to${Number.isFinite(end) ? ` until ${fullTime(end * 1000)}` : ''}`;
    },
  };
}
