import type { Presence } from '../api/contract.ts';
import type { Write } from './messages.ts';

/**
 * What reading back says of a write: the state is as asked for, is as it was before, or is neither, which somebody else may
 * have brought about. It compares what can be seen and claims no more.
 */
export type Verdict = 'done' | 'not-done' | 'unknown';

/** Seconds by which the end of a subscription may be wrong by our clock. */
const CLOCK_ERROR = 60;

/** Compares a device and the ext of its user with what was asked for and with what was last seen before, null when nothing was. */
export function judgeSet(
  { resource, status, ext }: Extract<Write, { type: 'set' }>,
  before: Presence | null,
  now: Presence,
): Verdict {
  const statuses = statusesOf(now, resource);
  if (now.ext === ext && statuses.includes(status)) return 'done';
  if (before?.ext !== now.ext) return 'unknown';
  const old = statusesOf(before, resource);
  const asBefore = old.length === statuses.length && old.every((value, at) => value === statuses[at]);
  return asBefore ? 'not-done' : 'unknown';
}

/**
 * Compares the end of a subscription with the one asked for, which lies between `earliest` and `latest`, and with the one
 * before. Ends in seconds since the epoch, `Infinity` for one the server does not tell; null: not subscribed; undefined:
 * not known.
 */
export function judgeSubscribe(
  asked: { readonly earliest: number; readonly latest: number },
  before: number | null | undefined,
  now: number | null,
): Verdict {
  if (now === null || now === before) return 'not-done';
  if (now === Number.POSITIVE_INFINITY) return before === null ? 'done' : 'unknown';
  return now >= asked.earliest - CLOCK_ERROR && now <= asked.latest + CLOCK_ERROR ? 'done' : 'unknown';
}

/** The same for an end that was asked for: a subscription that begins anew is somebody else's doing. */
export function judgeUnsubscribe(before: number | null | undefined, now: number | null): Verdict {
  if (now === null) return 'done';
  return before === undefined || before === now ? 'not-done' : 'unknown';
}

/** Every status a device has, in the order of the answer: a server may name a device twice. */
export function statusesOf({ devices }: Presence, resource: string): readonly string[] {
  return devices.filter(({ device }) => device === resource).map(({ status }) => status);
}
