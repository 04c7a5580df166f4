import pThrottle from 'p-throttle';
import { type CallName, quotaOf } from './contract.ts';

/** Guarantees that no more than so many calls of one method leave in any second. */
export interface Limiter {
  /** Resolves when a call may leave; it has then been counted. Rejects with the signal's reason when that fires first. */
  turn(call: CallName, signal: AbortSignal): Promise<void>;
  /** Another limit from now on. Nothing leaves until calls made under the old one no longer count. */
  setLimit(callsPerSecond: number): void;
}

/** A limiter for each method on its own, as `quotaOf` counts. `closed` drops all waiting. */
export function createLimiter(callsPerSecond: number, closed: AbortSignal): Limiter {
  const gates = new Map<CallName, Limiter>();
  let limit = callsPerSecond;
  return {
    turn(call, signal) {
      const gate = gates.get(call) ?? createGate(limit, closed);
      gates.set(call, gate);
      return gate.turn(call, signal);
    },
    setLimit(next) {
      limit = next;
      for (const gate of gates.values()) gate.setLimit(next);
    },
  };
}

/** The gate of one method. */
function createGate(callsPerSecond: number, closed: AbortSignal): Limiter {
  // p-throttle cannot give back the place of a call that was aborted. So a place is not tied to the call that asked for it:
  // each goes to whoever has waited longest, and an aborted call merely leaves the queue.
  const waiting = new Map<() => void, (reason: unknown) => void>();
  let limit = callsPerSecond;
  let replaced = new AbortController();
  let place = throttled();
  let opening: NodeJS.Timeout | null = null;

  function throttled(): () => Promise<void> {
    // `weight` because only weighed places are checked again when their timer fires: after a stall of the event loop all
    // that fell due in it would otherwise leave at once.
    const options = { limit: quotaOf(limit).calls, interval: windowOf(limit), strict: true, weight: () => 1 };
    return pThrottle({ ...options, signal: replaced.signal })(async () => {
      const [longest] = waiting.keys();
      longest?.();
    });
  }

  /** A place that is dropped because the limit was replaced is asked for again by `open`. */
  function ask(): void {
    if (opening === null) place().catch(() => {});
  }

  function open(): void {
    opening = null;
    for (let count = waiting.size; count > 0; count--) ask();
  }

  closed.addEventListener('abort', () => {
    clearTimeout(opening ?? undefined);
    replaced.abort();
    for (const giveUp of [...waiting.values()]) giveUp(closed.reason);
  });

  return {
    turn: (_call, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        closed.throwIfAborted();
        const leave = () => {
          waiting.delete(go);
          signal.removeEventListener('abort', onAbort);
        };
        const go = () => {
          leave();
          resolve();
        };
        const giveUp = (reason: unknown) => {
          leave();
          reject(reason);
        };
        const onAbort = () => giveUp(signal.reason);
        waiting.set(go, giveUp);
        signal.addEventListener('abort', onAbort);
        ask();
      }),
    setLimit(next) {
      if (next === limit) return;
      const settled = windowOf(limit);
      limit = next;
      replaced.abort();
      replaced = new AbortController();
      place = throttled();
      clearTimeout(opening ?? undefined);
      opening = setTimeout(open, settled);
    },
  };
}

/** Milliseconds within which the calls of a limit count together. */
function windowOf(callsPerSecond: number): number {
  return Math.ceil(quotaOf(callsPerSecond).window);
}
