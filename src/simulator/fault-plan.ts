import type { FaultRule, SpoilingRule } from './fault-rules.ts';
import { type Window, windowAt } from './fault-window.ts';
import { Random } from './random.ts';
import type { RequestKind } from './traffic.ts';

/** What is to become of one request. */
export interface Verdict {
  /** Milliseconds by which the answer comes late. */
  readonly delay: number;
  /** Milliseconds by which the server's clock is ahead. */
  readonly clockError: number;
  /** What is done to the answer; null: nothing. */
  readonly spoiledBy: SpoilingRule | null;
}

/** The faults that were set. */
export interface FaultReport {
  readonly faults: readonly FaultRule[];
  /** Seconds since they came into force. */
  readonly seconds: number;
  /** Which of them are in force at this moment, as indexes of `faults`. */
  readonly active: readonly number[];
}

/** A request that nothing goes wrong with. */
export const SPARED: Verdict = { delay: 0, clockError: 0, spoiledBy: null };

/** Keeps the luck of faults apart from that of the world, which is drawn from the same seed. */
const [OF_REQUESTS, OF_EPISODES] = [0x5eed_0001, 0x5eed_0002];

/**
 * The rules by which requests fail: the same seed, the same requests in the same order and the same times give the same
 * faults. It only decides; what is decided is carried out elsewhere.
 */
export class FaultPlan {
  readonly #seed: number;
  readonly #monotonic: () => number;
  #rules: readonly FaultRule[] = [];
  #since = 0;
  #judged = 0;

  /** `monotonic` gives milliseconds of a clock that never goes back. */
  constructor(seed: number, monotonic: () => number) {
    this.#seed = seed;
    this.#monotonic = monotonic;
  }

  /** Puts rules into force in place of the earlier ones: their time begins now, and the luck of requests begins anew. */
  replace(rules: readonly FaultRule[]): void {
    this.#rules = rules;
    this.#since = this.#monotonic();
    this.#judged = 0;
  }

  /** What becomes of a request that arrives now: all delays and clock errors that strike it, and the first rule that spoils it. */
  judge(call: RequestKind, names: readonly string[]): Verdict {
    const luck = new Random(this.#seed ^ OF_REQUESTS, this.#judged++);
    const now = this.#seconds();
    let verdict = SPARED;
    for (const [index, rule] of this.#rules.entries()) {
      // Drawn whether the rule applies or not, so that the window of one rule does not move the luck of the next.
      const [dice, jitter] = [luck.next(), luck.next()];
      if (rule.do === 'refuse' || dice >= rule.when.share || !concerns(rule.when, call, names)) continue;
      if (this.#window(index, rule, now).open) verdict = add(verdict, rule, jitter);
    }
    return verdict;
  }

  /** Whether connections are refused now, and in how many milliseconds that may change. */
  refusal(): { readonly refused: boolean; readonly changesIn: number } {
    const now = this.#seconds();
    const windows = [...this.#rules.entries()]
      .filter(([, rule]) => rule.do === 'refuse')
      .map(([index, rule]) => this.#window(index, rule, now));
    const changesAt = Math.min(...windows.map((window) => window.changesAt));
    return { refused: windows.some(({ open }) => open), changesIn: (changesAt - now) * 1000 };
  }

  report(): FaultReport {
    const seconds = this.#seconds();
    const active = this.#rules.flatMap((rule, index) => (this.#window(index, rule, seconds).open ? [index] : []));
    return { faults: this.#rules, seconds: Math.round(seconds * 1000) / 1000, active };
  }

  #seconds(): number {
    return (this.#monotonic() - this.#since) / 1000;
  }

  #window(index: number, { when }: FaultRule, now: number): Window {
    return windowAt(when, now, new Random(this.#seed ^ OF_EPISODES, index).below(2 ** 32));
  }
}

type Concern = { readonly calls?: readonly RequestKind[] | undefined; readonly users?: readonly string[] | undefined };

function concerns({ calls, users }: Concern, call: RequestKind, names: readonly string[]): boolean {
  if (calls !== undefined && !calls.includes(call)) return false;
  if (users === undefined) return true;
  const culprits = new Set(users.map((name) => name.toLowerCase()));
  return names.some((name) => culprits.has(name.toLowerCase()));
}

function add(verdict: Verdict, rule: Exclude<FaultRule, { do: 'refuse' }>, jitter: number): Verdict {
  if (rule.do === 'delay') return { ...verdict, delay: verdict.delay + rule.milliseconds + jitter * rule.jitter };
  if (rule.do === 'clock') return { ...verdict, clockError: verdict.clockError + rule.hours * 3_600_000 };
  return verdict.spoiledBy === null ? { ...verdict, spoiledBy: rule } : verdict;
}
