import { partingWords } from '../monitor/leaving.ts';
import type { TerminalEffect } from '../runtime/effects.ts';
import type { Engine } from '../runtime/engine.ts';
import type { FileTrouble } from '../runtime/files/file-trouble.ts';
import { asRemembered, Memory, readRemembered } from '../runtime/remembered.ts';
import { clipboardSequence } from '../text/clipboard.ts';
import { safe } from '../text/safe.ts';
import { widthOf } from '../text/width.ts';
import type { Connection } from './connect.ts';
import { type Display, type DisplayOptions, openDisplay } from './display.tsx';
import { endBySignal } from './interruption.ts';
import { type Job, obeyShell } from './job-control.ts';
import { keyboardGone, openKeyboard } from './keyboard.ts';
import { byKey, type Leaving, NO_TERMINAL, untilLeaving } from './leaving.ts';
import { type RunOptions, run, tellOnStderr } from './run.ts';
import { stateFile } from './state-file.ts';

/** The terminal while the monitor is on it. */
interface Terminal {
  readonly display: Display;
  readonly job: Job;
}

/** Runs the live monitor until the user leaves or a signal comes, gives the terminal back as it was, and gives the exit code. */
export async function screen({ settings, client }: Connection, options: RunOptions): Promise<number> {
  const remembered = await readRemembered(stateFile(process.env));
  const troubles: FileTrouble[] = [];
  let terminal: Terminal | null = null;
  let suspended = false;

  const tell = (trouble: FileTrouble, { store }: Engine) => {
    if (terminal === null) return tellOnStderr(trouble);
    troubles.push(trouble);
    store.dispatch({ type: 'warned', text: trouble.message, hint: trouble.hint });
  };
  const onTerminal = (effect: TerminalEffect) => {
    if (effect.type === 'suspend') terminal?.job.suspend();
    else if (effect.type === 'redraw') terminal?.display.redraw();
    // In one write of its own: frames are written whole as well, so it never falls into one.
    else process.stdout.write(clipboardSequence(effect.text, process.env.TMUX !== undefined));
  };

  async function show(engine: Engine): Promise<Leaving> {
    const keyboard = openKeyboard();
    // Before the first frame: a key pressed while it is drawn must not be echoed into it. And before signals are caught: in
    // the background this stops the program, which then can still be ended.
    keyboard.setRawMode(true);
    const left = untilLeaving({ duration: options.duration, closed: NO_TERMINAL });
    terminal = takeTerminal(engine, settings.users, { keyboard, colours: !options.lowBandwidth });
    const memory = new Memory(engine.store, remembered, (trouble) => tell(trouble, engine));
    for (const trouble of [remembered.trouble, options.trouble]) if (trouble !== null) tell(trouble, engine);
    const { display, job } = terminal;
    try {
      engine.store.start();
      return await Promise.race([left, keyboardGone(keyboard), display.failed, engine.ended.then(byKey)]);
    } finally {
      engine.close();
      suspended = job.suspended;
      terminal = null;
      if (!suspended) await leaveTerminal(display, engine, troubles);
      await memory.close();
    }
  }

  const code = await run({ client, settings: asRemembered(settings, remembered) }, options, show, { tell, onTerminal });
  if (suspended) endBySignal(code);
  return code;
}

function takeTerminal({ store }: Engine, users: readonly string[], options: Omit<DisplayOptions, 'longestName'>): Terminal {
  const longestName = users.reduce((longest, uid) => Math.max(longest, widthOf(safe(uid))), 0);
  const display = openDisplay(store, { ...options, longestName });
  const job = obeyShell(display, () => {
    store.dispatch({ type: 'refuse', reason: 'not suspended: no shell is there to go on with it' });
  });
  return { display, job };
}

/** Gives the terminal back, and says there what whoever left may not have seen. */
async function leaveTerminal(display: Display, { store }: Engine, troubles: readonly FileTrouble[]): Promise<void> {
  await display.close();
  const words = partingWords(store.getLatest());
  if (words !== null) console.error(`presence-monitor: ${safe(words)}`);
  // A notice goes with the next key, which may have been pressed already when it came.
  troubles.forEach(tellOnStderr);
}
