import { EXIT } from './exit-codes.ts';
import type { Leaving } from './leaving.ts';

const SIGNALS = [
  ['SIGHUP', 'hangup'],
  ['SIGINT', 'interrupt'],
  ['SIGTERM', 'terminate'],
] as const;

/** The first signal that came before anybody asked what ends the command. */
let early: Leaving | null = null;

/** Keeps signals for whoever asks for them soon: what has begun to be written is then ended in order. */
export function expectInterruption(): void {
  for (const [signal, reason] of SIGNALS) {
    process.on(signal, () => {
      early ??= { reason, exitCode: EXIT[reason].code };
    });
  }
}

/**
 * What ends a command from outside: resolves with the first signal, rejects with an error that nobody caught. Whatever comes
 * later is ignored, so that the command can put things in order undisturbed. Asked for once in a process. `onInterrupt` is
 * called for SIGINT in place of that, where ctrl-c comes as nothing else and may have to be asked about.
 */
export function interruption(onInterrupt?: () => void): Promise<Leaving> {
  const { promise, resolve, reject } = Promise.withResolvers<Leaving>();
  for (const [signal, reason] of SIGNALS) {
    const end = () => resolve({ reason, exitCode: EXIT[reason].code });
    process.on(signal, signal === 'SIGINT' && onInterrupt !== undefined ? onInterrupt : end);
  }
  if (early !== null) resolve(early);
  process.on('uncaughtException', reject);
  process.on('unhandledRejection', reject);
  return promise;
}

/**
 * Ends the process by the signal that an exit code stands for, or else by SIGHUP, as if nobody had caught it: nothing more is
 * done or written.
 */
export function endBySignal(exitCode: number): void {
  const [signal] = SIGNALS.find(([, reason]) => EXIT[reason].code === exitCode) ?? ['SIGHUP'];
  // Taking the last listener away gives a signal its own effect back, even one that was ignored from the start.
  process.on(signal, () => {});
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
