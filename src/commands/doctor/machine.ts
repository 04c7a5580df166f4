import { freemem, totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { type Measured, measureWidths, SAMPLES } from './measure-widths.ts';

/** What there is to know of machine, process and terminal. Sizes in bytes. */
export interface Machine {
  /** Without the "v". */
  readonly node: string;
  readonly system: string;
  readonly used: number;
  readonly heapLimit: number;
  readonly free: number;
  readonly total: number;
  /** Which of the standard streams are a terminal. */
  readonly terminals: Readonly<Record<'stdin' | 'stdout' | 'stderr', boolean>>;
  /** Columns and rows of the terminal on standard output; null where there is none. */
  readonly size: { readonly columns: number; readonly rows: number } | null;
  /** Bits of colour that the terminal is taken to have, from 1; null where there is none. */
  readonly colourDepth: number | null;
  /** How many columns the terminal gives to each of the samples, or why nobody knows. */
  measure(stop: AbortSignal): Promise<Measured>;
}

/** Milliseconds that a terminal has to answer, on a slow link too: what came later would be typed into the shell. */
const PATIENCE = 2500;

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  const { stdin, stdout, stderr } = process;
  return {
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
    used: process.memoryUsage.rss(),
    heapLimit: getHeapStatistics().heap_size_limit,
    free: freemem(),
    total: totalmem(),
    terminals: { stdin: stdin.isTTY === true, stdout: stdout.isTTY === true, stderr: stderr.isTTY === true },
    size: stdout.isTTY ? { columns: stdout.columns, rows: stdout.rows } : null,
    colourDepth: stdout.isTTY ? stdout.getColorDepth() : null,
    measure: (stop) => measureWidths(stdin, stdout, Object.values(SAMPLES), PATIENCE, stop),
  };
}
