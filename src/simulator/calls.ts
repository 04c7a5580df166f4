import { CALLS, type CallName, LIMITS } from '../api/contract.ts';
import type { Entry } from './answers.ts';
import type { Oddness } from './quirks.ts';
import { type Refusal, refuse } from './refusal.ts';
import { nameList } from './request-body.ts';
import type { Held, Subscriptions } from './subscriptions.ts';
import type { World } from './world.ts';

/** One call as it came in: authorised, within the quota, its body parsed. */
export interface Incoming {
  /** The `{uid}` of the path. */
  readonly uid: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined for a call without a body. */
  readonly body: unknown;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Seconds by which every time that is told is ahead of the truth. */
  readonly clockError: number;
}

/** What the calls work on. */
export interface Service {
  readonly world: World;
  readonly subscriptions: Subscriptions;
  /** Whether an account of this name exists. */
  readonly knows: (uid: string) => boolean;
  readonly retrieves: 'everyone' | 'subscribed';
}

/** Carries out one call and gives the JSON text of its `result`. Throws a `Refusal`, and has then changed nothing. */
type Handler = (incoming: Incoming, service: Service, oddness: Oddness) => string;

const OK = '"ok"';

const HANDLERS: Readonly<Record<CallName, Handler>> = {
  set({ uid, params, body }, { world }, oddness) {
    const { ext } = (body ?? {}) as { ext?: unknown };
    if (typeof ext !== 'string' || ext === '') throw refuse.extMissing();
    if (Buffer.byteLength(ext) > LIMITS.extBytes) throw refuse.extTooBig();
    if (!oddness.fails) world.set(uid, params.resource as string, params.status as string, ext);
    return OK;
  },

  subscribe({ uid, params, body, now, clockError }, { world, subscriptions }, oddness) {
    const { min, max } = LIMITS.expirySeconds;
    const seconds = wholeNumber(params.expiry);
    if (seconds === null || seconds < min || seconds > max) throw refuse.badExpiry();
    const names = namesOf('subscribe', body, refuse.nothingToSubscribe, refuse.tooManyToSubscribe);
    if (names.some((name) => name.toLowerCase() === uid.toLowerCase())) throw refuse.ownName();
    if (oddness.fails) return OK;
    const held = subscriptions.subscribe(uid, names, seconds, now);
    if (held === null) throw refuse.tooManyToSubscribe();
    return oddness.writeEntries(held.flatMap(({ uid: name, expiry }) => readEntry(world, name, expiry, clockError)));
  },

  retrieve({ uid, body, now, clockError }, { world, subscriptions, retrieves }, oddness) {
    const names = namesOf('retrieve', body, refuse.nothingToRetrieve, refuse.tooManyToRetrieve);
    const told = retrieves === 'everyone' ? names : names.filter(subscriptions.heldBy(uid, now));
    return oddness.writeEntries(told.flatMap((name) => readEntry(world, name, null, clockError)));
  },

  unsubscribe({ uid, body, now }, { subscriptions }, oddness) {
    const names = namesOf('unsubscribe', body, refuse.nothingToUnsubscribe, refuse.tooManyToUnsubscribe);
    if (!oddness.fails) subscriptions.unsubscribe(uid, names, now);
    return OK;
  },

  sublist({ uid, query, now, clockError }, { subscriptions }) {
    // Without a page size the service gives pages of one.
    const [number, size] = [wholeNumber(query.get('pageNum') ?? '1'), wholeNumber(query.get('pageSize') ?? '1')];
    if (number === null) throw refuse.badPage();
    if (size === null || size < LIMITS.pageSize.min || size > LIMITS.pageSize.max) throw refuse.badPageSize();
    return writePage(subscriptions.list(uid, now), Math.max(1, number), size, clockError);
  },
};

/** Carries out one call and gives the body of its 200. Throws a `Refusal`, and has then changed nothing. */
export function carryOut(call: CallName, incoming: Incoming, service: Service, oddness: Oddness): string {
  // A write may be the first that is heard of a user; anything else needs an acting user who exists.
  if (call !== 'set' && !service.knows(incoming.uid)) throw refuse.unknownUser();
  return oddness.writeBody(HANDLERS[call](incoming, service, oddness));
}

/** The names a call is about. What is missing or too much has words of its own; any other flaw is found by the contract's own schema. */
function namesOf(
  call: 'subscribe' | 'retrieve' | 'unsubscribe',
  body: unknown,
  empty: () => Refusal,
  tooMany: () => Refusal,
): string[] {
  const list = nameList(body);
  if (!Array.isArray(list) || list.length === 0) throw empty();
  if (list.length > LIMITS.namesPerCall) throw tooMany();
  const asDocumented = call === 'unsubscribe' ? list : { usernames: list };
  if (CALLS[call].request?.safeParse(asDocumented).success !== true) throw refuse.namesNotText();
  return list;
}

function readEntry(world: World, name: string, expiry: number | null, clockError: number): Entry[] {
  const seen = world.read(name);
  if (seen === null) return [];
  // Somebody the server never saw has no time that could be off.
  const lastTime = seen.lastTime === 0 ? 0 : seen.lastTime + clockError;
  return [{ ...seen, lastTime, expiry: expiry === null ? null : expiry + clockError }];
}

function writePage(list: readonly Held[], number: number, size: number, clockError: number): string {
  const page = list.slice((number - 1) * size, number * size);
  const sublist = page.map(({ uid, expiry }) => ({ uid, expiry: String(expiry + clockError) }));
  return JSON.stringify({ totalnum: String(list.length), sublist });
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : null;
}
