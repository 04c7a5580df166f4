import { BOUNDS } from './bounds.ts';
import { byOccurrence, type Change, occurrenceKey } from './changes.ts';
import type { UserRecord } from './roster.ts';

/** The two answers between which something happened, in milliseconds since the epoch. */
export type Ends = Pick<Change, 'notBefore' | 'notAfter'>;

/** A stretch of time in which a value stayed as it was, as far as answers tell. */
export interface Interval {
  /** Null: the device was not there. */
  readonly value: string | null;
  /** When it began; null when it was so already at the first answer that is remembered. */
  readonly began: Ends | null;
  /** When it ended; null while it goes on. */
  readonly ended: Ends | null;
  /** The first and the last answer that told it, in milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds it lasted at least, to the last answer when it goes on. */
  readonly least: number;
  /** Milliseconds it lasted at most; null when nobody knows. */
  readonly most: number | null;
}

/** What is remembered of one value over time. */
export interface Track {
  /** Newest first, without a hole between any two. */
  readonly intervals: readonly Interval[];
  /** Milliseconds since the epoch from which on nothing is forgotten. */
  readonly since: number;
}

/** A device and what is remembered of it; several of the same id are tracked by their order. */
export interface DeviceTrack extends Track {
  readonly device: string;
  /** Null: the device is gone. */
  readonly status: string | null;
}

/** The devices of a user in the order of the answer, then those that are gone, the latest to go first. `observedAt`: the latest answer. */
export function deviceTracks(record: UserRecord, observedAt: number): DeviceTrack[] {
  const changes = new Map<string, Change[]>();
  for (const change of record.timeline) {
    if (change.device === null) continue;
    const key = occurrenceKey(change.device, change.occurrence);
    const found = changes.get(key);
    if (found === undefined) changes.set(key, [change]);
    else found.push(change);
  }
  const known = knownTime(record, observedAt);
  const present = byOccurrence(record.presence?.devices ?? []);
  const tracks: DeviceTrack[] = [...present].map(([key, { device, status }]) => ({
    device,
    status,
    ...trackOf(changes.get(key) ?? [], status, known),
  }));
  for (const [key, [latest, ...earlier]] of changes) {
    if (present.has(key) || latest?.device == null) continue;
    tracks.push({ device: latest.device, status: null, ...trackOf([latest, ...earlier], null, known) });
  }
  return tracks;
}

/** What is remembered of a user's ext. */
export function extTrack(record: UserRecord, observedAt: number): Track {
  const changes = record.timeline.filter(({ field }) => field === 'ext');
  return trackOf(changes, record.presence?.ext ?? '', knownTime(record, observedAt));
}

/** From when to when answers told of a user's data. */
interface KnownTime {
  readonly since: number;
  readonly until: number;
}

function knownTime({ timeline, absent, seenSince }: UserRecord, observedAt: number): KnownTime {
  const oldest = timeline.length < BOUNDS.timeline ? undefined : timeline.at(-1);
  // Data of a user who was left out are as old as the last answer that held them.
  const gone = absent ? timeline.find(({ field, to }) => field === 'status' && to === 'unknown') : undefined;
  return { since: oldest?.notAfter ?? seenSince, until: gone?.notBefore ?? observedAt };
}

/** The intervals that the changes of one value, newest first, leave between them. */
function trackOf(changes: readonly Change[], value: string | null, { since, until }: KnownTime): Track {
  const intervals: Interval[] = [];
  let ended: Ends | null = null;
  for (const began of changes) {
    intervals.push(intervalOf(began.to, began, ended, since, until));
    ended = began;
  }
  const first = changes.at(-1);
  const before = first === undefined ? value : first.from;
  // Nobody watched a device before it was there for the first time.
  if (first === undefined || before !== null) intervals.push(intervalOf(before, null, ended, since, until));
  return { intervals, since };
}

function intervalOf(value: string | null, began: Ends | null, ended: Ends | null, since: number, until: number): Interval {
  const [from, to] = [began?.notAfter ?? since, ended?.notBefore ?? until];
  const least = Math.max(0, to - from);
  const most = began === null || ended === null ? null : Math.max(least, ended.notAfter - began.notBefore);
  return { value, began, ended, from, to, least, most };
}
