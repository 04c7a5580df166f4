import type { Display } from './display.tsx';

/** Milliseconds after which a program that asked to be stopped, and still runs, was not. */
const GRACE = 100;
/**
 * Milliseconds from going on until the terminal is taken again. A signal that came while the program was stopped, as `kill %1`
 * sends one, may be told by another thread a moment after SIGCONT; taking the terminal from the background before it is heard
 * would stop the program once more, with the signal unheard.
 */
const SIGNALS_TOLD = 100;

/** The program as a job of the shell that started it. */
export interface Job {
  /** Whether the terminal is the shell's now: nothing may be written into it, or its settings changed. */
  readonly suspended: boolean;
  /** Gives the terminal back and stops the program with its process group, as ctrl-z does with any other. */
  suspend(): void;
}

/**
 * Lets a shell suspend the program and go on with it: SIGTSTP and SIGCONT, and SIGSTOP, of which nobody is told before.
 * Where no shell could go on with it the kernel does not stop it, and `onRefused` is called instead.
 */
export function obeyShell(display: Pick<Display, 'handOver'>, onRefused: () => void): Job {
  let suspended = false;

  const suspend = () => void display.handOver(stop);

  async function stop(): Promise<void> {
    suspended = true;
    process.off('SIGTSTP', suspend);
    process.kill(0, 'SIGTSTP');
    const stopped = await continued();
    process.on('SIGTSTP', suspend);
    suspended = false;
    if (!stopped) onRefused();
  }

  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', () => {
    // After SIGSTOP the shell has had the terminal without its having been given back.
    if (!suspended) void display.handOver(async () => {});
  });

  return {
    get suspended() {
      return suspended;
    },
    suspend,
  };
}

/** Resolves with whether the program was stopped, once it goes on and every signal that came meanwhile has been told. */
function continued(): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (stopped: boolean) => {
      process.off('SIGCONT', onContinue);
      resolve(stopped);
    };
    let refused: NodeJS.Immediate | undefined;
    const onContinue = () => {
      clearTimeout(timer);
      clearImmediate(refused);
      setTimeout(settle, SIGNALS_TOLD, true);
    };
    process.on('SIGCONT', onContinue);
    // When it was stopped for longer than that, the signal is heard before the second step.
    const timer = setTimeout(() => {
      refused = setImmediate(settle, false);
    }, GRACE);
  });
}
