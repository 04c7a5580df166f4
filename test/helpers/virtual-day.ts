import type { PresenceAnswer } from '../../src/api/contract.ts';
import type { Effect, Message } from '../../src/monitor/messages.ts';
import { initialState, type State } from '../../src/monitor/state.ts';
import { update } from '../../src/monitor/update.ts';
import type { ScreenStore } from '../../src/ui/app.tsx';
import { answerOf, presence, START, settings } from './watching.ts';

type Call = Extract<Effect, { type: 'retrieve' }>;

/** A monitor on a virtual clock whose calls are answered at once, by a world in which somebody changes every second. Keeps nothing itself. */
export class VirtualDay implements ScreenStore {
  readonly #names: readonly string[];
  readonly #statuses: Uint8Array;
  readonly #listeners = new Set<() => void>();
  #state: State;
  #now = 0;
  #next = 0;

  constructor(users: number) {
    this.#names = Array.from({ length: users }, (_, index) => `user-${index}`);
    this.#statuses = new Uint8Array(users);
    this.#state = initialState({ ...settings, users: this.#names }, this.#stamp);
  }

  readonly getSnapshot = (): State => this.#state;
  readonly getLatest = this.getSnapshot;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly dispatch = (message: Message): void => this.#say(message);

  /** What has happened since the last time becomes the next frame. */
  show(): void {
    for (const listener of this.#listeners) listener();
  }

  /** One second: this many users change, and whoever is due is asked about. */
  second(changes: number): void {
    for (let change = 0; change < changes; change++) {
      this.#change(this.#next);
      this.#next = (this.#next + 1) % this.#names.length;
    }
    // The pace of the planner is finer than a second.
    for (let step = 0; step < 5; step++) {
      this.#now += 200;
      this.#say({ type: 'tick' });
    }
  }

  /** So many sweeps, before each of which everybody changes. */
  sweeps(count: number): void {
    const { planner } = this.#state;
    for (const end = planner.sweeps + count; planner.sweeps < end; ) {
      for (let index = 0; index < this.#statuses.length; index++) this.#change(index);
      for (const before = planner.sweeps; planner.sweeps === before; ) this.second(0);
    }
  }

  #change(index: number): void {
    this.#statuses[index] = (this.#statuses[index] as number) + 1;
  }

  get #stamp() {
    return { wall: START + this.#now, steady: this.#now };
  }

  #say(message: Message): void {
    const { state, effects } = update(this.#state, message, this.#stamp);
    this.#state = state;
    for (const effect of effects) {
      if (effect.type === 'retrieve') this.#answer(effect);
      else if (effect.type === 'sublist') this.#say({ type: 'sublist-read', askedAt: this.#now, subscriptions: [] });
    }
  }

  #answer({ sequence, names }: Call): void {
    const { wall } = this.#stamp;
    this.#say({ type: 'requested', call: 'retrieve' });
    this.#say({ type: 'retrieved', sequence, answer: this.#look(names), sentAt: wall - 20, receivedAt: wall });
  }

  #look(names: readonly string[]): PresenceAnswer {
    const seen = names.map((name) => {
      const status = this.#statuses[Number(name.slice('user-'.length))] as number;
      return [name, presence({ [`ios_${'x'.repeat(20)}`]: String(100 + status) }, { ext: `busy ${status}` })] as const;
    });
    return answerOf(Object.fromEntries(seen));
  }
}
