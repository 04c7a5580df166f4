import { whyNotWritten } from '../runtime/files/file-trouble.ts';
import { EXIT } from './exit-codes.ts';
import { leave } from './leave.ts';

/** Leaves when standard output fails; a command that listens for that itself has something to finish, and leaves then. */
export function leaveWithoutOutput(): void {
  process.stdout.on('error', () => {});
  process.stdout.once('error', (error) => {
    const exitCode = tell(error);
    if (process.stdout.listenerCount('error') > 1) process.exitCode ||= exitCode;
    else leave(exitCode);
  });
  // When nobody hears what goes wrong, there is nobody to tell that either.
  process.stderr.on('error', () => {});
}

/** The terminal went away, or whoever read the output has read enough; anything else is told. Gives the exit code. */
function tell(error: NodeJS.ErrnoException): number {
  if (process.stdout.isTTY) return EXIT.hangup.code;
  if (error.code === 'EPIPE') return EXIT.done.code;
  console.error(`presence-monitor: standard output ends here: ${whyNotWritten(error)}\nMake room, or print elsewhere.`);
  return EXIT.unexpected.code;
}
