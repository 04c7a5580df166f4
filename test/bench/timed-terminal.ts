import { setTimeout as pause } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import { openEmulator } from '../helpers/terminal-emulator.ts';
import { Waiting } from '../helpers/terminal-wait.ts';

export const COLUMNS = 100;
export const ROWS = 30;

/** Milliseconds to wait for a screen before giving up: a sweep over the longest list, several times over. */
const PATIENCE = 90_000;

export type TimedTerminal = ReturnType<typeof openTimedTerminal>;

/** Milliseconds since the epoch, with fractions; the same in every process of the machine. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** A program in a real pty that knows when each piece of output arrived, before the emulator has spent time on reading it. */
export function openTimedTerminal(
  command: readonly string[],
  { cwd, env, rows = ROWS }: { cwd: string; env: Record<string, string>; rows?: number },
) {
  const [file, ...args] = command as [string, ...string[]];
  const startedAt = now();
  const pty = spawn(file, args, {
    cols: COLUMNS,
    rows,
    cwd,
    env: { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', LANG: 'C.UTF-8', TZ: 'UTC', ...env },
    encoding: null,
  });
  const emulator = openEmulator(COLUMNS, rows, (answer) => pty.write(answer));
  const waiting = new Waiting(() => ended, emulator.boxed);
  let [bytes, pieces] = [0, 0];
  let [arrivedAt, readAt] = [startedAt, startedAt];
  let ended = false;

  // node-pty types its data as text, but without an encoding it hands over the bytes.
  pty.onData((data: string | Buffer) => {
    const at = now();
    arrivedAt = at;
    bytes += data.length;
    pieces++;
    emulator.xterm.write(data as Buffer, () => {
      readAt = at;
      waiting.changed();
    });
  });
  const gone = new Promise<number>((resolve) => {
    pty.onExit(() => {
      ended = true;
      resolve(now());
      waiting.changed();
    });
  });

  return {
    pid: pty.pid,
    startedAt,
    write: (keys: string) => pty.write(keys),
    screen: emulator.lines,
    /** Bytes the program wrote so far, and in how many pieces they arrived. */
    written: () => ({ bytes, pieces }),
    /** Resolves with the time at which the piece of output arrived that completed a screen for which `holds` is true. */
    async seenAt(holds: (lines: string[]) => boolean, what: string): Promise<number> {
      let at = 0;
      const look = () => {
        if (emulator.drawing || !holds(emulator.lines())) return false;
        at = readAt;
        return true;
      };
      await waiting.until(look, { what, timeout: PATIENCE });
      return at;
    },
    /** Resolves once nothing was written for so many milliseconds. */
    async quietFor(milliseconds: number): Promise<void> {
      for (let left = milliseconds; left > 0; left = arrivedAt + milliseconds - now()) await pause(left);
    },
    /** Resolves with the time at which the program ended. */
    gone,
    async [Symbol.asyncDispose](): Promise<void> {
      if (!ended) pty.kill('SIGKILL');
      await gone;
      emulator.xterm.dispose();
    },
  };
}
