import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { EXIT } from './exit-codes.ts';
import { type Leaving, NO_TERMINAL } from './leaving.ts';
import { ProgramError } from './program-error.ts';

/** Where keys come from: standard input, or the terminal itself when standard input is none. */
export function openKeyboard(): NodeJS.ReadStream {
  if (process.stdin.isTTY) return process.stdin;
  try {
    return new ReadStream(openSync('/dev/tty', 'r'));
  } catch (cause) {
    throw new ProgramError(
      `there is no keyboard: standard input is no terminal, and /dev/tty cannot be opened (${(cause as NodeJS.ErrnoException).code})`,
      'Start it from a terminal, or with --once for one table.',
      EXIT.usage.code,
      { cause },
    );
  }
}

/** Resolves when the terminal is gone though no signal told: the keyboard is at its end, or cannot be read. */
export function keyboardGone(keyboard: NodeJS.ReadStream): Promise<Leaving> {
  return new Promise((resolve) => {
    const gone = () => resolve(NO_TERMINAL);
    keyboard.on('end', gone);
    keyboard.on('error', gone);
  });
}
