import { readFileSync } from 'node:fs';

/** What a process has used so far. */
export interface Usage {
  /** Milliseconds of processor time, all threads, user and system together; the kernel counts in steps of 10. */
  readonly cpu: number;
  /** Bytes in memory now. */
  readonly resident: number;
}

/** Steps of processor time in a second, as Linux shows them to programs on every architecture Node runs on. */
const TICKS = 100;

/** What a process of this machine has used. Linux only: throws where there is no /proc. */
export function usageOf(pid: number): Usage {
  return {
    cpu: processorTime(readFileSync(`/proc/${pid}/stat`, 'utf8')),
    resident: residentBytes(readFileSync(`/proc/${pid}/status`, 'utf8')),
  };
}

/** Milliseconds of processor time in a `/proc/<pid>/stat`. The name in it may hold spaces and brackets, so counting starts behind it. */
export function processorTime(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return ((user + system) * 1000) / TICKS;
}

/** Bytes of `VmRSS` in a `/proc/<pid>/status`; NaN when it is not there. */
export function residentBytes(status: string): number {
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
