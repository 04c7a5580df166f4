import * as z from 'zod';

/** The documented limits of the presence API. Where editions of the vendor's page differ, the first edition's figure stands. */
export const LIMITS = {
  /** Names in one subscribe, retrieve or unsubscribe call. */
  namesPerCall: 100,
  /** Subscription time in seconds; the maximum is 30 days. */
  expirySeconds: { min: 1, max: 2_592_000 },
  /** UTF-8 bytes of `ext`; newer servers take 1024, so the client's limit is an option. */
  extBytes: 64,
  /** Entries on one page of the sublist; 500 by the first edition, 100 by the newest, so nothing asks for more than 100. */
  pageSize: { min: 1, max: 500, used: 100 },
  /** Subscriptions one user may hold. */
  subscriptionsPerUser: 3000,
  /** Calls a second for each App Key and method. */
  callsPerSecond: 50,
} as const;

/** Milliseconds in which the calls of a second are counted: a tenth more, for clocks and networks that deliver one call late and the next early. */
export const WINDOW = 1100;

/**
 * What a limit of calls a second comes to: `calls` in any `window` milliseconds. Below one call a second the window is
 * stretched; above, a fraction is not used (2.5 calls a second are 2 in any second).
 */
export function quotaOf(callsPerSecond: number): { readonly calls: number; readonly window: number } {
  return { calls: Math.max(1, Math.floor(callsPerSecond)), window: WINDOW / Math.min(1, callsPerSecond) };
}

export type CallName = 'set' | 'subscribe' | 'retrieve' | 'unsubscribe' | 'sublist';

/** One of the five calls as data. The client and the simulator are both made from these rows. */
export interface Call {
  readonly name: CallName;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Whether it changes something on the server. */
  readonly writes: boolean;
  /** Segments after `…/users/{uid}/`; one that starts with ":" is a parameter. */
  readonly path: readonly string[];
  /** Query parameters, all required by this client. */
  readonly query: readonly string[];
  /** What the client sends as body; `null` for none. */
  readonly request: z.ZodType | null;
  /** What the documentation promises as body of a 200. Real answers stray from it: `answers.ts` reads those. */
  readonly answer: z.ZodType;
}

const names = z.array(z.string()).min(1).max(LIMITS.namesPerCall);
const numeric = z.union([z.string().regex(/^\d+$/), z.number().int().nonnegative()]);
const ok = z.object({ result: z.literal('ok') });
const presence = z.object({
  uid: z.string(),
  last_time: numeric,
  ext: z.string(),
  status: z.record(z.string(), z.string()),
});

/** The five calls of the presence API. Source: the vendor's REST page, with the unsubscribe body as every vendor client sends it. */
export const CALLS: Readonly<Record<CallName, Call>> = {
  set: {
    name: 'set',
    method: 'POST',
    writes: true,
    path: ['presence', ':resource', ':status'],
    query: [],
    request: z.object({ ext: z.string().min(1) }),
    answer: ok,
  },
  subscribe: {
    name: 'subscribe',
    method: 'POST',
    writes: true,
    path: ['presence', ':expiry'],
    query: [],
    request: z.object({ usernames: names }),
    answer: z.object({ result: z.array(presence.extend({ expiry: numeric })) }),
  },
  retrieve: {
    name: 'retrieve',
    method: 'POST',
    writes: false,
    path: ['presence'],
    query: [],
    request: z.object({ usernames: names }),
    answer: z.object({ result: z.array(presence) }),
  },
  unsubscribe: {
    name: 'unsubscribe',
    method: 'DELETE',
    writes: true,
    path: ['presence'],
    query: [],
    request: names,
    answer: ok,
  },
  sublist: {
    name: 'sublist',
    method: 'GET',
    writes: false,
    path: ['presence', 'sublist'],
    query: ['pageNum', 'pageSize'],
    request: null,
    answer: z.object({
      result: z.object({ totalnum: numeric, sublist: z.array(z.object({ uid: z.string(), expiry: numeric })) }),
    }),
  },
};

/** One device of a user and its status: "0" offline, "1" online, any other string custom. */
export interface DeviceStatus {
  readonly device: string;
  readonly status: string;
}

/** What one answer says of one user. */
export interface Presence {
  /** In the order of the answer, a device that occurs twice kept twice. Empty: the server never saw the user. */
  readonly devices: readonly DeviceStatus[];
  /** Extension text, one for all devices of the user; "" when the server sent none. */
  readonly ext: string;
  /** Last login or logout the server saw, in seconds since the epoch, or null when it did not say. */
  readonly lastTime: number | null;
  /** End of the subscription in seconds since the epoch, as subscribe answers it; null in other answers. */
  readonly expiry: number | null;
}

/** Something in an answer that the documentation does not promise; what it carried is kept wherever it can be. */
export interface Oddity {
  readonly kind: 'empty-uid' | 'foreign-uid' | 'repeated-uid' | 'repeated-device' | 'mistyped';
  /** The user it concerns, or null when nobody can say. */
  readonly uid: string | null;
  /** What was found, in words; text from the server, not yet safe for a terminal. */
  readonly detail: string;
}

/** A whole answer, matched to the names that were asked for. */
export interface PresenceAnswer {
  /** Keyed by the name as it was asked for, in the order of the request. */
  readonly users: ReadonlyMap<string, Presence>;
  /** Place of each user's entry in the list that the server wrote, from 0. Keyed like `users`. */
  readonly places: ReadonlyMap<string, number>;
  /** Names asked for that the answer does not hold: unknown, not offline. */
  readonly absent: readonly string[];
  /** Entries that belong to nobody who was asked for, kept so that nothing is lost. */
  readonly unattributed: readonly { readonly uid: string; readonly presence: Presence }[];
  readonly oddities: readonly Oddity[];
}

/** One subscription of the acting user; `expiry` in seconds since the epoch, or null when the server sent none. */
export interface Subscription {
  readonly uid: string;
  readonly expiry: number | null;
}
