import { openTerminal, type Terminal, type TerminalOptions } from './terminal.ts';

/** A terminal in which a shell runs the program as its job, so that what the program leaves behind can be compared. */
export interface Shell extends Terminal {
  /** Settings of the line as `stty -a` prints them, blanks squeezed, before the program started; "" until then. */
  readonly settingsBefore: string;
  /** Whether the shell has started the program. */
  readonly started: boolean;
  /** The process of the program, not of the shell. Throws until the shell has started it. */
  readonly programPid: number;
  /** Sends a signal to the program, not to the shell. */
  signalProgram(signal: NodeJS.Signals): void;
  /** Resolves when the program has suspended itself; gives the settings the shell then found. */
  waitForStop(): Promise<{ settings: string }>;
  /** Brings the suspended program back to the foreground, as `fg` does. */
  resume(): void;
  /** Resolves when program and shell have ended; `status` is the shell's `$?`, 128 + n after signal n. */
  waitForReturn(): Promise<{ status: number; settings: string }>;
}

/** The OSC number under which the wrapper reports: invisible on the screen, and used by no terminal. */
const REPORT = 7700;

// `set -m` makes the program a job with a process group of its own in the foreground, as in a shell somebody types into.
const WRAPPER = String.raw`
report() { printf '\033]${REPORT};%s;%s\007' "$1" "$2"; }
settings() { stty -a | tr -s '\n ' '  '; }
set -m
printf '%s\n' "$EARLIER"
report before "$(settings)"
sh -c 'printf "\033]${REPORT};pid;%s\007" $$; exec "$@"' sh "$@"
status=$?
while [ "$status" -gt 128 ] && kill -l $((status - 128)) | grep -qE 'TSTP|STOP'; do
  report stopped "$(settings)"
  read -r _
  fg > /dev/null
  status=$?
done
report after "$(settings)"
report status "$status"
printf 'EXIT %s\n' "$status"
`;

/** Runs a program as `openTerminal` does, but as the job of a shell that prints `earlier` first and `EXIT status` last. */
export function openShell({
  command,
  env,
  earlier = 'earlier output',
  ...options
}: TerminalOptions & { readonly earlier?: string }): Shell {
  const terminal = openTerminal({
    ...options,
    command: ['/bin/sh', '-c', WRAPPER, 'sh', ...command],
    env: { ...env, EARLIER: earlier },
  });
  const reports = new Map<string, string>();
  terminal.emulator.xterm.parser.registerOscHandler(REPORT, (data) => {
    const [name = '', ...value] = data.split(';');
    reports.set(name, value.join(';').trim());
    return true;
  });
  const report = (name: string) => reports.get(name) ?? '';

  function programPid(): number {
    const pid = Number(report('pid'));
    if (!pid) throw new Error('the shell has not started the program yet: wait for something on the screen first');
    return pid;
  }

  function signalProgram(signal: NodeJS.Signals): void {
    process.kill(programPid(), signal);
  }

  async function close(): Promise<void> {
    if (report('pid') && !report('status')) signalProgram('SIGKILL');
    await terminal.close();
  }

  const additions = {
    get settingsBefore(): string {
      return report('before');
    },
    get started(): boolean {
      return report('pid') !== '';
    },
    get programPid(): number {
      return programPid();
    },
    signalProgram,
    async waitForStop(): Promise<{ settings: string }> {
      await terminal.waitFor(() => reports.has('stopped'), { what: 'the program to suspend itself' });
      return { settings: report('stopped') };
    },
    resume(): void {
      reports.delete('stopped');
      // Not Enter: after SIGSTOP the line may still be raw, and then only a line feed ends it.
      terminal.type('\n');
    },
    async waitForReturn(): Promise<{ status: number; settings: string }> {
      await terminal.waitForExit();
      return { status: Number(report('status')), settings: report('after') };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
  // Copied with its getters, which a spread would read once and freeze.
  return Object.defineProperties({} as Shell, {
    ...Object.getOwnPropertyDescriptors(terminal),
    ...Object.getOwnPropertyDescriptors(additions),
  });
}
