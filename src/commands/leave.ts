import { isatty } from 'node:tty';
import { EXIT } from './exit-codes.ts';
import { endBySignal } from './interruption.ts';

/** Milliseconds that what was written last has to go out after a signal: whoever stops the program does not want to wait for a reader. */
const LAST_WORDS = 2000;

/** Which of the standard streams were a terminal at the start. */
const TERMINALS = [0, 1, 2].filter((stream) => isatty(stream));

/**
 * Leaves with a code once everything written has gone out; timers and sockets that still stand do not hold the program back.
 * The first code that is no success stays.
 */
export function leave(exitCode: number): void {
  process.exitCode ||= exitCode;
  if (exitCode > 128) setTimeout(end, LAST_WORDS);
  // A write that failed is told after its callback.
  process.stdout.write('', () => setImmediate(end));
}

/** Node aborts, with a trace, when it cannot set back a terminal that has gone away in the meantime. A signal does without. */
function end(): void {
  if (TERMINALS.some((stream) => !isatty(stream))) endBySignal(Number(process.exitCode) || EXIT.hangup.code);
  process.exit();
}
