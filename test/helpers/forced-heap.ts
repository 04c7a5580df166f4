import { setImmediate as turn } from 'node:timers/promises';

/** What one collection sets free may let go of more. */
const COLLECTIONS = 4;

/** Bytes that live in the heap of this process, which must run with `--expose-gc`: the least after several forced collections. */
export async function forcedHeap(): Promise<number> {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('start Node with --expose-gc');
  let least = Number.POSITIVE_INFINITY;
  for (let collection = 0; collection < COLLECTIONS; collection++) {
    collect();
    await turn();
    least = Math.min(least, process.memoryUsage().heapUsed);
  }
  return least;
}
