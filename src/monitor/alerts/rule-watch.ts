import type { GapReason } from '../changes.ts';
import { Deadlines } from '../deadlines.ts';
import { type Filter, makeFilter } from '../filter/filter.ts';
import { type Gap, lengthOf } from '../gap.ts';
import type { UserRecord } from '../roster.ts';
import type { AlertRule, Edge, Firing } from './rule.ts';

/** What is known of a user when a rule looks. `wall` is milliseconds since the epoch, `steady` those of a steady clock. */
export interface Look {
  readonly record: UserRecord;
  readonly receivedAt: number;
  readonly wall: number;
  readonly steady: number;
  /** Between which moments it fell if something is now otherwise than at the look before. */
  readonly between: Pick<Firing, 'notBefore' | 'notAfter' | 'gap'>;
  /** When nobody was asked about, newest first. */
  readonly gaps: readonly Gap[];
}

/** An edge that is still to hold, or to wait until the rule may fire again. */
interface Pending {
  readonly edge: Edge;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly gap: GapReason | null;
  /** Milliseconds for which it was seen to hold, and for which nobody could see, up to `seenAt`. */
  held: number;
  unobserved: number;
  seenAt: number;
  /** Whether it held for long enough, and only waits. */
  ripe: boolean;
}

/** Which number each user has in a watch list and in the one before; undefined for whoever is not in it. */
export interface Renumbered {
  readonly size: number;
  before(index: number): number | undefined;
  after(index: number): number | undefined;
}

/** What a rule last made of a user. */
const UNSEEN = 0;
const MATCHES = 1;
/** What somebody was told last; only rules about both edges ask. */
const TOLD = 2;
const SEEN = 4;

/**
 * One rule, and what it makes of every user. A look costs O(1), O(log users) when the filter asks about times. What matches at
 * the first look is no edge.
 */
export class RuleWatch {
  readonly rule: AlertRule;
  /** Whether it asks how old data is: then it is about not seeing, and time counts whether anybody was observed or not. */
  readonly asksAge: boolean;
  /** Whether it asks about subscriptions, of which nobody knows before they are read. */
  readonly asksSubscriptions: boolean;
  readonly #filter: Filter;
  #states: Uint8Array;
  #pending = new Map<number, Pending>();
  /** When it may fire for a user again, in steady milliseconds, and how many edges have been over before that. */
  #quiet = new Map<number, { readonly until: number; suppressed: number }>();
  /** When users are to be looked at although no answer comes; null when time changes nothing. */
  #turns: Deadlines | null;

  constructor(rule: AlertRule, size: number) {
    const filter = makeFilter(rule.terms);
    if (filter === null) throw new Error(`the alert ${rule.name} asks for nothing`);
    this.rule = rule;
    this.asksAge = rule.terms.some(({ field }) => field === 'age');
    this.asksSubscriptions = rule.terms.some(
      (term) => term.field === 'sub' || (term.field === 'flag' && (term.flag === 'any' || term.flag === 'ending')),
    );
    this.#filter = filter;
    this.#states = new Uint8Array(size);
    this.#turns = filter.timed ? new Deadlines(Array<number>(size).fill(Number.POSITIVE_INFINITY)) : null;
  }

  /** Looks at a user of whom something changed or was answered; what fires, or null. */
  look(index: number, look: Look): Firing | null {
    const { record, receivedAt, wall } = look;
    const before = this.#states[index] as number;
    const matches = this.#filter.matches(record, receivedAt, wall);
    if (before === UNSEEN) this.#states[index] = SEEN | (matches ? MATCHES | TOLD : 0);
    else if ((before & MATCHES) !== (matches ? MATCHES : 0)) this.#turn(index, matches, look);
    const fired = this.#fire(index, look);
    this.#turns?.set(index, this.#turnOf(index, look));
    return fired;
  }

  /** Whoever time alone may have changed something for by `now`, and when it did, in milliseconds since the epoch; null when nobody is left. */
  due(now: number): { readonly index: number; readonly at: number } | null {
    const index = this.#turns?.due(now) ?? null;
    return index === null ? null : { index, at: this.#turns?.momentOf(index) ?? now };
  }

  /** Leaves a user alone until something is answered. */
  defer(index: number): void {
    this.#turns?.set(index, Number.POSITIVE_INFINITY);
  }

  /** Goes on counting from `wall` on, where the clock was set back beyond what was counted. */
  setBack(wall: number): void {
    for (const pending of this.#pending.values()) pending.seenAt = Math.min(pending.seenAt, wall);
  }

  /** Goes on with another watch list: what it made of those who stay is kept. O(users). */
  renumber(by: Renumbered): void {
    const indices = Array.from({ length: by.size }, (_, index) => by.before(index));
    const turns = this.#turns;
    this.#states = Uint8Array.from(indices, (was) => (was === undefined ? UNSEEN : (this.#states[was] as number)));
    this.#pending = renumbered(this.#pending, by);
    this.#quiet = renumbered(this.#quiet, by);
    this.#turns =
      turns && new Deadlines(indices.map((was) => (was === undefined ? Number.POSITIVE_INFINITY : turns.momentOf(was))));
  }

  #turn(index: number, matches: boolean, { between }: Look): void {
    const state = (this.#states[index] as number) ^ MATCHES;
    this.#states[index] = state;
    const quiet = this.#quiet.get(index);
    if (this.#pending.get(index)?.ripe && quiet !== undefined) quiet.suppressed++;
    this.#pending.delete(index);
    const edge = matches ? 'begins' : 'ends';
    const wanted = this.rule.edge === 'both' ? ((state & TOLD) !== 0) !== matches : this.rule.edge === edge;
    if (!wanted) return;
    this.#pending.set(index, { edge, ...between, held: 0, unobserved: 0, seenAt: between.notAfter, ripe: false });
  }

  #fire(index: number, look: Look): Firing | null {
    const pending = this.#pending.get(index);
    if (pending === undefined) return null;
    this.#hold(pending, look);
    const { record, wall, steady } = look;
    const { rule } = this;
    pending.ripe = pending.held >= rule.holdFor;
    const quiet = this.#quiet.get(index);
    if (!pending.ripe || (quiet !== undefined && steady < quiet.until)) return null;
    this.#pending.delete(index);
    this.#quiet.set(index, { until: steady + rule.atMostEvery, suppressed: 0 });
    const { edge, notBefore, notAfter, gap, unobserved } = pending;
    this.#states[index] = ((this.#states[index] as number) & ~TOLD) | (edge === 'begins' ? TOLD : 0);
    return { at: wall, rule, edge, record, notBefore, notAfter, gap, unobserved, suppressed: quiet?.suppressed ?? 0 };
  }

  /** Counts the time since the last look: up to the latest answer, since nobody knows more; for what is about not seeing, up to now. */
  #hold(pending: Pending, { record, receivedAt, wall, gaps }: Look): void {
    const until = this.asksAge ? wall : receivedAt;
    const passed = until - pending.seenAt;
    if (passed <= 0) return;
    const unobserved = lengthOf([...record.gaps, ...gaps], pending.seenAt, until);
    pending.seenAt = until;
    pending.unobserved += unobserved;
    pending.held += this.asksAge ? passed : passed - unobserved;
  }

  #turnOf(index: number, { record, receivedAt, wall, steady }: Look): number {
    const turn = this.#filter.turnsAt(record, receivedAt, wall);
    const pending = this.#pending.get(index);
    if (pending === undefined || !this.asksAge) return turn;
    const left = pending.ripe ? (this.#quiet.get(index)?.until ?? steady) - steady : this.rule.holdFor - pending.held;
    return Math.min(turn, wall + left);
  }
}

/** The same by the numbers that users have now, without those who are watched no longer. */
export function renumbered<T>(users: ReadonlyMap<number, T>, by: Renumbered): Map<number, T> {
  return new Map(
    [...users].flatMap(([was, value]) => {
      const index = by.after(was);
      return index === undefined ? [] : [[index, value] as const];
    }),
  );
}
