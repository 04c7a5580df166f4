import { constants } from 'node:os';
import { spawn } from '@lydell/node-pty';
import type { Cell } from '../../tools/screen-cells.ts';
import { openEmulator } from './terminal-emulator.ts';
import { type Key, keySequence } from './terminal-keys.ts';
import { Waiting, type WaitOptions } from './terminal-wait.ts';

export interface TerminalOptions {
  /** Program and arguments; a name without a slash is looked up in PATH. */
  readonly command: readonly [string, ...string[]];
  readonly columns?: number;
  readonly rows?: number;
  /** Added to the little that every program gets; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** How a program ended, as `child_process` says it: one of the two is null. */
export interface Exit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

export type Terminal = ReturnType<typeof openTerminal>;

/** Bytes of output that `raw` keeps: the newest. */
const RAW_LIMIT = 8 * 1024 * 1024;

/** Starts a program in a terminal of its own: a real pty whose other end is a terminal emulator without a window. */
export function openTerminal({
  command: [file, ...args],
  columns = 80,
  rows = 24,
  env = {},
  cwd = process.cwd(),
}: TerminalOptions) {
  const pty = spawn(file, args, { cols: columns, rows, cwd, env: environment(env), encoding: null });
  const emulator = openEmulator(columns, rows, (answer) => pty.write(answer));
  const waiting = new Waiting(() => exit !== null, describe);
  // xterm loses characters whose bytes arrive in two pieces; a text decoder keeps the first half until the second comes.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const output: Buffer[] = [];
  let bytes = 0;
  let kept = 0;
  let gone = false;
  let exit: Exit | null = null;

  // node-pty types its data as text, but without an encoding it hands over the bytes.
  pty.onData((data: string | Buffer) => {
    const chunk = Buffer.from(data as Buffer);
    bytes += chunk.length;
    kept += chunk.length;
    output.push(chunk);
    while (kept > RAW_LIMIT) kept -= output.shift()?.length ?? kept;
    emulator.xterm.write(decoder.decode(chunk, { stream: true }), () => waiting.changed());
  });
  pty.onExit(({ exitCode, signal }) => {
    // Behind what is still being parsed, so that the last screen is complete when the exit is known.
    emulator.xterm.write('', () => {
      exit = signal ? { exitCode: null, signal: signalName(signal) } : { exitCode, signal: null };
      waiting.changed();
    });
  });

  function describe(): string {
    const state = exit === null ? 'still running' : `ended with ${exit.signal ?? `exit code ${exit.exitCode}`}`;
    return `${[file, ...args].join(' ')}\n${state}, ${bytes} bytes so far, the screen:\n${emulator.boxed()}`;
  }

  function closeMaster(): void {
    if (gone) return;
    gone = true;
    // Absent from node-pty's types: it closes the descriptor, and the kernel hangs up on the program.
    (pty as typeof pty & { destroy(): void }).destroy();
  }

  function kill(signal: NodeJS.Signals = 'SIGTERM'): void {
    if (exit === null) pty.kill(signal);
  }

  function waitFor(holds: () => boolean, options?: WaitOptions): Promise<void> {
    return waiting.until(() => (exit !== null || !emulator.drawing) && holds(), options);
  }

  function shows(text: string | RegExp): boolean {
    const screen = emulator.lines().join('\n');
    return typeof text === 'string' ? screen.includes(text) : screen.search(text) >= 0;
  }

  async function close(): Promise<void> {
    kill('SIGKILL');
    closeMaster();
    await waiting.until(() => exit !== null, { what: 'the program to be gone' });
    emulator.xterm.dispose();
  }

  return {
    /** The process that was started. */
    pid: pty.pid,
    /** The terminal's own side, for what is not offered here. */
    emulator,
    /** Sends characters as one piece, the way fast typing arrives. */
    type: (text: string) => pty.write(text),
    press(...keys: Key[]): void {
      for (const key of keys) pty.write(keySequence(key, emulator.modes().applicationCursorKeys));
    },
    /** Pastes: with the brackets around it that the program may have asked for. */
    paste(text: string): void {
      pty.write(emulator.modes().bracketedPaste ? `\u001b[200~${text}\u001b[201~` : text);
    },
    /** Writes into the terminal past the program, as a message from the system or another program does. */
    scribble: (...text: readonly string[]) => emulator.xterm.write(text.join(''), () => waiting.changed()),
    resize(newColumns: number, newRows: number): void {
      emulator.xterm.resize(newColumns, newRows);
      if (!gone) pty.resize(newColumns, newRows);
    },
    /** One string a row, without the blanks at its end. */
    screen: emulator.lines,
    /** Row and column count from 0. */
    cell(row: number, column: number): Cell {
      const cell = emulator.cells()[row]?.[column];
      if (!cell) throw new RangeError(`the screen has no cell in row ${row}, column ${column}`);
      return cell;
    },
    /** What the program has switched on: alternate screen, hidden cursor, bracketed paste and the like. */
    modes: emulator.modes,
    /** Everything the program wrote, escape sequences included; of very much output the newest 8 MiB. */
    raw: () => Buffer.concat(output).toString('utf8'),
    /** The same, byte for byte. */
    rawBytes: () => Buffer.concat(output),
    /** How many bytes the program wrote. */
    get bytes(): number {
      return bytes;
    },
    /** How often the bell rang. */
    get bells(): number {
      return emulator.bells;
    },
    /** Resolves when `holds` does, looked at after every piece of output, though not in the middle of a frame the program marked as one. */
    waitFor,
    /** Resolves with the screen that shows `text`; a pattern sees the rows joined by line feeds. */
    async waitForText(text: string | RegExp, options: Omit<WaitOptions, 'what'> = {}): Promise<string[]> {
      await waitFor(() => shows(text), { ...options, what: named(text) });
      return emulator.lines();
    },
    /** Resolves with the screen that shows `text` no longer: after a key that takes away what stands beside what stays. */
    async waitUntilGone(text: string | RegExp, options: Omit<WaitOptions, 'what'> = {}): Promise<string[]> {
      await waitFor(() => !shows(text), { ...options, what: `${named(text)} to go` });
      return emulator.lines();
    },
    /** Resolves once the program has ended and all it wrote is on the screen. */
    async waitForExit(options: Omit<WaitOptions, 'what'> = {}): Promise<Exit> {
      await waiting.until(() => exit !== null, { ...options, what: 'the program to end' });
      return exit as unknown as Exit;
    },
    /** Sends a signal to the process that was started; SIGTERM unless told. */
    kill,
    /** The terminal vanishes, as when its window or connection is closed. */
    closeMaster,
    /** Ends whatever still runs. */
    close,
    [Symbol.asyncDispose]: close,
  };
}

function named(text: string | RegExp): string {
  return typeof text === 'string' ? JSON.stringify(text) : String(text);
}

/** Nothing can be written there: a test that wants a program to remember names a folder of its own. */
const NOWHERE = '/dev/null';

/** What every program gets: of this process's environment only where programs are and where home is, so no CI and no NO_COLOR. */
function environment(more: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const { PATH, HOME } = process.env;
  const base = { PATH, HOME, XDG_STATE_HOME: NOWHERE, TERM: 'xterm-256color', LANG: 'C.UTF-8', TZ: 'UTC' };
  const entries = Object.entries({ ...base, ...more });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function signalName(number: number): NodeJS.Signals {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  if (!found) throw new Error(`no name for signal ${number}`);
  return found[0] as NodeJS.Signals;
}
