import type { DeviceStatus, Oddity, Presence, PresenceAnswer } from '../api/contract.ts';
import { nameKey } from '../text/name-key.ts';
import { fullTime, inLargestUnit } from '../text/time.ts';
import { BOUNDS } from './bounds.ts';
import type { AnswerFlag, FlagKind } from './flags.ts';
import { isReadable } from './status.ts';

/**
 * Milliseconds that a last change may be ahead of the server's clock as we know it. The header that tells that clock has whole
 * seconds, and may come from another machine than the one that saw the change: their clocks agree to a second or two.
 */
const GRACE = 5000;

/** Examples that a reason names before it says "and n more". */
const NAMED = 3;

const NONE: readonly AnswerFlag[] = [];

/** What is known of a user with an answer. */
export interface Said {
  /** The data shown: of this answer, or older ones when it left the user out. */
  readonly presence: Presence | null;
  readonly absent: boolean;
  /** What is odd in the answer about the user; for one who was left out, about entries that belong to nobody. */
  readonly oddities: readonly Oddity[];
  /** Milliseconds since the epoch at which the answer was complete. */
  readonly receivedAt: number;
  /** Milliseconds by which the server's clock is ahead of ours. */
  readonly clockError: number;
}

/** What an answer contradicts itself in about one user. */
export function answerFlags({ presence, absent, oddities, receivedAt, clockError }: Said): readonly AnswerFlag[] {
  const found: AnswerFlag[] = [];
  const raise = (kind: FlagKind, reason: string | null, until = Number.POSITIVE_INFINITY) => {
    if (reason !== null) found.push({ kind, reason, until });
  };
  if (presence !== null) {
    const lastChange = (presence.lastTime ?? 0) * 1000;
    const until = lastChange - clockError - GRACE;
    if (until > receivedAt) raise('future', inFuture(lastChange, clockError), until);
    raise('device-twice', twice(presence.devices));
    raise('status', unreadable(presence.devices));
  }
  if (absent) raise('absent', presence === null ? ABSENT : `${ABSENT}; what is shown is older`);
  if (oddities.length > 0) {
    const about = absent ? ABOUT_NOBODY : ABOUT_USER;
    for (const [oddity, kind] of ODDITIES) {
      const details = oddities.filter((one) => one.kind === oddity).map(({ detail }) => detail);
      if (details.length > 0) raise(kind, about[oddity]?.(details) ?? null);
    }
  }
  return found.length === 0 ? NONE : found;
}

/** Whether two answers contradict themselves in the same way. */
export function sameFlags(a: readonly AnswerFlag[], b: readonly AnswerFlag[]): boolean {
  const same = (one: AnswerFlag, other: AnswerFlag | undefined) =>
    one.kind === other?.kind && one.reason === other.reason && one.until === other.until;
  return a === b || (a.length === b.length && a.every((flag, at) => same(flag, b[at])));
}

/** The oddities of an answer by whom they are about. */
export interface OdditiesByUser {
  /** About a name that was asked for. */
  readonly of: (name: string) => readonly Oddity[];
  /** About entries that belong to nobody who was asked for, no more than are kept. */
  readonly strangers: readonly Oddity[];
}

const NO_ODDITIES: OdditiesByUser = { of: () => [], strangers: [] };

export function odditiesByUser({ users, absent, oddities }: PresenceAnswer): OdditiesByUser {
  if (oddities.length === 0) return NO_ODDITIES;
  const asked = new Map([...users.keys(), ...absent].map((name) => [nameKey(name), [] as Oddity[]]));
  const strangers: Oddity[] = [];
  for (const oddity of oddities) {
    const own = oddity.uid === null ? undefined : asked.get(nameKey(oddity.uid));
    if (own !== undefined) own.push(oddity);
    else if (strangers.length < BOUNDS.strangers) strangers.push(oddity);
  }
  return { of: (name) => asked.get(nameKey(name)) ?? [], strangers };
}

const ABSENT =
  'asked for, but not in the answer: the server may not know the name, or answer only for whom the acting user is subscribed to';

/** A repeated device is found in the devices themselves. */
const ODDITIES: readonly (readonly [Exclude<Oddity['kind'], 'repeated-device'>, FlagKind])[] = [
  ['repeated-uid', 'user-twice'],
  ['empty-uid', 'empty-uid'],
  ['foreign-uid', 'foreign-uid'],
  ['mistyped', 'mistyped'],
];

type Wording = Partial<Record<Oddity['kind'], (details: readonly string[]) => string>>;

const ABOUT_USER: Wording = {
  'repeated-uid': (details) => `${listed(details)}: what the others say is not shown`,
  'empty-uid': () => 'the entry of the answer names nobody; by its place it is this user: the data may be of somebody else',
  mistyped: (details) => `not what it should be, and left out: ${listed(details)}`,
};

const ABOUT_NOBODY: Wording = {
  'empty-uid': () => 'an entry of the same answer names nobody: it may be of this user',
  'foreign-uid': (details) => `${listed(details)}, yet is in the same answer: this user may have been meant`,
  mistyped: (details) => `the same answer has what cannot be read, which may be of this user: ${listed(details)}`,
};

function inFuture(lastChange: number, clockError: number): string {
  const by = inLargestUnit(Math.abs(clockError));
  const clock = clockError === 0 ? '' : `, which is ${by} ${clockError > 0 ? 'ahead of' : 'behind'} ours`;
  return `the last change, ${fullTime(lastChange)}, is yet to come by the clock of the server${clock}: a clock was wrong when it was written`;
}

function twice(devices: readonly DeviceStatus[]): string | null {
  if (devices.length < 2) return null;
  const statuses = new Map<string, string[]>();
  for (const { device, status } of devices) {
    const same = statuses.get(device);
    if (same === undefined) statuses.set(device, [status]);
    else same.push(status);
  }
  if (statuses.size === devices.length) return null;
  const repeated = [...statuses].filter(([, all]) => all.length > 1);
  return `${listed(repeated.map(([device, all]) => `${device} is there ${all.length} times, as ${listed(all)}`))}: which is right cannot be told`;
}

function unreadable(devices: readonly DeviceStatus[]): string | null {
  const odd = devices.filter(({ status }) => !isReadable(status));
  if (odd.length === 0) return null;
  const named = listed(odd.map(({ device, status }) => `${device} has the status ${JSON.stringify(status)}`));
  return `${named}, no number: shown as custom, but SDKs of the vendor read it as NaN`;
}

function listed(all: readonly string[]): string {
  const more = all.length - NAMED;
  return all.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
