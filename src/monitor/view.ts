import { Deadlines } from './deadlines.ts';
import type { Filter } from './filter/filter.ts';
import { RankedList } from './ranked-list.ts';
import type { RosterReader } from './roster.ts';
import { compareKeys, type Sorting, type SortKey, sortKey } from './sort.ts';

/**
 * The users a filter lets through, in the order of a sorting, by position. A changed user moves in O(log users); only a new
 * filter or sorting, which means a new view, looks at everybody. A filter that asks about times costs no more: each user is
 * looked at again at the moment at which time changes the answer.
 */
export class View {
  readonly roster: RosterReader;
  readonly #filter: Filter | null;
  readonly #sorting: Sorting;
  readonly #keys: SortKey[];
  readonly #shown: Uint8Array;
  readonly #list: RankedList;
  readonly #held = new Set<number>();
  /** When users are to be looked at again; null when time changes nothing. */
  readonly #turns: Deadlines | null;
  #now: number;
  #holding = false;
  #counted: { readonly among: ReadonlySet<number>; shown: number } = { among: new Set(), shown: 0 };

  /** The view at the moment `now`, in milliseconds since the epoch, at which it stays until it is told to follow. */
  constructor(roster: RosterReader, filter: Filter | null, sorting: Sorting, now: number) {
    this.roster = roster;
    this.#now = now;
    this.#filter = filter;
    this.#sorting = sorting;
    this.#keys = Array.from({ length: roster.size }, (_, index) => sortKey(roster, index, sorting.column));
    this.#shown = new Uint8Array(roster.size);
    const members: number[] = [];
    for (let index = 0; index < roster.size; index++) {
      if (!this.#matches(index)) continue;
      this.#shown[index] = 1;
      members.push(index);
    }
    this.#turns = filter?.timed ? new Deadlines(Array.from(this.#keys, (_, index) => this.#turnOf(index, filter))) : null;
    const sign = sorting.descending ? -1 : 1;
    this.#list = new RankedList((a, b) => {
      const byKey = compareKeys(this.#keys[a] as SortKey, this.#keys[b] as SortKey) * sign;
      return byKey || roster.nameRank(a) - roster.nameRank(b);
    }, members);
  }

  get size(): number {
    return this.#list.size;
  }

  /** User indices from position `start` (inclusive) to `end` (exclusive). */
  slice(start: number, end: number): number[] {
    return this.#list.slice(start, end);
  }

  at(position: number): number | undefined {
    return this.#list.at(position);
  }

  /** Position of a user, or −1 when the filter hides it. */
  positionOf(index: number): number {
    return this.#shown[index] === 1 ? this.#list.positionOf(index) : -1;
  }

  /** Whether it depends on more than the records of its users: on when they were answered, or on the time. */
  get asksTimes(): boolean {
    return this.#turns !== null || this.#sorting.column === 'age';
  }

  /** How many of these users are shown: counted when asked about other ones than before, then kept up to date change by change. */
  shownOf(users: ReadonlySet<number>): number {
    if (this.#counted.among !== users) {
      this.#counted = { among: users, shown: 0 };
      for (const index of users) this.#counted.shown += this.#shown[index] as number;
    }
    return this.#counted.shown;
  }

  /** Puts a user where it belongs after its record changed. While the order is held, remembers to do so. */
  refresh(index: number): void {
    if (this.#holding) {
      this.#held.add(index);
      return;
    }
    const key = sortKey(this.roster, index, this.#sorting.column);
    const shown = this.#matches(index);
    if (this.#filter !== null) this.#turns?.set(index, this.#turnOf(index, this.#filter));
    const wasShown = this.#shown[index] === 1;
    if (key === this.#keys[index] && shown === wasShown) return;
    if (wasShown) this.#list.remove(index);
    this.#keys[index] = key;
    this.#shown[index] = shown ? 1 : 0;
    if (shown !== wasShown && this.#counted.among.has(index)) this.#counted.shown += shown ? 1 : -1;
    if (shown) this.#list.insert(index);
  }

  /** Keeps every row where it is until `release`: nothing moves under an open dialog. */
  hold(): void {
    this.#holding = true;
  }

  release(): void {
    this.#holding = false;
    for (const index of this.#held) this.refresh(index);
    this.#held.clear();
  }

  /**
   * Lets users enter and leave as time passes until `now`: O(log users) for each of those. While the order is held, nothing
   * happens. Only a clock that was set back has everybody looked at.
   */
  follow(now: number): void {
    if (this.#holding) return;
    const back = now < this.#now;
    this.#now = now;
    if (this.#turns === null) return;
    if (back) for (let index = 0; index < this.roster.size; index++) this.refresh(index);
    for (let index = this.#turns.due(now); index !== null; index = this.#turns.due(now)) this.refresh(index);
  }

  #matches(index: number): boolean {
    return this.#filter?.matches(this.roster.record(index), this.roster.receivedAt(index), this.#now) ?? true;
  }

  #turnOf(index: number, filter: Filter): number {
    return filter.turnsAt(this.roster.record(index), this.roster.receivedAt(index), this.#now);
  }
}
