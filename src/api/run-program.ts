import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Environment } from './tokens/secret.ts';

/** How long a program may take, and how much of each of its outputs is kept. */
export interface Limits {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** How a program ended: by itself, because its time was up, or it never ran. */
export interface Ended {
  readonly why: 'itself' | 'time' | 'failed';
  /** Exit code, the system's error code when it never ran, or null after a signal. */
  readonly code: number | string | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions extends Limits {
  readonly env: Environment;
  readonly stop: AbortSignal;
  /** What it can read on its standard input; nothing unless given. */
  readonly input?: string;
}

/**
 * Runs a program without a shell and without a terminal: in a session of its own, so that it cannot write into the screen or
 * wait for keys, and so that all it started ends with it when its time is up or `stop` fires: then it resolves with null.
 * Rejects for nothing that a program or the system may do.
 */
export async function runProgram(
  [program = '', ...args]: readonly string[],
  { env, ...options }: ProgramOptions,
): Promise<Ended | null> {
  if (options.stop.aborted) return null;
  let child: ChildProcess;
  try {
    child = spawn(program, args, { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
  } catch (error) {
    // Arguments that the system does not take, such as too long ones; what else goes wrong is told by an event.
    return { why: 'failed', code: codeOf(error), signal: null, stdout: '', stderr: '' };
  }
  return untilEnded(child, options);
}

function untilEnded(
  child: ChildProcess,
  { stop, input, milliseconds, bytes }: Omit<ProgramOptions, 'env'>,
): Promise<Ended | null> {
  return new Promise((resolve) => {
    // Where no file can be opened any more there are no pipes either.
    const stdout = keep(child.stdout, bytes);
    const stderr = keep(child.stderr, bytes);
    const finish = (ended: Ended | null) => {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
      process.off('exit', onExit);
      resolve(ended);
    };
    const end = (why: Ended['why'], code: Ended['code'], signal: Ended['signal']) =>
      finish({ why, code, signal, stdout: stdout(), stderr: stderr() });
    const onStop = () => {
      killAll(child);
      finish(null);
    };
    // It must not outlive the process, however that ends.
    const onExit = () => killAll(child);
    const timer = setTimeout(() => {
      killAll(child);
      end('time', null, null);
    }, milliseconds);

    stop.addEventListener('abort', onStop);
    process.on('exit', onExit);
    child.on('error', (error) => end('failed', codeOf(error), null));
    child.once('close', (code, signal) => end('itself', code, signal));
    // It may end, or close it, without reading.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

const NEVER_RAN: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such program',
  EACCES: 'it may not be run',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open on this machine',
  E2BIG: 'its arguments are too long',
};

/** Why a program did not end well, in words that follow its name; null when it did. */
export function whyFailed({ why, code, signal }: Ended, { milliseconds }: Limits): string | null {
  if (why === 'time') return `did not end within ${milliseconds / 1000} s`;
  if (why === 'failed') return `cannot be run: ${NEVER_RAN[code ?? ''] ?? code}`;
  if (signal !== null) return `was ended by ${signal}`;
  return code === 0 ? null : `ended with exit code ${code}`;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}

/** Reads to the end, so that the program is never held up, but keeps only the first bytes. */
function keep(stream: Readable | null, bytes: number): () => string {
  const chunks: Buffer[] = [];
  let kept = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (kept < bytes) chunks.push(chunk.subarray(0, bytes - kept));
    kept += chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function killAll(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  try {
    // The process group; where there are none, the process.
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}
