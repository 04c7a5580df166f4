import type { GroupReader } from './group-table.ts';
import type { Failing, RosterReader, UserRecord } from './roster.ts';

/** A copy of a roster that later answers do not touch, and that can be brought to other moments. Made in O(users). */
export class Past implements RosterReader {
  readonly size: number;
  readonly counts: RosterReader['counts'];
  readonly groups: GroupReader;
  readonly #of: RosterReader;
  readonly #counts: { -readonly [status in keyof RosterReader['counts']]: number };
  readonly #records: UserRecord[];
  readonly #receivedAt: Float64Array;
  readonly #failing = new Map<number, Failing>();
  readonly #online: number[];
  #oldest: number | null;

  constructor(roster: RosterReader) {
    this.size = roster.size;
    this.#of = roster;
    this.#counts = { ...roster.counts };
    this.counts = this.#counts;
    this.#records = Array.from({ length: roster.size }, (_, index) => roster.record(index));
    this.#receivedAt = Float64Array.from(this.#records, ({ index }) => roster.receivedAt(index));
    if (roster.failingCount > 0) for (const { index } of this.#records) this.putFailing(index, roster.failing(index));
    this.#online = roster.groups.names.map((_, group) => roster.groups.onlineIn(group));
    this.#oldest = roster.oldestReceivedAt();
    const { names } = roster.groups;
    this.groups = {
      names,
      sizeOf: (group) => roster.groups.sizeOf(group),
      onlineIn: (group) => this.#online[group] ?? 0,
      has: (group, index) => roster.groups.has(group, index),
    };
  }

  record(index: number): UserRecord {
    return this.#records[index] as UserRecord;
  }

  indexOf(uid: string): number | undefined {
    return this.#of.indexOf(uid);
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

  nameRank(index: number): number {
    return this.#of.nameRank(index);
  }

  oldestReceivedAt(): number | null {
    return this.#oldest;
  }

  /** Makes a record the one of its user: O(groups) when the user went online or ceased to be. */
  putRecord(record: UserRecord): void {
    const before = this.record(record.index);
    this.#records[record.index] = record;
    this.#counts[before.status]--;
    this.#counts[record.status]++;
    const online = Number(record.status === 'online') - Number(before.status === 'online');
    if (online === 0) return;
    for (const [group, count] of this.#online.entries()) {
      if (this.groups.has(group, record.index)) this.#online[group] = count + online;
    }
  }

  putReceivedAt(index: number, at: number): void {
    this.#receivedAt[index] = at;
  }

  putFailing(index: number, failing: Failing | undefined): void {
    if (failing === undefined) this.#failing.delete(index);
    else this.#failing.set(index, failing);
  }

  putOldest(at: number | null): void {
    this.#oldest = at;
  }
}
