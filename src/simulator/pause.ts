/** Runs something so many milliseconds later; gives what calls it off. */
export type After = (milliseconds: number, run: () => void) => () => void;

/** The longest time that a timer of the platform can be set to. */
const LONGEST = 2 ** 31 - 1;

/** `After` by the clock of the platform. What would lie further off than its timers reach is run at the end of their reach. */
export const afterRealTime: After = (milliseconds, run) => {
  const timer = setTimeout(run, Math.min(milliseconds, LONGEST));
  return () => clearTimeout(timer);
};

/** Waits, or stops waiting when the signal fires. Never rejects, and leaves no timer behind. */
export async function pause(after: After, milliseconds: number, stop: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || stop.aborted) return;
  await new Promise<void>((resolve) => {
    const callOff = after(milliseconds, done);
    stop.addEventListener('abort', done);
    function done(): void {
      callOff();
      stop.removeEventListener('abort', done);
      resolve();
    }
  });
}
