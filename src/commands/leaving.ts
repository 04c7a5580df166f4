import type { EndReason } from '../runtime/lines/schema.ts';
import { EXIT } from './exit-codes.ts';
import { interruption } from './interruption.ts';

/** Why the program ends, and the code it leaves with. */
export interface Leaving {
  readonly reason: EndReason;
  readonly exitCode: number;
  /** Who met the filter that was waited for. */
  readonly matched?: readonly string[];
  /** What is said of it on standard error, safe for a terminal; the hint says what to do. */
  readonly words?: { readonly text: string; readonly hint: string | null };
}

/** Nobody reads any more, as behind `| head`: that is no failure. */
export const UNREAD: Leaving = { reason: 'closed', exitCode: EXIT.done.code };
/** A terminal that vanishes without a signal shows as a failing write, and nobody is left to tell. */
export const NO_TERMINAL: Leaving = { reason: 'hangup', exitCode: EXIT.hangup.code };

/** What ends any run of a monitor from outside. */
export interface LeavingOptions {
  /** Milliseconds after which it stops by itself, or undefined. */
  readonly duration: number | undefined;
  /** What it means that nobody reads standard output any more. */
  readonly closed: Leaving;
  /** What else it waits for, or null. */
  readonly awaited: Promise<Leaving> | null;
  /** What SIGINT does in place of ending the run. */
  readonly onInterrupt?: () => void;
}

/**
 * Resolves when the program is to be left: by a signal, because the time is over, or because standard output is lost. Rejects
 * for a mistake in the program. Asked for once in a process.
 */
export function untilLeaving({ duration, closed, awaited, onInterrupt }: LeavingOptions): Promise<Leaving> {
  const { promise, resolve, reject } = Promise.withResolvers<Leaving>();
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    const unread = code === 'EPIPE' || code === 'EIO';
    resolve(unread ? closed : { reason: 'failed', exitCode: EXIT.unexpected.code });
  });
  if (duration !== undefined) setTimeout(() => resolve({ reason: 'duration', exitCode: EXIT.done.code }), duration);
  awaited?.then(resolve, reject);
  return Promise.race([interruption(onInterrupt), promise]);
}

/** The monitor ends for a key only: `q`, or ctrl-c, which is as good as the signal. */
export function byKey(exitCode: number): Leaving {
  return { reason: exitCode === EXIT.interrupt.code ? 'interrupt' : 'quit', exitCode };
}
