import type { Presence, PresenceAnswer } from '../../src/api/contract.ts';
import type { Failure, FailureCode } from '../../src/api/errors.ts';
import type { Effect, Intent, Message, Report, Write } from '../../src/monitor/messages.ts';
import { shownUsers } from '../../src/monitor/navigation.ts';
import type { UserRecord } from '../../src/monitor/roster.ts';
import { initialState, type Settings, type State } from '../../src/monitor/state.ts';
import { update } from '../../src/monitor/update.ts';

/** Milliseconds since the epoch at which every monitor under test begins: 2023-11-14 22:13:20 UTC. */
export const START = 1_700_000_000_000;

/** What a server says of one user: devices as `{ios: '1'}`, or as pairs where one occurs twice. */
export function presence(
  devices: Readonly<Record<string, string>> | readonly (readonly [string, string])[] = {},
  more: Partial<Omit<Presence, 'devices'>> = {},
): Presence {
  const pairs = Array.isArray(devices) ? devices : Object.entries(devices);
  return { devices: pairs.map(([device, status]) => ({ device, status })), ext: '', lastTime: null, expiry: null, ...more };
}

export const online = presence({ ios: '1' });
export const offline = presence({ ios: '0' });

/** An answer that holds these users; null: it leaves the user out. */
export function answerOf(users: Readonly<Record<string, Presence | null>>): PresenceAnswer {
  const entries = Object.entries(users);
  return {
    users: new Map(entries.flatMap(([uid, seen]) => (seen === null ? [] : [[uid, seen]]))),
    absent: entries.flatMap(([uid, seen]) => (seen === null ? [uid] : [])),
    unattributed: [],
    oddities: [],
  };
}

export function failureOf(code: FailureCode, message: string = code): Failure {
  return { code, message, hint: `what to do about ${code}`, call: 'retrieve', status: null, retryAfter: null };
}

export const settings: Settings = {
  place: 'org/app',
  profile: null,
  readOnly: null,
  uid: 'wzy',
  retrieveUrl: 'https://a41.chat.agora.io/org/app/users/wzy/presence',
  tokenFile: null,
  users: [],
  groups: [],
  callsPerSecond: 5,
  refresh: 30_000,
  subscriptionFor: '7d',
  extMaxBytes: 64,
};

/** The names `u1`, `u2`, … */
export const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `u${index + 1}`);

type NamedAlone = Exclude<
  Intent['type'],
  'move' | 'open' | 'edit' | 'focus' | 'recall' | 'sort-by' | 'copy' | 'tab' | 'turn-tab' | 'budget' | 'travel' | 'run' | 'refuse'
>;

/** A message, or the name of an intent that needs no more than its name. */
export type Saying = Message | NamedAlone;

type Retrieve = Extract<Effect, { type: 'retrieve' }>;

const WRITES: readonly Effect['type'][] = ['set', 'subscribe', 'unsubscribe'];

/** A monitor on a virtual clock: messages go in, effects are kept until somebody looks at them. */
export class Watching {
  state: State;
  /** Steady milliseconds; the wall clock is `START` later, and what the machine slept. */
  now = 0;
  /** Milliseconds for which only the wall clock went on. */
  asleep = 0;
  /** Everything the monitor ever wanted done, oldest first. */
  readonly effects: Effect[] = [];

  constructor(users: readonly string[], options: Partial<Settings> = {}) {
    this.state = initialState({ ...settings, users, ...options }, this.stamp);
    this.say({ type: 'viewport', rows: 10, scrollLimit: 0 });
  }

  get stamp() {
    return { wall: START + this.now + this.asleep, steady: this.now };
  }

  /** Says these one after the other; returns what the monitor wants done for them. */
  say(...messages: readonly Saying[]) {
    const effects: Effect[] = [];
    for (const message of messages) {
      const step = update(this.state, typeof message === 'string' ? { type: message } : message, this.stamp);
      this.state = step.state;
      effects.push(...step.effects);
    }
    this.effects.push(...effects);
    return effects;
  }

  type(text: string): void {
    for (const letter of text) this.say({ type: 'edit', edit: { kind: 'insert', text: letter } });
  }

  /** Lets time pass without anything happening in it, and lets the monitor look at the clock. */
  wait(milliseconds: number): readonly Effect[] {
    this.now += milliseconds;
    return this.say({ type: 'tick' });
  }

  /** The retrieve calls nobody answered yet, oldest first. */
  get asked(): Retrieve[] {
    return this.effects.filter((effect) => effect.type === 'retrieve' && !this.#done.has(effect.sequence)) as Retrieve[];
  }

  readonly #done = new Set<number>();

  /** Answers the oldest call under way: users that are not given are online, null leaves one out. */
  answer(users: Readonly<Record<string, Presence | null>> = {}, times: { sentAt?: number; receivedAt?: number } = {}) {
    const call = this.#take();
    const said = Object.fromEntries(call.names.map((name) => [name, name in users ? (users[name] ?? null) : online]));
    const { sentAt = this.stamp.wall, receivedAt = this.stamp.wall } = times;
    return this.say({ type: 'retrieved', sequence: call.sequence, answer: answerOf(said), sentAt, receivedAt });
  }

  /** Lets the oldest call under way fail. */
  fail(failure: Failure, wait = 500) {
    return this.say({ type: 'retrieve-failed', sequence: this.#take().sequence, failure, wait });
  }

  /** Answers every write under way as the server would when all goes well. */
  wrote(outcomes: Partial<Extract<Report, { type: 'wrote' }>['outcomes'][number]>[] = [{}]) {
    const effect = this.effects.findLast((found): found is Write => WRITES.includes(found.type));
    if (effect === undefined) throw new Error('nothing was written');
    const given = effect.type === 'set' ? [effect.uid] : effect.names;
    const usual = {
      names: given,
      answer: null,
      failure: null,
      unclear: false,
      sentAt: START + this.now,
      receivedAt: START + this.now,
    };
    return this.say({ type: 'wrote', effect, outcomes: outcomes.map((outcome) => ({ ...usual, ...outcome })) });
  }

  user(uid: string): UserRecord {
    return this.state.roster.record(this.state.roster.indexOf(uid) as number);
  }

  /** Names on screen, top to bottom. */
  get shown(): string[] {
    return shownUsers(this.state).map((index) => this.state.roster.record(index).uid);
  }

  get selected(): string | null {
    return this.state.selected === null ? null : this.state.roster.record(this.state.selected).uid;
  }

  #take(): Retrieve {
    const [call] = this.asked;
    if (call === undefined) throw new Error('nothing was asked');
    this.#done.add(call.sequence);
    return call;
  }
}
