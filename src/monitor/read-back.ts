import type { WriteRequest } from './dialog.ts';
import { type Look, lookAtSublist, lookAtUsers } from './looks.ts';
import type { Report, Write } from './messages.ts';
import type { PendingWrite, ReadBack, Why } from './pending-write.ts';
import type { Notice, State } from './state.ts';
import { SUBLIST_LAG } from './subscriptions.ts';
import type { Verdict } from './verdict.ts';
import { endWrite } from './write-end.ts';
import { notReadingBack, readingBack } from './write-words.ts';

/**
 * Milliseconds after which what is not there counts as not done: a request that was cut off may still be on its way through
 * a gateway, and the sublist shows a change only after a while. What is there counts at once.
 */
const SETTLED: Readonly<Record<Write['type'], number>> = { set: 3000, subscribe: SUBLIST_LAG, unsubscribe: SUBLIST_LAG };
/** Looks that may fail before it stays unknown. */
const FAILED_LOOKS = 4;
/** Milliseconds after which it stays unknown, whatever the looks come to. */
const PATIENCE = 60_000;

/** Begins to read back a write whose calls have ended: what of it went through or was refused is in the tally, the rest is open. */
export function beginReadBack(state: State, pending: PendingWrite, found: Pick<ReadBack, keyof Why | 'tally' | 'open'>): State {
  const { stamp } = state;
  const giveUpAt = stamp.steady + PATIENCE;
  const begun = { since: stamp, nextLookAt: stamp.steady, failedLooks: 0, lastFailure: null, giveUpAt };
  return goOn(state, pending, { ...found, ...begun });
}

/** Wants a look when it is time for one, which then waits its turn like any other call, and gives up in the end. */
export function followReadBack(state: State): State {
  const { pending, stamp } = state;
  if (!pending?.readBack) return state;
  const { write, readBack } = pending;
  if (state.stopped !== null) return goOn(state, pending, { ...readBack, giveUpAt: stamp.steady + PATIENCE });
  if (stamp.steady >= readBack.giveUpAt) return giveUp(state, pending, readBack);
  if (stamp.steady < readBack.nextLookAt) return state;
  if (!wantLook(state, write)) return giveUp(state, pending, readBack);
  const settledAt = readBack.since.steady + SETTLED[write.type];
  return goOn(state, pending, { ...readBack, nextLookAt: stamp.steady < settledAt ? settledAt : Number.POSITIVE_INFINITY });
}

/** Looks whether an answer about users shows what was to be set. */
export function readBackUsers(state: State, { answer, sentAt }: Extract<Report, { type: 'retrieved' }>): State {
  const { pending } = state;
  if (!pending?.readBack || pending.write.type !== 'set') return state;
  const { write, readBack } = pending;
  const seen = state.settings.masked?.(write) ?? write;
  return take(state, pending, readBack, lookAtUsers(seen, pending, answer), sentAt - readBack.since.wall);
}

/** Looks whether a sublist shows the subscriptions that were to begin, or lacks those that were to end. */
export function readBackSublist(state: State, { subscriptions, askedAt }: Extract<Report, { type: 'sublist-read' }>): State {
  const { pending } = state;
  if (!pending?.readBack || pending.write.type === 'set') return state;
  const { readBack } = pending;
  const age = askedAt - readBack.since.steady;
  // One that was on its way as the write ended says nothing, and another is not asked for while it is.
  if (age < 0) state.subscriptions.want(state.stamp.steady);
  const lags = (name: string) => state.subscriptions.lags(name, askedAt);
  return take(state, pending, readBack, lookAtSublist(pending, readBack, subscriptions, lags), age);
}

/** Notes that a look failed. It is repeated as any such call is; after a few failures it stays unknown. */
export function readBackFailed(state: State, report: Extract<Report, { type: 'retrieve-failed' | 'sublist-failed' }>): State {
  const { pending } = state;
  if (!pending?.readBack || !wasLook(state, pending.write, report)) return state;
  const failedLooks = pending.readBack.failedLooks + 1;
  const readBack = { ...pending.readBack, failedLooks, lastFailure: report.failure };
  return failedLooks < FAILED_LOOKS ? goOn(state, pending, readBack) : giveUp(state, pending, readBack);
}

/** What is said of a read-back that goes on. */
export function readBackNotice({ stopped }: State, write: WriteRequest, readBack: ReadBack): Notice {
  return stopped === null ? readingBack(write, readBack, readBack.since.wall + SETTLED[write.type]) : notReadingBack(write);
}

function wantLook({ planner, roster, subscriptions, stamp }: State, write: WriteRequest): boolean {
  if (write.type !== 'set') {
    // After a failure it is planned already, and not to be hurried.
    if (subscriptions.failures === 0) subscriptions.want(stamp.steady);
    return true;
  }
  const index = roster.indexOf(write.uid);
  if (index !== undefined) planner.want([index]);
  return index !== undefined;
}

function wasLook(
  { roster }: State,
  write: WriteRequest,
  report: Extract<Report, { type: 'retrieve-failed' | 'sublist-failed' }>,
): boolean {
  if (write.type !== 'set') return report.type === 'sublist-failed';
  const index = roster.indexOf(write.uid);
  return report.type === 'retrieve-failed' && index !== undefined && roster.failing(index)?.failure === report.failure;
}

/** Takes in a look asked for `age` milliseconds after the write ended. */
function take(state: State, pending: PendingWrite, readBack: ReadBack, { judge, tell }: Look, age: number): State {
  const verdicts = readBack.open.map((name) => ({ name, verdict: judge(name) }));
  if (age < 0 || verdicts.every(({ verdict }) => verdict === null)) return state;
  const settled = age >= SETTLED[pending.write.type];
  const those = (wanted: Verdict) => verdicts.filter(({ verdict }) => verdict === wanted).map(({ name }) => name);
  const open = verdicts.filter(({ verdict }) => verdict === null || (verdict !== 'done' && !settled)).map(({ name }) => name);
  const tally = {
    ...readBack.tally,
    done: [...readBack.tally.done, ...those('done')],
    notDone: [...readBack.tally.notDone, ...(settled ? those('not-done') : [])],
    unknown: [...readBack.tally.unknown, ...(settled ? those('unknown') : [])],
  };
  const missing = verdicts.find(({ verdict }) => verdict !== null && verdict !== 'done');
  const seen = missing === undefined ? readBack.seen : tell(missing.name);
  const after = { ...readBack, tally, open, seen, lastFailure: null };
  return open.length > 0 ? goOn(state, pending, after) : endWrite(state, pending, tally, after);
}

function giveUp(state: State, pending: PendingWrite, readBack: ReadBack): State {
  const { tally, open, lastFailure } = readBack;
  const unknown = [...tally.unknown, ...open];
  const seen =
    lastFailure === null ? (readBack.seen ?? 'no answer came in time') : `could not be read back: ${lastFailure.message}`;
  return endWrite(state, pending, { ...tally, unknown }, { ...readBack, seen });
}

function goOn(state: State, pending: PendingWrite, readBack: ReadBack): State {
  return { ...state, pending: { ...pending, readBack } };
}
