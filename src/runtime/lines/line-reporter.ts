import type { Message } from '../../monitor/messages.ts';
import type { Observation } from '../../monitor/roster.ts';
import type { State } from '../../monitor/state.ts';
import { jsonLine } from '../../text/json-line.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import { alertLine, changeLine, endLine, errorLine, gapLine, helloLine, presenceLine, watchedLine } from './make-lines.ts';
import type { EndReason, Line, LineOf } from './schema.ts';

/** Where lines go: standard output or a file. */
export interface LineOutput {
  /** Takes one line, without its line feed. */
  write(line: string): void;
}

/** Writes down what a monitor observes, as lines: O(users in the answer) for each answer, nothing for users who stay as they are. */
export class LineReporter {
  readonly #store: Pick<Store, 'getLatest' | 'follow'>;
  readonly #clock: Clock;
  readonly #outputs: readonly LineOutput[];
  readonly #unfollow: readonly (() => void)[];
  /** The lines of the answer that is being taken in; its gaps go before them. */
  #observed: Line[] = [];
  #gaps = new Map<string, LineOf<'gap'> & { uids: string[] }>();
  #stoppedAt: number | null = null;
  #settings: State['settings'];

  /** Begins with the first line. */
  constructor(store: Pick<Store, 'getLatest' | 'follow'>, outputs: readonly LineOutput[], version: string, clock: Clock) {
    const { settings, roster, alerts } = store.getLatest();
    this.#store = store;
    this.#clock = clock;
    this.#settings = settings;
    this.#outputs = outputs;
    this.#unfollow = [
      roster.follow(this.#observe),
      alerts.follow((firing) => this.#observed.push(alertLine(firing))),
      store.follow(this.#take),
    ];
    this.#put(helloLine(settings, version, clock.now().wall));
  }

  /** Writes the last line. `exitCode`: what the program leaves with; `matched`: who met the filter that was waited for. */
  end(reason: EndReason, exitCode: number, matched?: readonly string[]): void {
    const { wall } = this.#clock.now();
    for (const unfollow of this.#unfollow) unfollow();
    for (const gap of this.#openGaps(wall)) this.#put(gap);
    this.#put(endLine(reason, exitCode, wall, matched));
  }

  /** What is not over when the lines end: nobody else would tell of it. */
  #openGaps(now: number): LineOf<'gap'>[] {
    if (this.#stoppedAt !== null) return [gapLine(null, 'stopped', this.#stoppedAt, now)];
    const { roster } = this.#store.getLatest();
    const gaps = new Map<number, string[]>();
    for (let index = 0; index < roster.size && roster.failingCount > 0; index++) {
      const failing = roster.failing(index);
      if (failing === undefined) continue;
      const since = roster.receivedAt(index) || failing.since;
      const alike = gaps.get(since) ?? [];
      alike.push(roster.record(index).uid);
      gaps.set(since, alike);
    }
    return [...gaps].map(([since, uids]) => gapLine(uids.length === roster.size ? null : uids, 'failed', since, now));
  }

  readonly #observe = (seen: Observation): void => {
    const { before, after, first, changes, gap, notBefore, receivedAt } = seen;
    // What a person stopped is one gap for everybody, told when calls go on.
    if (gap === 'failed' && !first) this.#noteGap(after.uid, gapLine([], gap, notBefore, receivedAt));
    const differs = after.presence !== before.presence || after.absent !== before.absent || after.status !== before.status;
    if (first || differs) this.#observed.push(presenceLine(seen));
    for (const change of changes) this.#observed.push(changeLine(change));
  };

  #noteGap(uid: string, gap: LineOf<'gap'>): void {
    const key = `${gap.notBefore} ${gap.notAfter}`;
    const noted = this.#gaps.get(key) ?? { ...gap, uids: [] };
    noted.uids.push(uid);
    this.#gaps.set(key, noted);
  }

  readonly #take = (message: Message, { stamp, stopped, settings }: State): void => {
    if (this.#stoppedAt !== null && stopped === null) this.#put(gapLine(null, 'stopped', this.#stoppedAt, stamp.wall));
    this.#stoppedAt = stopped;
    for (const line of [...this.#gaps.values(), ...this.#observed]) this.#put(line);
    this.#gaps.clear();
    this.#observed = [];
    for (const failure of failuresIn(message)) this.#put(errorLine(failure, stamp.wall));
    // A list that waited is taken only after what came in was.
    const before = this.#settings;
    this.#settings = settings;
    if (settings !== before) this.#put(watchedLine(before, settings, stamp.wall));
  };

  #put(line: Line): void {
    const text = jsonLine(line);
    for (const output of this.#outputs) output.write(text);
  }
}

function failuresIn(message: Message) {
  switch (message.type) {
    case 'retrieve-failed':
    case 'sublist-failed':
      return [message.failure];
    case 'wrote':
      return message.outcome.failure === null ? [] : [message.outcome.failure];
    default:
      return [];
  }
}
