import type { Noted } from '../../monitor/error-log.ts';
import type { Gap } from '../../monitor/gap.ts';
import { promisesOf } from '../../monitor/groups.ts';
import type { Message } from '../../monitor/messages.ts';
import { lanesOf } from '../../monitor/promised-lanes.ts';
import { Renumbering } from '../../monitor/renumbering.ts';
import type { Failing, Known, Observation } from '../../monitor/roster.ts';
import type { Settings, State, Troubles } from '../../monitor/state.ts';
import type { SubscriptionChange } from '../../monitor/subscriptions.ts';
import { jsonLine } from '../../text/json-line.ts';
import type { Store } from '../store.ts';
import { RecordedExchanges } from './exchange-part.ts';
import type { LineOutput } from './line-reporter.ts';
import { iso } from './make-lines.ts';
import { answerPart, failedPart, notedPart, setupLine, subscriptionPart, troublesPart } from './make-moment.ts';
import type { LineOf } from './schema.ts';

type MomentLine = LineOf<'moment'>;
type StandingPart = NonNullable<MomentLine['standing']>;

function samplesOf({ users, groups, refresh }: Settings): readonly number[] {
  const promises = promisesOf(users, groups, refresh);
  return lanesOf(users.length, (index) => promises[index] as number).samples;
}

/** Milliseconds by which the two clocks may drift apart before times that are kept by the steady one are told anew. */
const DRIFT = 100;

/**
 * Writes into a recording what the lines that everybody gets leave out and a frame shows: after each message, once those lines
 * are written, at most one line. O(users in the answer), and nothing where nothing changed.
 */
export class Recorder {
  readonly #output: LineOutput;
  readonly #unfollow: (() => void)[];
  /** Who is watched, and a user of each lane. */
  #settings: Settings;
  #samples: readonly number[];
  readonly #exchanges = new RecordedExchanges();
  #observed: Observation[] = [];
  #failed = new Map<number, Failing>();
  #subscriptions: SubscriptionChange[] = [];
  #noted: Noted[] = [];
  #gaps: readonly Gap[];
  #troubles: Troubles | null = null;
  #toldTroubles = '';
  #told: StandingPart = {};
  #periodOf: unknown = null;
  #times: { readonly readAt: number | null; readonly wakeAt: number; readonly offset: number } | null = null;

  /** Begins with what the run was started with. */
  constructor(store: Pick<Store, 'getLatest' | 'follow'>, output: LineOutput) {
    const { settings, roster, errors, subscriptions } = store.getLatest();
    this.#output = output;
    this.#gaps = roster.gaps;
    this.#settings = settings;
    this.#samples = samplesOf(settings);
    this.#unfollow = [
      roster.follow((seen) => this.#observed.push(seen)),
      roster.trace(this.#trace),
      errors.follow((noted) => this.#noted.push(noted)),
      subscriptions.follow((change) => this.#subscriptions.push(change)),
      store.follow(this.#take),
    ];
    this.#put(setupLine(settings, roster));
  }

  /** Ends the writing. */
  close(): void {
    for (const unfollow of this.#unfollow) unfollow();
  }

  readonly #trace = (before: Known, { record, failing }: Known): void => {
    if (failing !== undefined && failing !== before.failing) this.#failed.set(record.index, failing);
  };

  readonly #take = (_: Message, state: State): void => {
    if (state.settings !== this.#settings) this.#renumber(state);
    const gaps = this.#freshGaps(state);
    const standing = this.#standing(state);
    const line: MomentLine = {
      type: 'moment',
      at: iso(state.stamp.wall),
      ...(gaps.length > 0 && { gaps }),
      ...(this.#observed.length > 0 && {
        answer: { ...answerPart(this.#observed), ...this.#exchanges.partOf(this.#observed, state) },
      }),
      ...(this.#failed.size > 0 && { failed: failedPart(this.#failed) }),
      ...(this.#subscriptions.length > 0 && { subscriptions: this.#subscriptions.map(subscriptionPart) }),
      ...(this.#noted.length > 0 && { noted: this.#noted.map(notedPart) }),
      ...(Object.keys(standing).length > 0 && { standing }),
    };
    this.#observed = [];
    this.#failed = new Map();
    this.#subscriptions = [];
    this.#noted = [];
    if (Object.keys(line).length > 2) this.#put(line);
  };

  /** Goes on with another watch list, which the lines that everybody gets have told: places are those of it from here on. */
  #renumber({ settings, roster }: State): void {
    const by = new Renumbering(this.#settings.users, settings.users);
    this.#observed = this.#observed.flatMap((seen) => {
      const index = by.after(seen.after.index);
      return index === undefined ? [] : [{ ...seen, after: { ...seen.after, index } }];
    });
    this.#failed = new Map(
      [...this.#failed].flatMap(([was, failing]) => {
        const index = by.after(was);
        return index === undefined ? [] : [[index, failing] as const];
      }),
    );
    this.#settings = settings;
    this.#samples = samplesOf(settings);
    this.#exchanges.keep(settings.users);
    this.#told = {};
    this.#periodOf = null;
    this.#unfollow.push(roster.trace(this.#trace));
  }

  #freshGaps({ roster: { gaps } }: State): NonNullable<MomentLine['gaps']> {
    const [latest] = this.#gaps;
    const at = latest === undefined ? gaps.length : gaps.indexOf(latest);
    const fresh = gaps.slice(0, at < 0 ? gaps.length : at);
    this.#gaps = gaps;
    return fresh.toReversed().map(({ from, to, reason }) => ({ from: iso(from), to: iso(to), reason }));
  }

  /** What differs from what was told before. */
  #standing(state: State): StandingPart {
    const { planner, throttled, stopped, troubles } = state;
    const now: StandingPart = {
      stopped: stopped === null ? null : iso(stopped),
      throttled,
      swept: planner.sweeps > 0,
      progress: planner.progress,
      failures: planner.failures,
      period: planner.period,
    };
    const changed: StandingPart = {};
    for (const [name, value] of Object.entries(now)) {
      if (this.#told[name as keyof StandingPart] !== value) Object.assign(changed, { [name]: value });
    }
    this.#told = now;
    if (planner.periodOf !== this.#periodOf) changed.periods = this.#samples.map(planner.periodOf);
    this.#periodOf = planner.periodOf;
    if (troubles !== this.#troubles) {
      const part = troublesPart(troubles);
      const text = JSON.stringify(part);
      if (text !== this.#toldTroubles) changed.troubles = part;
      this.#troubles = troubles;
      this.#toldTroubles = text;
    }
    const subscriptions = this.#subscriptionTimes(state);
    return subscriptions === null ? changed : { ...changed, subscriptions };
  }

  #subscriptionTimes({ subscriptions, stamp }: State): NonNullable<StandingPart['subscriptions']> | null {
    const { mergedAt, wakeAt } = subscriptions;
    const offset = stamp.wall - stamp.steady;
    const before = this.#times;
    const same = before !== null && before.readAt === mergedAt && before.wakeAt === wakeAt;
    if (same && Math.abs(before.offset - offset) < DRIFT) return null;
    this.#times = { readAt: mergedAt, wakeAt, offset };
    const at = (steady: number | null) => (steady === null || !Number.isFinite(steady) ? null : iso(offset + steady));
    return { readAt: at(mergedAt), nextAt: at(wakeAt) };
  }

  #put(line: MomentLine | LineOf<'setup'>): void {
    this.#output.write(jsonLine(line));
  }
}
