import { createHash } from 'node:crypto';
import { cpus } from 'node:os';
import { median } from './percentile.ts';

/** How evenly the machine worked while the bench ran. */
export interface Noise {
  /** Runs of the same piece of work. */
  readonly runs: number;
  /** Median and slowest run over the fastest. */
  readonly median: number;
  readonly slowest: number;
}

const PIECE = Buffer.alloc(4 * 1024 * 1024, 'presence');
const RUNS = 5;

/** Times one piece of work again and again between measurements: where it varies, so do the figures. */
export class NoiseProbe {
  readonly #times: number[] = [];

  look(): void {
    for (let run = 0; run < RUNS; run++) {
      const before = performance.now();
      createHash('sha256').update(PIECE).digest();
      this.#times.push(performance.now() - before);
    }
  }

  get noise(): Noise {
    const fastest = Math.min(...this.#times);
    return { runs: this.#times.length, median: median(this.#times) / fastest, slowest: Math.max(...this.#times) / fastest };
  }
}

/** The machine in a line. */
export function machine(): string {
  return `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${process.platform}`;
}
