import pThrottle from 'p-throttle';
import type { CallName } from './contract.ts';

/** A tenth over the second, for clocks and networks that deliver one call late and the next one early. */
const WINDOW = 1100;

/** Guarantees that no more than so many calls of one method leave in any second. */
export interface Limiter {
  /** Resolves when a call may leave; it has then been counted. Rejects with the signal's reason when that fires first. */
  turn(call: CallName, signal: AbortSignal): Promise<void>;
}

/**
 * A limiter for each method on its own. Below one call a second the second is stretched; above, a fraction is not used
 * (2.5 calls a second are 2 in any second). `closed` drops all waiting.
 */
export function createLimiter(callsPerSecond: number, closed: AbortSignal): Limiter {
  const gates = new Map<CallName, Limiter['turn']>();
  return {
    turn(call, signal) {
      const gate = gates.get(call) ?? createGate(callsPerSecond, closed);
      gates.set(call, gate);
      return gate(call, signal);
    },
  };
}

function createGate(callsPerSecond: number, closed: AbortSignal): Limiter['turn'] {
  const limit = Math.max(1, Math.floor(callsPerSecond));
  const interval = Math.ceil(callsPerSecond < 1 ? WINDOW / callsPerSecond : WINDOW);

  // p-throttle cannot give back the place of a call that was aborted. So a place is not tied to the call that asked for it:
  // each goes to whoever has waited longest, and an aborted call merely leaves the queue.
  const waiting = new Set<() => void>();
  // `weight` because only weighed places are checked again when their timer fires: after a stall of the event loop all
  // that fell due in it would otherwise leave at once.
  const place = pThrottle({ limit, interval, strict: true, signal: closed, weight: () => 1 })(async () => {
    const [longest] = waiting;
    longest?.();
  });

  return (_call, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const leave = () => {
        waiting.delete(go);
        signal.removeEventListener('abort', giveUp);
      };
      const go = () => {
        leave();
        resolve();
      };
      const giveUp = () => {
        leave();
        reject(signal.aborted ? signal.reason : closed.reason);
      };
      waiting.add(go);
      signal.addEventListener('abort', giveUp);
      place().catch(giveUp);
    });
}
