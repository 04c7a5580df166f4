import { isoTime } from '../text/time.ts';
import { flagsOf } from './flags.ts';
import { shownMoment } from './moment.ts';
import { type State, shownAt } from './state.ts';

/**
 * What the screen shows of a user, for programs: fields are named as in the lines of `--json`, times are ISO 8601 in UTC.
 * `flags` names the kinds of contradictions, `subscribed` is null before the subscriptions were first read; `subscribedUntil` is null without a subscription, and when
 * the server gave no end. `observedAt` is null before the first answer.
 */
export function rowJson(state: State, index: number) {
  const { view } = state;
  const record = view.roster.record(index);
  const { uid, status, absent, presence, subscription: end } = record;
  const receivedAt = view.roster.receivedAt(index);
  return {
    uid,
    status,
    absent,
    devices: presence?.devices ?? [],
    lastTime: isoTime((presence?.lastTime ?? Number.POSITIVE_INFINITY) * 1000),
    ext: presence?.ext ?? '',
    subscribed: !shownMoment(state).subscriptionsRead ? null : end !== null,
    subscribedUntil: isoTime((end ?? Number.POSITIVE_INFINITY) * 1000),
    observedAt: receivedAt === 0 ? null : isoTime(receivedAt),
    flags: flagsOf(record, shownAt(state)).map(({ kind }) => kind),
  };
}
