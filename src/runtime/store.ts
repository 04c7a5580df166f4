import { TICK } from '../monitor/absence.ts';
import type { Effect, Intent, Message, Reading, Replayed, Report, Warning } from '../monitor/messages.ts';
import { nextPollAt } from '../monitor/polling.ts';
import { initialState, type Settings, type State } from '../monitor/state.ts';
import { update } from '../monitor/update.ts';
import type { NewWatchList } from '../monitor/watch-list.ts';
import type { Clock } from './clock.ts';

/** Milliseconds between two frames that show new data; what a person does shows at once. */
export const DATA_FRAME = 200;
/** The same where every byte takes its time. */
export const SLOW_LINK_FRAME = 500;

/** A message to be taken in, and how what it brings about comes onto the screen. */
interface Waiting {
  readonly message: Message;
  readonly show: () => void;
}

/** Holds the state, passes messages to the monitor and wakes it when it has something to ask. */
export class Store {
  readonly #clock: Clock;
  readonly #carryOut: (effect: Effect) => void;
  readonly #dataFrame: number;
  readonly #listeners = new Set<() => void>();
  readonly #followers = new Set<(message: Message, state: State) => void>();
  readonly #waiting: Waiting[] = [];
  #taking = false;
  #state: State;
  #shown: State;
  #frame: NodeJS.Timeout | null = null;
  #wake: NodeJS.Timeout | null = null;
  #dataShownAt = Number.NEGATIVE_INFINITY;
  #tickedAt = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(settings: Settings, clock: Clock, carryOut: (effect: Effect) => void, dataFrame = DATA_FRAME) {
    this.#clock = clock;
    this.#dataFrame = dataFrame;
    this.#carryOut = carryOut;
    this.#state = initialState(settings, clock.now());
    this.#shown = this.#state;
  }

  /** The state as of the last frame: what `useSyncExternalStore` reads. */
  readonly getSnapshot = (): State => this.#shown;

  /** The state as of the last message: what a key is read against, however fast keys come. */
  readonly getLatest = (): State => this.#state;

  /** Calls `listener` after each frame's worth of change; returns what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls `follower` with each message once it has been taken in, frame or no frame; returns what ends that. */
  readonly follow = (follower: (message: Message, state: State) => void): (() => void) => {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  };

  /** Takes what a person, the screen or the program itself said; it shows at once. From a follower: after that one's message. */
  readonly dispatch = (message: Intent | Extract<Message, { type: 'viewport' }> | Warning | Reading | NewWatchList): void => {
    if (this.#stopped) return;
    this.#take(message, this.#show);
  };

  /** Takes what a call came back with; it shows with the next frame of data. */
  readonly report = (message: Report): void => {
    if (this.#stopped) return;
    this.#take(message, () => {
      if (message.type !== 'requested') this.#showSoon();
    });
  };

  /** Takes what a recording tells; it shows with the next frame of data. */
  readonly replay = (message: Replayed): void => {
    if (this.#stopped) return;
    if (message.type === 'rewound') this.#goBack();
    this.#take(message, () => {
      // Where a replay has come to stands on the screen at once, as whatever a key brings about.
      const atOnce = message.type === 'look' || (message.type === 'playhead' && !message.replay.playing);
      if (atOnce) this.#show();
      else this.#showSoon();
    });
  };

  /** Begins to ask. */
  start(): void {
    this.#onWake();
  }

  /** Stops every timer; messages that still come are dropped. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#wake ?? undefined);
    clearTimeout(this.#frame ?? undefined);
  }

  /** Takes a message in. One that comes meanwhile waits, so that all followers hear of the same messages in the same order. */
  #take(message: Message, show = () => {}): void {
    this.#waiting.push({ message, show });
    if (this.#taking) return;
    this.#taking = true;
    try {
      for (let next = this.#waiting.shift(); next !== undefined && !this.#stopped; next = this.#waiting.shift()) {
        this.#takeIn(next.message);
        if (!this.#stopped) next.show();
      }
    } finally {
      this.#taking = false;
    }
  }

  #takeIn(message: Message): void {
    const { state, effects } = update(this.#state, message, this.#clock.now());
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
    for (const tell of this.#followers) tell(message, state);
    this.#sleep();
  }

  readonly #show = (): void => {
    clearTimeout(this.#frame ?? undefined);
    this.#frame = null;
    if (this.#shown === this.#state) return;
    this.#shown = this.#state;
    for (const listener of this.#listeners) listener();
  };

  /** The clock of a replay went back with it: nothing is later than now. */
  #goBack(): void {
    clearTimeout(this.#frame ?? undefined);
    this.#frame = null;
    this.#dataShownAt = Number.NEGATIVE_INFINITY;
    this.#tickedAt = Number.NEGATIVE_INFINITY;
  }

  #showSoon(): void {
    this.#frame ??= setTimeout(this.#showData, this.#untilDataFrame());
  }

  #untilDataFrame(): number {
    return Math.max(0, this.#dataShownAt + this.#dataFrame - this.#clock.now().steady);
  }

  readonly #showData = (): void => {
    this.#dataShownAt = this.#clock.now().steady;
    this.#show();
  };

  readonly #onWake = (): void => {
    const { steady } = this.#clock.now();
    const ticks = steady >= this.#tickedAt + TICK;
    if (ticks) this.#tickedAt = steady;
    this.#take({ type: 'tick' });
    if (!ticks) return;
    if (this.#untilDataFrame() === 0) this.#showData();
    else this.#showSoon();
  };

  #sleep(): void {
    clearTimeout(this.#wake ?? undefined);
    if (this.#stopped) return;
    const until = Math.min(nextPollAt(this.#state), this.#tickedAt + TICK) - this.#clock.now().steady;
    this.#wake = setTimeout(this.#onWake, Math.max(1, Math.min(TICK, until)));
  }
}
