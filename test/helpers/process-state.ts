import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** What the kernel says a process is doing, as one letter (`T` stopped, `S` asleep, …); null once it is gone. */
export function processState(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  } catch {
    return null;
  }
}

/** Resolves once a process is gone; one that has ended and was not yet asked for its exit code counts as such. */
export async function waitUntilGone(pid: number): Promise<void> {
  await expect
    .poll(() => [null, 'Z'].includes(processState(pid)), { timeout: 10_000, message: `process ${pid} to be gone` })
    .toBe(true);
}
