import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { render } from 'ink';
import { openEngine } from '../runtime/engine.ts';
import { clipboardSequence } from '../text/clipboard.ts';
import { safe } from '../text/safe.ts';
import { widthOf } from '../text/width.ts';
import { App } from '../ui/app.tsx';
import { screenOutput } from '../ui/screen-output.ts';
import type { Connection } from './connect.ts';
import { EXIT } from './exit-codes.ts';

/** Frames a second at most: enough for keys to feel immediate, few enough for a slow link. */
const MAX_FPS = 30;

const SIGNALS = [
  ['SIGHUP', EXIT.hangup.code],
  ['SIGINT', EXIT.interrupt.code],
  ['SIGTERM', EXIT.terminate.code],
] as const;

/** Runs the live monitor until the user leaves or a signal comes, gives the terminal back as it was, and gives the exit code. */
export async function screen({ settings, client }: Connection): Promise<number> {
  // In one write of its own: frames are written whole as well, so it never falls into one.
  const copy = (text: string) => process.stdout.write(clipboardSequence(text, process.env.TMUX !== undefined));
  const engine = openEngine(settings, client, (effect) => void (effect.type === 'copy' && copy(effect.text)));
  const left = Promise.withResolvers<number>();
  for (const [signal, code] of SIGNALS) process.once(signal, () => left.resolve(code));
  // A terminal that vanishes without a signal shows as a failing write (EIO, EPIPE): nobody is left to tell.
  process.stdout.on('error', () => left.resolve(EXIT.hangup.code));
  process.once('uncaughtException', left.reject);
  process.once('unhandledRejection', left.reject);

  const longestName = settings.users.reduce((longest, uid) => Math.max(longest, widthOf(safe(uid))), 0);
  const stdin = keyboard();
  // Before the first frame: a key pressed while it is drawn must not be echoed into it.
  stdin.setRawMode(true);
  const instance = render(<App store={engine.store} longestName={longestName} />, {
    stdin,
    stdout: screenOutput(process.stdout),
    alternateScreen: true,
    incrementalRendering: true,
    interactive: true,
    exitOnCtrlC: false,
    maxFps: MAX_FPS,
  });
  try {
    engine.store.start();
    return await Promise.race([left.promise, engine.ended]);
  } finally {
    engine.close();
    instance.unmount();
    await instance.waitUntilExit();
  }
}

/** Where keys come from: standard input, or the terminal itself when standard input is a pipe. */
function keyboard(): NodeJS.ReadStream {
  return process.stdin.isTTY ? process.stdin : new ReadStream(openSync('/dev/tty', 'r'));
}
