import { LIMITS } from '../api/contract.ts';

/** One subscription; `expiry` in seconds since the epoch. */
export interface Held {
  readonly uid: string;
  readonly expiry: number;
}

/** A change that the sublist does not show yet; `held` null means that it ended. */
interface Change {
  readonly at: number;
  readonly key: string;
  readonly held: Held | null;
}

interface Account {
  /** What holds now, by name in lower case, in the order of subscribing. */
  readonly held: Map<string, Held>;
  /** What the sublist shows, which lags behind. */
  readonly listed: Map<string, Held>;
  readonly changes: Change[];
}

/**
 * Who is subscribed to whom, by acting user. Times are milliseconds since the epoch unless said otherwise. The list that
 * can be read lags behind what was done, as on the real service; names are compared without case.
 */
export class Subscriptions {
  readonly #lag: number;
  readonly #accounts = new Map<string, Account>();

  /** `lag`: milliseconds until a change shows in the list. */
  constructor(lag: number) {
    this.#lag = lag;
  }

  /** Subscribes to names for `seconds`, overwriting earlier subscriptions to them. Null, and nothing done, when there would be too many. */
  subscribe(actor: string, names: readonly string[], seconds: number, now: number): readonly Held[] | null {
    const account = this.#account(actor, now);
    const fresh = new Set(names.map(keyOf).filter((key) => !account.held.has(key)));
    if (account.held.size + fresh.size > LIMITS.subscriptionsPerUser) return null;
    const expiry = Math.floor(now / 1000) + seconds;
    return names.map((uid) => {
      const held = { uid, expiry };
      this.#change(account, keyOf(uid), held, now);
      return held;
    });
  }

  /** Ends subscriptions; a name that was not subscribed is no error. */
  unsubscribe(actor: string, names: readonly string[], now: number): void {
    const account = this.#account(actor, now);
    for (const name of names) {
      if (account.held.has(keyOf(name))) this.#change(account, keyOf(name), null, now);
    }
  }

  /** Tells of a name whether `actor` is subscribed to it at this moment, whatever the list shows. */
  heldBy(actor: string, now: number): (name: string) => boolean {
    const { held } = this.#account(actor, now);
    return (name) => held.has(keyOf(name));
  }

  /** The list as it can be read now: what held when the lag began, less what has expired, in the order of subscribing. */
  list(actor: string, now: number): readonly Held[] {
    return [...this.#account(actor, now).listed.values()];
  }

  /** The account, with everything done that time has brought since it was last looked at. */
  #account(actor: string, now: number): Account {
    const account = this.#accounts.get(keyOf(actor)) ?? { held: new Map(), listed: new Map(), changes: [] };
    this.#accounts.set(keyOf(actor), account);
    const waiting = account.changes.findIndex(({ at }) => at > now - this.#lag);
    for (const { key, held } of account.changes.splice(0, waiting === -1 ? account.changes.length : waiting)) {
      put(account.listed, key, held);
    }
    dropExpired(account.held, now);
    dropExpired(account.listed, now);
    return account;
  }

  #change(account: Account, key: string, held: Held | null, at: number): void {
    put(account.held, key, held);
    account.changes.push({ at, key, held });
  }
}

function put(map: Map<string, Held>, key: string, held: Held | null): void {
  if (held === null) map.delete(key);
  else map.set(key, held);
}

function dropExpired(map: Map<string, Held>, now: number): void {
  for (const [key, { expiry }] of map) {
    if (expiry * 1000 <= now) map.delete(key);
  }
}

function keyOf(name: string): string {
  return name.toLowerCase();
}
