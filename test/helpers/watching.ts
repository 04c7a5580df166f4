import type { Presence, PresenceAnswer } from '../../src/api/contract.ts';
import type { Failure, FailureCode } from '../../src/api/errors.ts';
import type { AlertRule } from '../../src/monitor/alerts/rule.ts';
import { parseFilter } from '../../src/monitor/filter/parse.ts';
import type { BatchOutcome, Effect, Intent, Message, Report, Write } from '../../src/monitor/messages.ts';
import { shownUsers } from '../../src/monitor/navigation.ts';
import type { Proof } from '../../src/monitor/proofs.ts';
import { RawBody } from '../../src/monitor/raw-entry.ts';
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
    places: new Map(entries.filter(([, seen]) => seen !== null).map(([uid], place) => [uid, place])),
    absent: entries.flatMap(([uid, seen]) => (seen === null ? [uid] : [])),
    unattributed: [],
    oddities: [],
  };
}

/** What may be told of how an answer came; `raw` is what is kept of its body. */
export type Came = Partial<Omit<Proof, 'body'>> & { readonly raw?: string };

/** How an answer that holds these users came. */
export function proofOf(users: Readonly<Record<string, Presence | null>>, { raw = bodyOf(users), ...more }: Came = {}): Proof {
  return {
    ...{ method: 'POST', path: '/org/app/users/wzy/presence', status: 200, date: 'Tue, 14 Nov 2023 22:13:20 GMT' },
    ...{ sequence: 1, sentAt: START, receivedAt: START, clockError: 0, length: raw.length },
    body: new RawBody(raw, answerOf(users)),
    ...more,
  };
}

/** The body of an answer that holds these users. */
export function bodyOf(users: Readonly<Record<string, Presence | null>>): string {
  const result = Object.entries(users).flatMap(([uid, seen]) => (seen === null ? [] : [entryOf(uid, seen)]));
  return JSON.stringify({ result });
}

function entryOf(uid: string, { devices, ext, lastTime }: Presence) {
  const status = Object.fromEntries(devices.map(({ device, status }) => [device, status]));
  return { uid, last_time: String(lastTime ?? ''), ext, status };
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

/** A rule about these users, which rings the bell whenever one of them begins to match, but for what is given. */
export function alertRule(when: string, more: Partial<AlertRule> = {}): AlertRule {
  const { terms } = parseFilter(when);
  return { name: when, terms, edge: 'begins', holdFor: 0, atMostEvery: 0, action: 'bell', ...more };
}

/** The names `u1`, `u2`, … */
export const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `u${index + 1}`);

type NamedAlone = Exclude<
  Intent['type'],
  | 'move'
  | 'open'
  | 'edit'
  | 'focus'
  | 'recall'
  | 'sort-by'
  | 'copy'
  | 'tab'
  | 'turn-tab'
  | 'budget'
  | 'device'
  | 'travel'
  | 'run'
  | 'select'
  | 'refuse'
>;

/** A message, or the name of an intent that needs no more than its name. */
export type Saying = Message | NamedAlone;

/** When a call was under way, and by how much the server's clock seemed to be ahead, in milliseconds. */
type Times = Partial<Pick<Extract<Report, { type: 'retrieved' }>, 'sentAt' | 'receivedAt' | 'clockError'>>;

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
  answer(users: Readonly<Record<string, Presence | null>> = {}, { proof, ...times }: Times & { proof?: Came } = {}) {
    const { names = [], sequence = 0 } = this.asked[0] ?? {};
    const said = Object.fromEntries(names.map((name) => [name, name in users ? (users[name] ?? null) : online]));
    const { wall } = this.stamp;
    const came = { sequence, sentAt: wall, receivedAt: wall, ...times };
    return this.answerWith(answerOf(said), { ...times, ...(proof && { proof: proofOf(said, { ...came, ...proof }) }) });
  }

  /** Answers the oldest call under way with a whole answer. */
  answerWith(answer: PresenceAnswer, times: Times & { proof?: Proof } = {}) {
    const { wall } = this.stamp;
    return this.say({ type: 'retrieved', sequence: this.#take().sequence, answer, sentAt: wall, receivedAt: wall, ...times });
  }

  /** Lets the oldest call under way fail. */
  fail(failure: Failure, wait = 500) {
    return this.say({ type: 'retrieve-failed', sequence: this.#take().sequence, failure, wait });
  }

  /** Answers the calls of the write under way, one after the other, as the server would when all goes well but for what is given. */
  wrote(outcomes: readonly Partial<BatchOutcome>[] = [{}]) {
    return outcomes.flatMap((outcome) => {
      const effect = this.effects.findLast((found): found is Write => WRITES.includes(found.type));
      if (effect === undefined) throw new Error('nothing was written');
      const names = effect.type === 'set' ? [effect.uid] : effect.names;
      const now = START + this.now;
      const usual = { names, answer: null, failure: null, unclear: false, endsAll: false, sentAt: now, receivedAt: now };
      return this.say({ type: 'wrote', effect, outcome: { ...usual, ...outcome } });
    });
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
