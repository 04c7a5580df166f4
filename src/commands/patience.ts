import type { Streams } from './streams.ts';

/** Milliseconds of silence that nobody wonders about, and between one figure and the next. */
const PATIENCE = 300;

/** How far a long work on this machine is. */
export interface Patience {
  /** `share` is what is done of the work, from 0 to 1. */
  tell(share: number): void;
  /** Takes away what was said. */
  end(): void;
}

/** Says on standard error how far a work is, once it takes longer than anybody waits without wondering. `now` gives milliseconds. */
export function patience(what: string, streams: Pick<Streams, 'progress'>, now = () => performance.now()): Patience {
  let saidAt = now();
  let said = false;
  return {
    tell(share) {
      if (now() - saidAt < PATIENCE) return;
      saidAt = now();
      said = true;
      streams.progress(`${what}: ${Math.floor(share * 100)} %`);
    },
    end() {
      if (said) streams.progress(null);
    },
  };
}
