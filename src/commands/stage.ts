import { partingWords } from '../monitor/leaving.ts';
import type { TerminalEffect } from '../runtime/effects.ts';
import type { Engine } from '../runtime/engine.ts';
import type { FileTrouble } from '../runtime/files/file-trouble.ts';
import { clipboardSequence } from '../text/clipboard.ts';
import { safe } from '../text/safe.ts';
import { type Display, type DisplayOptions, openDisplay } from './display.tsx';
import { type Job, obeyShell } from './job-control.ts';
import { keyboardGone, openKeyboard } from './keyboard.ts';
import { byKey, type Leaving, NO_TERMINAL, untilLeaving } from './leaving.ts';
import { awaitedBy, type RunOptions, tellOnStderr } from './run.ts';
import { Warnings } from './warnings.ts';

/** The terminal while the monitor is on it. */
interface Terminal {
  readonly display: Display;
  readonly job: Job;
}

/** What goes on beside the screen from when the terminal is taken until it is given back. */
export interface Companion {
  close(): Promise<void>;
}

/** The terminal as one run uses it: what a monitor may want of it, and the screen itself. */
export interface Stage {
  readonly onTerminal: (effect: TerminalEffect) => void;
  /** Hands a sequence of alerts over, as long as the terminal is ours. */
  readonly ring: (sequence: string) => void;
  /** Says what goes wrong with a file: on the screen, and once more after it. */
  readonly tell: (trouble: FileTrouble, engine: Engine) => void;
  /** Shows a monitor until the user leaves or a signal comes, and gives the terminal back as it was. */
  show(engine: Engine, accompany: () => Companion): Promise<Leaving>;
  /** Whether the program was left while it was suspended: then a signal ends it. */
  readonly suspended: boolean;
}

/** The terminal, not yet taken. */
export function openStage(options: Pick<RunOptions, 'duration' | 'until' | 'lowBandwidth'>): Stage {
  const warnings = new Warnings();
  let terminal: Terminal | null = null;
  let suspended = false;

  async function show(engine: Engine, accompany: () => Companion): Promise<Leaving> {
    const keyboard = openKeyboard();
    // Before the first frame: a key pressed while it is drawn must not be echoed into it. And before signals are caught: in
    // the background this stops the program, which then can still be ended.
    keyboard.setRawMode(true);
    const left = untilLeaving({ duration: options.duration, closed: NO_TERMINAL, awaited: awaitedBy(engine, options) });
    terminal = takeTerminal(engine, { keyboard, colours: !options.lowBandwidth });
    const companion = accompany();
    const { display, job } = terminal;
    try {
      engine.store.start();
      return await Promise.race([left, keyboardGone(keyboard), display.failed, engine.ended.then(byKey)]);
    } finally {
      engine.close();
      suspended = job.suspended;
      terminal = null;
      if (!suspended) await leaveTerminal(display, engine, warnings);
      await companion.close();
    }
  }

  return {
    show,
    onTerminal(effect) {
      if (effect.type === 'suspend') terminal?.job.suspend();
      else if (effect.type === 'redraw') terminal?.display.redraw();
      // In one write of its own: frames are written whole as well, so it never falls into one.
      else process.stdout.write(clipboardSequence(effect.text, process.env.TMUX !== undefined));
    },
    ring(sequence) {
      if (terminal !== null) process.stdout.write(sequence);
    },
    tell(trouble, { store }) {
      if (terminal === null) return tellOnStderr(trouble);
      warnings.add(trouble);
      store.dispatch({ type: 'warned', text: trouble.message, hint: trouble.hint });
    },
    get suspended() {
      return suspended;
    },
  };
}

function takeTerminal({ store }: Engine, options: DisplayOptions): Terminal {
  const display = openDisplay(store, options);
  const job = obeyShell(display, () => {
    store.dispatch({ type: 'refuse', reason: 'not suspended: no shell is there to go on with it' });
  });
  return { display, job };
}

/** Gives the terminal back, and says there what whoever left may not have seen. */
async function leaveTerminal(display: Display, { store }: Engine, warnings: Warnings): Promise<void> {
  await display.close();
  const words = partingWords(store.getLatest());
  if (words !== null) console.error(`presence-monitor: ${safe(words)}`);
  // A notice goes with the next key, which may have been pressed already when it came.
  for (const warning of warnings) tellOnStderr(warning);
}
