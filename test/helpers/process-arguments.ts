import { readdirSync, readFileSync } from 'node:fs';

/** The arguments of a process and of everything it started that still runs, as anybody on the machine can read them. */
export function argumentsOf(pid: number): string[] {
  return [pid, ...descendantsOf(pid)].map((each) => readProc(each, 'cmdline').replaceAll('\0', ' ').trim());
}

/** Processes below one, the children of children included. */
export function descendantsOf(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), Number(/\) \S (\d+) /.exec(readProc(Number(name), 'stat'))?.[1])]),
  );
  const below = (root: number): number[] =>
    [...parents].flatMap(([child, parent]) => (parent === root ? [child, ...below(child)] : []));
  return below(pid);
}

/** "" for a process that has ended meanwhile. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
