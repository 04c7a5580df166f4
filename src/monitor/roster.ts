import type { Oddity, Presence } from '../api/contract.ts';
import type { Failure } from '../api/errors.ts';
import { nameKey } from '../text/name-key.ts';
import { answerFlags, sameFlags } from './answer-flags.ts';
import { BOUNDS } from './bounds.ts';
import type { ChangeLog } from './change-log.ts';
import { type Change, differences, type GapReason, type Sighting, samePresence } from './changes.ts';
import type { AnswerFlag } from './flags.ts';
import { type Gap, withGap } from './gap.ts';
import { type GroupReader, GroupTable } from './group-table.ts';
import type { Group } from './groups.ts';
import { nameRanks } from './names.ts';
import { RecencyLists } from './recency-lists.ts';
import type { Renumbering } from './renumbering.ts';
import { type UserStatus, userStatus } from './status.ts';

/** A cell of the table that can change. */
export type ChangedCell = 'status' | 'devices' | 'ext';

/** What is known of one user. Replaced as a whole when something changes, so that an unchanged user keeps its identity. */
export interface UserRecord extends Sighting {
  /** Place in the watch list. */
  readonly index: number;
  readonly uid: string;
  /** The last data the server sent, or null when it never sent any. Kept when a later answer leaves the user out. */
  readonly presence: Presence | null;
  /** Whether the latest answer left the user out. */
  readonly absent: boolean;
  /** What the latest answer contradicts itself in; `flagsOf` knows those too that time brings. */
  readonly flags: readonly AnswerFlag[];
  /** Cells that changed with the latest answer. */
  readonly changed: readonly ChangedCell[];
  /** The user's latest changes, newest first, bounded. */
  readonly timeline: readonly Change[];
  /** When calls about this user failed until one was answered, newest first, bounded. */
  readonly gaps: readonly Gap[];
  /** When the first answer about the user was complete, in milliseconds since the epoch; 0 before it. */
  readonly seenSince: number;
  /** End of the acting user's subscription in seconds since the epoch by our clock, `Infinity` when the server gave none; null: not subscribed. */
  readonly subscription: number | null;
}

/** How asking for a user goes, apart from what is known. */
export interface Failing {
  /** Milliseconds since the epoch of the first failure after the last answer. */
  readonly since: number;
  readonly failure: Failure;
}

/** Which question an answer belongs to. */
export interface AnswerOrigin {
  /** Increases with every question asked; an answer to an older question never overwrites one to a newer. */
  readonly sequence: number;
  /** Milliseconds since the epoch at which the question was sent and the answer complete. */
  readonly sentAt: number;
  readonly receivedAt: number;
  /** Milliseconds by which the server's clock is ahead of ours; missing or 0 when nothing shows that it is. */
  readonly clockError?: number;
}

/** What an answer said of one user, and what was known before. Times in milliseconds since the epoch. */
export interface Observation {
  readonly before: UserRecord;
  readonly after: UserRecord;
  /** Whether the user was never answered about before. */
  readonly first: boolean;
  readonly changes: readonly Change[];
  /** Why more may have happened since the answer before than was seen, or null. */
  readonly gap: GapReason | null;
  /** When the question before was sent. */
  readonly notBefore: number;
  readonly askedAt: number;
  readonly receivedAt: number;
  /** Milliseconds by which the server's clock is ahead of ours; 0 when nothing shows that it is. */
  readonly clockError: number;
  /** What was odd in the answer about the user. */
  readonly oddities: readonly Oddity[];
}

/** What is known of one user at a moment: all that the screen shows of the user comes from this. */
export interface Known {
  readonly record: UserRecord;
  /** Milliseconds since the epoch of the latest answer, 0 before the first. */
  readonly receivedAt: number;
  readonly failing: Failing | undefined;
}

/** What a view and the screen may read of a roster, live or frozen. */
export interface RosterReader {
  readonly size: number;
  readonly counts: Readonly<Record<UserStatus, number>>;
  readonly groups: GroupReader;
  record(index: number): UserRecord;
  /** Index of a name, whatever its case, or undefined. */
  indexOf(uid: string): number | undefined;
  /** Milliseconds since the epoch of the latest answer about a user, 0 before the first. */
  receivedAt(index: number): number;
  failing(index: number): Failing | undefined;
  /** Users whose latest question failed. */
  readonly failingCount: number;
  /** Place of the name among all names. */
  nameRank(index: number): number;
  /** When the answer that is longest ago arrived; 0 while somebody was never answered, null when nobody is watched. */
  oldestReceivedAt(): number | null;
}

/** Who is watched and what was last seen: a mutable table, so that an answer costs what the users in it cost. */
export class Roster implements RosterReader {
  readonly counts: Record<UserStatus, number>;
  readonly groups: GroupTable;
  readonly #records: UserRecord[];
  readonly #indices: ReadonlyMap<string, number>;
  readonly #ranks: Uint32Array;
  readonly #sequence: Float64Array;
  readonly #sentAt: Float64Array;
  readonly #receivedAt: Float64Array;
  readonly #failing = new Map<number, Failing>();
  readonly #byAnswer: RecencyLists;
  readonly #log: ChangeLog;
  #followers = new Set<(observation: Observation) => void>();
  readonly #tracers = new Set<(before: Known, after: Known) => void>();
  #gaps: readonly Gap[] = [];

  /** A roster of users who were never asked about. The names must differ by more than case. */
  constructor(uids: readonly string[], log: ChangeLog, groups: readonly Group[] = []) {
    this.#records = uids.map((uid, index) => ({
      index,
      uid,
      status: 'unknown',
      presence: null,
      absent: false,
      flags: [],
      changed: [],
      timeline: [],
      gaps: [],
      seenSince: 0,
      subscription: null,
    }));
    this.#indices = new Map(uids.map((uid, index) => [nameKey(uid), index]));
    this.#ranks = nameRanks(uids);
    this.#sequence = new Float64Array(uids.length);
    this.#sentAt = new Float64Array(uids.length);
    this.#receivedAt = new Float64Array(uids.length);
    this.#byAnswer = new RecencyLists(new Uint8Array(uids.length), 1);
    this.#log = log;
    this.counts = { online: 0, custom: 0, offline: 0, unknown: uids.length };
    this.groups = new GroupTable(groups, (uid) => this.indexOf(uid));
  }

  /**
   * The roster of another watch list in which everybody who stays is known as before; followers follow it from now on, tracers
   * do not. `subscriptionTo`: the end of the subscription to somebody new, as in a record. O(users).
   */
  renumbered(
    uids: readonly string[],
    groups: readonly Group[],
    by: Renumbering,
    subscriptionTo: (uid: string) => number | null,
  ): Roster {
    const next = new Roster(uids, this.#log, groups);
    next.#followers = this.#followers;
    next.#gaps = this.#gaps;
    uids.forEach((uid, index) => {
      const was = by.before(index);
      if (was === undefined) next.subscribe(index, subscriptionTo(uid));
      else next.#adopt(index, uid, this, was);
    });
    for (const index of by.moved(this.#byAnswer.inOrder(0))) next.#byAnswer.append(index);
    for (const [was, failing] of this.#failing) {
      const index = by.after(was);
      if (index !== undefined) next.#failing.set(index, failing);
    }
    return next;
  }

  #adopt(index: number, uid: string, from: Roster, was: number): void {
    const known = from.record(was);
    this.#sequence[index] = from.#sequence[was] as number;
    this.#sentAt[index] = from.#sentAt[was] as number;
    this.#receivedAt[index] = from.#receivedAt[was] as number;
    this.#replace(this.record(index), known.index === index && known.uid === uid ? known : { ...known, index, uid });
  }

  get size(): number {
    return this.#records.length;
  }

  record(index: number): UserRecord {
    return this.#records[index] as UserRecord;
  }

  indexOf(uid: string): number | undefined {
    return this.#indices.get(nameKey(uid));
  }

  receivedAt(index: number): number {
    return this.#receivedAt[index] as number;
  }

  failing(index: number): Failing | undefined {
    return this.#failing.get(index);
  }

  get failingCount(): number {
    return this.#failing.size;
  }

  /** When nobody was asked about, newest first, bounded. */
  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  /** Who has been failing for longest, or null when nobody is. */
  get longestFailing(): (Failing & { readonly index: number }) | null {
    const [first] = this.#failing;
    return first === undefined ? null : { index: first[0], ...first[1] };
  }

  nameRank(index: number): number {
    return this.#ranks[index] as number;
  }

  oldestReceivedAt(): number | null {
    const oldest = this.#byAnswer.oldest(0);
    return oldest === null ? null : this.receivedAt(oldest);
  }

  /**
   * Takes in what an answer says of one user (`null`: it left the user out) and returns the changes. `oddities` are those about
   * the user, or about nobody when it left the user out. An answer to a question asked before the one already answered is
   * dropped.
   */
  observe(
    index: number,
    presence: Presence | null,
    { sequence, sentAt, receivedAt, clockError = 0 }: AnswerOrigin,
    oddities: readonly Oddity[] = [],
  ): readonly Change[] {
    if (sequence < (this.#sequence[index] as number)) return [];
    const notBefore = Math.min(this.#sentAt[index] as number, receivedAt);
    const first = this.#receivedAt[index] === 0;
    const known = this.known(index);
    const before = known.record;
    const gap = this.#gapBefore(index);
    const failing = first ? undefined : this.#failing.get(index);
    const sighting = sight(before, presence);
    this.#sequence[index] = sequence;
    this.#sentAt[index] = sentAt;
    this.#receivedAt[index] = receivedAt;
    this.#byAnswer.append(index);
    this.#failing.delete(index);
    const changes = first
      ? []
      : differences(before, sighting).map((difference) =>
          this.#log.add({ ...difference, uid: before.uid, notBefore, notAfter: receivedAt, gap }),
        );
    const absent = presence === null;
    const found = answerFlags({ presence: sighting.presence, absent, oddities, receivedAt, clockError });
    const flags = sameFlags(found, before.flags) ? before.flags : found;
    const untouched =
      sighting.presence === before.presence &&
      sighting.status === before.status &&
      absent === before.absent &&
      flags === before.flags;
    if (first || failing !== undefined || !untouched || changes.length > 0 || before.changed.length > 0) {
      this.#replace(before, {
        ...before,
        ...sighting,
        absent,
        flags,
        changed: changedCells(changes, !first && before.status !== sighting.status),
        timeline:
          changes.length === 0 ? before.timeline : [...changes.toReversed(), ...before.timeline].slice(0, BOUNDS.timeline),
        gaps:
          failing === undefined
            ? before.gaps
            : withGap(before.gaps, { from: failing.since, to: receivedAt, reason: 'failed' }, BOUNDS.gapsOfUser),
        seenSince: first ? receivedAt : before.seenSince,
      });
    }
    const after = this.record(index);
    const told = { before, after, first, changes, gap, notBefore, askedAt: sentAt, receivedAt, clockError, oddities };
    for (const tell of this.#followers) tell(told);
    this.#trace(known);
    return changes;
  }

  /** Calls `follower` with each observation as it is taken in; returns what ends that. */
  follow(follower: (observation: Observation) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** Calls `tracer` with what was known of a user and what is now: after each answer, each failure, each end of a subscription; returns what ends that. */
  trace(tracer: (before: Known, after: Known) => void): () => void {
    this.#tracers.add(tracer);
    return () => this.#tracers.delete(tracer);
  }

  known(index: number): Known {
    return { record: this.record(index), receivedAt: this.receivedAt(index), failing: this.failing(index) };
  }

  /** Notes that asking for a user failed. What was seen before stays. */
  fail(index: number, failure: Failure, at: number): void {
    const known = this.known(index);
    this.#failing.set(index, { since: known.failing?.since ?? at, failure });
    this.#trace(known);
  }

  /** Notes that nobody was asked from `since` until `until`, which is now, in milliseconds since the epoch: O(1), whoever it concerns. */
  noteGap(since: number, reason: GapReason, until: number): void {
    this.#gaps = withGap(this.#gaps, { from: since, to: until, reason }, BOUNDS.gaps);
  }

  /** Notes the end of a subscription (seconds since the epoch), or null for none. */
  subscribe(index: number, end: number | null): void {
    const known = this.known(index);
    if (known.record.subscription === end) return;
    this.#replace(known.record, { ...known.record, subscription: end });
    this.#trace(known);
  }

  /** Why a user may have changed unseen since the last answer about it, or null. */
  #gapBefore(index: number): GapReason | null {
    if (this.#failing.has(index)) return 'failed';
    const [latest] = this.#gaps;
    return latest !== undefined && (this.#sentAt[index] as number) <= latest.from ? latest.reason : null;
  }

  #trace(before: Known): void {
    for (const tell of this.#tracers) tell(before, this.known(before.record.index));
  }

  #replace(before: UserRecord, after: UserRecord): void {
    this.#records[before.index] = after;
    this.counts[before.status]--;
    this.counts[after.status]++;
    this.groups.moved(before.index, before.status, after.status);
  }
}

function sight(before: Sighting, presence: Presence | null): Sighting {
  if (presence === null) return { status: 'unknown', presence: before.presence };
  const kept = before.presence !== null && samePresence(before.presence, presence) ? before.presence : presence;
  return { status: userStatus(presence.devices), presence: kept };
}

/** The cells in which changes show; a device that changes may change the status of its user too. */
function changedCells(changes: readonly Change[], status: boolean): ChangedCell[] {
  const cells = new Set(changes.map(({ field }): ChangedCell => (field === 'device' ? 'devices' : field)));
  if (status) cells.add('status');
  return [...cells];
}
