import { ApiError, isApiError } from '../errors.ts';
import { rememberSecret } from '../secrets-in-use.ts';
import type { TokenSource } from '../tokens.ts';
import { checkedToken } from './bearer.ts';
import { advise, failed, type Made, NO_TOKEN, refusedBy, renewed, type TokenTrouble, troubleOf } from './renewal.ts';

/** What makes tokens, each time anew. */
export interface Maker {
  /** What it is, for messages; never a secret. */
  readonly name: string;
  /** What to do when the server refuses what was made here; the general advice stands when it is missing. */
  readonly refusedHint?: string;
  /** Milliseconds that the pauses between failing attempts grow to. */
  readonly longestPause: number;
  /** Rejects with an `ApiError`; with `aborted` when `stop` fires. */
  make(stop: AbortSignal): Promise<Made>;
}

/** Time and chance; the machine's unless a test brings its own. */
export interface Surprises {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly random: () => number;
}

/**
 * A token source that keeps what `maker` makes: renewed at half life beside the calls that go on with the old token, once
 * after a 401, and never twice at a time. Failing renewals pause; the token that still works stays in use meanwhile.
 */
export function renewing(
  maker: Maker,
  { now, random }: Surprises = { now: () => performance.now(), random: Math.random },
): TokenSource {
  const pauses = { longest: maker.longestPause, random };
  const closed = new AbortController();
  const listeners = new Set<(trouble: TokenTrouble | null) => void>();
  let state = NO_TOKEN;
  let underWay: Promise<string> | null = null;

  const tell = () => {
    const trouble = troubleOf(state, now());
    for (const listener of listeners) listener(trouble);
  };

  async function make(): Promise<string> {
    const askedAt = now();
    try {
      const made = await maker.make(closed.signal);
      const token = checkedToken(made.token, maker.name);
      rememberSecret(token);
      const wasInTrouble = state.failure !== null;
      state = renewed(state, { ...made, token }, askedAt);
      if (wasInTrouble) tell();
      return token;
    } catch (error) {
      if (isApiError(error)) {
        state = failed(state, error.failure, now(), pauses);
        tell();
      }
      throw error;
    } finally {
      underWay = null;
    }
  }

  const renewal = (): Promise<string> => {
    underWay ??= make();
    return underWay;
  };

  async function get(): Promise<string> {
    const { current, failure, notBefore } = state;
    switch (advise(state, now())) {
      case 'renew':
        return renewal();
      case 'renew-aside':
        renewal().catch((error) => {
          // It has been told; a mistake in the program must not pass unseen.
          if (!isApiError(error)) throw error;
        });
        break;
      case 'wait':
        if (underWay !== null) return underWay;
        if (failure !== null) throw new ApiError({ ...failure, retryAfter: notBefore - now() });
    }
    return current?.token ?? renewal();
  }

  return {
    name: maker.name,
    ...(maker.refusedHint !== undefined && { refusedHint: maker.refusedHint }),
    get,
    renew: (rejected) => {
      state = refusedBy(state, rejected, now(), pauses);
      return get();
    },
    onTrouble(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    endsIn() {
      const { current } = state;
      return current === null || current.lifetime === null ? null : current.madeAt + current.lifetime - now();
    },
    close: () => closed.abort(),
  };
}
