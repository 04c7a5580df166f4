import { EXIT } from './exit-codes.ts';

const SIGNALS = [
  ['SIGHUP', EXIT.hangup.code],
  ['SIGINT', EXIT.interrupt.code],
  ['SIGTERM', EXIT.terminate.code],
] as const;

/**
 * What ends a command from outside: resolves with the exit code of the first signal, rejects with an error that nobody
 * caught. Whatever comes later is ignored, so that the command can put things in order undisturbed. Asked for once in a process.
 */
export function interruption(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  for (const [signal, code] of SIGNALS) process.on(signal, () => resolve(code));
  process.on('uncaughtException', reject);
  process.on('unhandledRejection', reject);
  return promise;
}

/**
 * Ends the process by the signal that an exit code stands for, or else by SIGHUP, as if nobody had caught it: nothing more is
 * done or written.
 */
export function endBySignal(exitCode: number): void {
  const [signal] = SIGNALS.find(([, code]) => code === exitCode) ?? ['SIGHUP'];
  // Taking the last listener away gives a signal its own effect back, even one that was ignored from the start.
  process.on(signal, () => {});
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
