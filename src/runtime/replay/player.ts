import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordedMoment } from '../../monitor/recorded.ts';
import type { Replaying } from '../../monitor/replaying.ts';
import type { Settings } from '../../monitor/state.ts';
import type { Clock } from '../clock.ts';
import type { ReplayEffect } from '../effects.ts';
import type { Store } from '../store.ts';

/** Milliseconds between two steps of a replay that plays. */
const FRAME = 100;
/** Moments taken in at once before keys get their turn. */
const AT_ONCE = 200;

/** The clock of a replay: it stands where the replay stands. */
export class Playhead implements Clock {
  at: number;

  constructor(at: number) {
    this.at = at;
  }

  readonly now = () => ({ wall: this.at, steady: this.at });
}

/** Feeds what was recorded to a store, up to a moment, step by step, or as time passes. */
export class Player {
  readonly #store: Store;
  /** What the run was started with. */
  readonly #settings: Settings;
  readonly #playhead: Playhead;
  readonly #open: () => AsyncGenerator<RecordedMoment>;
  #moments: AsyncGenerator<RecordedMoment>;
  readonly #onError: (error: unknown) => void;
  /** What comes next; null when nothing does, undefined before it was read. */
  #next: RecordedMoment | null | undefined;
  #work: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #playedAt = 0;
  #closed = false;
  #replay: Replaying;

  /** `open` reads the moments from the first on. `onError` is told when the file cannot be read any more. */
  constructor(
    store: Store,
    playhead: Playhead,
    open: () => AsyncGenerator<RecordedMoment>,
    replay: Replaying,
    onError: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#settings = store.getLatest().settings;
    this.#playhead = playhead;
    this.#open = open;
    this.#moments = open();
    this.#replay = replay;
    this.#onError = onError;
  }

  /** Goes on to a moment in milliseconds since the epoch, and stands there. `onWay` is told now and then how far it has come. */
  goTo(at: number, onWay?: (at: number) => void): Promise<void> {
    return this.#do(() => this.#feedTo(at, onWay));
  }

  /** Goes on by itself, as fast as asked for, until there is nothing more. */
  play(): void {
    this.#setPlaying(true);
  }

  /** Does what a key asks for, after what was asked for before. */
  readonly carryOut = (effect: ReplayEffect): void => {
    const { what } = effect;
    if (what !== 'toggle') this.#setPlaying(false);
    if (what === 'again') void this.#do(() => this.#again(effect.at)).then(() => effect.playing && this.play());
    if (what === 'toggle') {
      if (this.#replay.ended) this.#refuse();
      else this.#setPlaying(!this.#replay.playing);
    }
    if (what === 'step') void this.#do(() => this.#step());
    if (what === 'end') void this.#do(() => this.#feedTo(Math.max(this.#replay.to, this.#playhead.at)));
  };

  close(): void {
    this.#closed = true;
    void this.#do(async () => void (await this.#moments.return(undefined)));
    clearTimeout(this.#timer ?? undefined);
  }

  #do(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch(this.#onError);
    return this.#work;
  }

  async #feedTo(at: number, onWay: (at: number) => void = () => {}): Promise<void> {
    let count = 0;
    for (let next = await this.#peek(); next !== null && next.at <= at; next = await this.#peek()) {
      this.#take(next);
      count++;
      if (count % AT_ONCE === 0) {
        onWay(next.at);
        await nextTurn();
      }
      if (this.#closed) return;
    }
    this.#stand(Math.max(this.#playhead.at, at));
  }

  /** To the next moment at which something shows. */
  async #step(): Promise<void> {
    const before = this.#store.getLatest().history;
    const { end } = before;
    // With another watch list another history begins.
    const hasStepped = () => {
      const { history } = this.#store.getLatest();
      return history !== before || history.end > end;
    };
    for (let next = await this.#peek(); next !== null && !this.#closed; next = await this.#peek()) {
      this.#take(next);
      // All of a moment is one step.
      if (hasStepped() && (await this.#peek())?.at !== next.at) return this.#stand(this.#playhead.at);
    }
    const wasThere = this.#replay.ended && this.#playhead.at >= this.#replay.to;
    this.#stand(Math.max(this.#replay.to, this.#playhead.at));
    if (wasThere) this.#refuse();
  }

  /** Reads all of it anew, up to a moment. */
  async #again(at: number): Promise<void> {
    await this.#moments.return(undefined);
    this.#moments = this.#open();
    this.#next = undefined;
    this.#playhead.at = this.#replay.from;
    this.#replay = { ...this.#replay, ended: false };
    this.#store.replay({ type: 'rewound', settings: this.#settings });
    await this.#feedTo(at);
  }

  async #peek(): Promise<RecordedMoment | null> {
    if (this.#next === undefined) {
      const read = await this.#moments.next();
      this.#next = read.done ? null : read.value;
    }
    return this.#next;
  }

  #take(moment: RecordedMoment): void {
    this.#next = undefined;
    // A wall clock that was set back does not take the replay back.
    this.#playhead.at = Math.max(this.#playhead.at, moment.at);
    this.#store.replay({ type: 'recorded', moment });
  }

  #stand(at: number): void {
    this.#playhead.at = at;
    const ended = this.#next === null && at >= this.#replay.to;
    if (ended) clearTimeout(this.#timer ?? undefined);
    this.#tell({ ended, playing: this.#replay.playing && !ended });
  }

  #setPlaying(playing: boolean): void {
    if (playing === this.#replay.playing) return;
    clearTimeout(this.#timer ?? undefined);
    this.#tell({ playing });
    this.#playedAt = performance.now();
    if (playing) this.#timer = setTimeout(this.#onFrame, FRAME);
  }

  readonly #onFrame = async (): Promise<void> => {
    const now = performance.now();
    const at = Math.min(this.#replay.to, this.#playhead.at + (now - this.#playedAt) * this.#replay.speed);
    this.#playedAt = now;
    await this.goTo(at);
    // Whoever paused and went on meanwhile has set the timer already.
    clearTimeout(this.#timer ?? undefined);
    if (this.#replay.playing && !this.#closed) this.#timer = setTimeout(this.#onFrame, FRAME);
  };

  #refuse(): void {
    this.#store.dispatch({ type: 'refuse', reason: this.#replay.damage ?? 'this is the end of the recording' });
  }

  #tell(changed: Partial<Replaying>): void {
    this.#replay = { ...this.#replay, ...changed };
    this.#store.replay({ type: 'playhead', replay: this.#replay });
  }
}
