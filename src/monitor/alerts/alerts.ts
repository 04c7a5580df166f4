import { BOUNDS } from '../bounds.ts';
import type { Known, Observation, Roster } from '../roster.ts';
import type { State } from '../state.ts';
import { AlertLog } from './alert-log.ts';
import type { AlertRule, Firing } from './rule.ts';
import { type Look, type Renumbered, RuleWatch, renumbered } from './rule-watch.ts';

/** What alerts read of a state. */
type Seen = Pick<State, 'roster' | 'stamp' | 'stopped' | 'wokeAt' | 'subscriptions'>;

/**
 * The rules of a run and what they made of whoever is watched: a mutable table, so that an answer costs the rules times the
 * users in it, and a tick those alone for whom time changed something. Without rules nothing is followed.
 */
export class Alerts {
  readonly log = new AlertLog();
  readonly #rules: readonly RuleWatch[];
  /** Whoever was answered about, or had a subscription begin or end (null), since the last look. */
  #touched = new Map<number, Observation | null>();
  readonly #followers = new Set<(firing: Firing) => void>();
  #wall = 0;
  /** When the subscriptions were last read, on the steady clock and on the other. */
  #read: { readonly steady: number | null; readonly wall: number } = { steady: null, wall: 0 };

  constructor(rules: readonly AlertRule[], roster: Roster) {
    this.#rules = rules.map((rule) => new RuleWatch(rule, roster.size));
    if (rules.length === 0) return;
    this.#attend(roster);
  }

  /** How many rules there are. */
  get size(): number {
    return this.#rules.length;
  }

  /** Calls `follower` with each firing; returns what ends that. */
  follow(follower: (firing: Firing) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** Looks at whomever something was answered about, and at those for whom time alone may have changed something. */
  look(state: Seen): readonly Firing[] {
    if (this.#rules.length === 0) return [];
    const { wall } = state.stamp;
    if (wall < this.#wall) for (const rule of this.#rules) rule.setBack(wall);
    this.#wall = wall;
    const subscribed = this.#lastReading(state);
    const fired: Firing[] = [];
    for (const [index, seen] of this.#touched) {
      const look = lookAt(state, index, seen === null ? { notBefore: subscribed, notAfter: wall, gap: null } : endsOf(seen));
      if (look.receivedAt === 0) continue;
      for (const rule of this.#rules) {
        if (rule.asksSubscriptions && state.subscriptions.total === null) continue;
        this.#note(fired, rule.look(index, look));
      }
    }
    this.#touched.clear();
    let left: number = BOUNDS.alertLooks;
    for (const rule of this.#rules) left = this.#lookWhereDue(rule, state, fired, left);
    return fired;
  }

  /** Goes on with another watch list, whose roster this is. O(rules × users). */
  renumber(by: Renumbered, roster: Roster): void {
    if (this.#rules.length === 0) return;
    this.#attend(roster);
    this.#touched = renumbered(this.#touched, by);
    for (const rule of this.#rules) rule.renumber(by);
  }

  #attend(roster: Roster): void {
    roster.follow(this.#observe);
    roster.trace(this.#trace);
  }

  readonly #observe = (seen: Observation): void => {
    this.#touched.set(seen.after.index, seen);
  };

  readonly #trace = ({ record: before }: Known, { record: after }: Known): void => {
    if (before.subscription !== after.subscription && !this.#touched.has(after.index)) this.#touched.set(after.index, null);
  };

  /** Looks at no more than `most` users, and returns how many of those are left. */
  #lookWhereDue(rule: RuleWatch, state: Seen, fired: Firing[], most: number): number {
    const { wall } = state.stamp;
    let left = most;
    for (let due = rule.due(wall); due !== null && left > 0; due = rule.due(wall)) {
      const { index, at } = due;
      left--;
      // Nobody knows what became of a user in the meantime; the next answer tells.
      if (!rule.asksAge && !isObserved(state, index)) rule.defer(index);
      else this.#note(fired, rule.look(index, lookAt(state, index, { notBefore: at, notAfter: at, gap: null })));
    }
    return left;
  }

  /** The moment after which subscriptions changed that are found to have changed now, and notes a reading that is new. */
  #lastReading({ subscriptions, stamp }: Seen): number {
    if (subscriptions.mergedAt === this.#read.steady) return stamp.wall;
    const before = this.#read.wall;
    this.#read = { steady: subscriptions.mergedAt, wall: stamp.wall };
    return before;
  }

  #note(fired: Firing[], firing: Firing | null): void {
    if (firing === null) return;
    fired.push(firing);
    this.log.add(firing);
    for (const tell of this.#followers) tell(firing);
  }
}

function lookAt({ roster, stamp }: Seen, index: number, between: Look['between']): Look {
  const record = roster.record(index);
  return { record, receivedAt: roster.receivedAt(index), ...stamp, between, gaps: roster.gaps };
}

function endsOf({ notBefore, receivedAt, gap }: Observation): Look['between'] {
  return { notBefore, notAfter: receivedAt, gap };
}

/** Whether calls about a user go well, as far as is known. */
function isObserved({ roster, stopped, wokeAt }: Seen, index: number): boolean {
  return stopped === null && roster.failing(index) === undefined && roster.receivedAt(index) >= wokeAt;
}
