import { partingWords } from '../monitor/leaving.ts';
import type { TerminalEffect } from '../runtime/effects.ts';
import { openEngine } from '../runtime/engine.ts';
import { clipboardSequence } from '../text/clipboard.ts';
import { safe } from '../text/safe.ts';
import { widthOf } from '../text/width.ts';
import type { Connection } from './connect.ts';
import { openDisplay } from './display.tsx';
import { endBySignal, interruption } from './interruption.ts';
import { obeyShell } from './job-control.ts';
import { openKeyboard, terminalGone } from './keyboard.ts';

/** Runs the live monitor until the user leaves or a signal comes, gives the terminal back as it was, and gives the exit code. */
export async function screen({ settings, client }: Connection): Promise<number> {
  const keyboard = openKeyboard();
  // Before the first frame: a key pressed while it is drawn must not be echoed into it. And before signals are caught: in
  // the background this stops the program, which then can still be ended.
  keyboard.setRawMode(true);
  const interrupted = interruption();
  const longestName = settings.users.reduce((longest, uid) => Math.max(longest, widthOf(safe(uid))), 0);
  const onTerminal = (effect: TerminalEffect) => {
    if (effect.type === 'suspend') job.suspend();
    else if (effect.type === 'redraw') display.redraw();
    // In one write of its own: frames are written whole as well, so it never falls into one.
    else process.stdout.write(clipboardSequence(effect.text, process.env.TMUX !== undefined));
  };
  const engine = openEngine(settings, client, onTerminal);
  const display = openDisplay(engine.store, longestName, keyboard);
  const job = obeyShell(display, () => {
    engine.store.dispatch({ type: 'refuse', reason: 'not suspended: no shell is there to go on with it' });
  });
  try {
    engine.store.start();
    const code = await Promise.race([interrupted, terminalGone(keyboard), display.failed, engine.ended]);
    engine.close();
    if (job.suspended) endBySignal(code);
    return code;
  } finally {
    engine.close();
    await display.close();
    const words = partingWords(engine.store.getLatest());
    if (words !== null) console.error(`presence-monitor: ${safe(words)}`);
  }
}
