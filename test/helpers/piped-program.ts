import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A program without a terminal, and what it writes. */
export interface PipedProgram {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  /** All it ever wrote to standard error, once it has ended. */
  readonly errors: Promise<string>;
  /** Its exit code, or null after a signal. */
  readonly exitCode: Promise<number | null>;
}

export interface PipedOptions {
  /** Home, working and state folder. */
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A descriptor for standard output, in place of a pipe. */
  readonly stdout?: number;
}

/** Starts a program whose output is a pipe; it ends with the test at the latest. */
export function startPiped([file, ...args]: readonly [string, ...string[]], { folder, env, stdout }: PipedOptions): PipedProgram {
  const all = { PATH: process.env.PATH, HOME: folder, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder, TZ: 'UTC', ...env };
  const started = spawn(file, args, { cwd: folder, env: all, stdio: ['ignore', stdout ?? 'pipe', 'pipe'] });
  onTestFinished(() => void started.kill('SIGKILL'));
  return {
    process: started as PipedProgram['process'],
    errors: text(started.stderr as Readable),
    exitCode: once(started, 'close').then(([code]) => code as number | null),
  };
}
