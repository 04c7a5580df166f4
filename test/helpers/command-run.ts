import { CommanderError } from 'commander';
import { commandLine } from '../../src/command-line/program.ts';
import { complete } from '../../src/commands/complete.ts';
import { config } from '../../src/commands/config.ts';
import { doctorLine } from '../../src/commands/doctor/finding.ts';
import type { Machine } from '../../src/commands/doctor/machine.ts';
import { doctor } from '../../src/commands/doctor.ts';
import type { Leaving } from '../../src/commands/leaving.ts';
import { ProgramError } from '../../src/commands/program-error.ts';
import { resultLine } from '../../src/commands/result-lines.ts';
import type { Streams } from '../../src/commands/streams.ts';
import { subscriptions } from '../../src/commands/subscriptions.ts';
import { write } from '../../src/commands/write.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { CONFIG, folderWith } from './config-folder.ts';

export interface RunOptions {
  /** Fields of the configuration over those that fit the simulator. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** More files beside the configuration. */
  readonly files?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What a person answers, null for ctrl-c; without it nobody can be asked. */
  readonly answer?: string | null;
  /** Ends a change early; without it nothing does. */
  readonly interrupted?: Promise<Leaving>;
  /** What doctor finds the machine to be, over one without any terminal. */
  readonly machine?: Partial<Machine>;
}

/** A machine with nothing wrong, whose standard streams are no terminals. */
const MACHINE: Machine = {
  node: '22.12.0',
  system: 'linux x64',
  used: 60e6,
  heapLimit: 2e9,
  free: 4e9,
  total: 8e9,
  terminals: { stdin: false, stdout: false, stderr: false },
  size: null,
  colourDepth: null,
  measure: () => Promise.reject(new Error('a terminal was asked that is none')),
};

/** What a command came to; lines as they were written, without their ends. */
export interface Ran {
  readonly exitCode: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
  readonly asked: readonly string[];
  /** What stood in the line of progress, one after the other. */
  readonly progress: readonly string[];
}

/** Runs a command that writes, or one about the configuration, in this process, from its arguments on, with a configuration that fits a simulator. */
export async function runCommand(simulator: Simulator, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { url, orgName, appName, token, accounts } = simulator;
  const fitting = { host: url, orgName, appName, uid: accounts[0] ?? 'wzy', token: { env: 'CHAT_TOKEN' } };
  const cwd = await folderWith({ [CONFIG]: { ...fitting, callsPerSecond: 50, ...options.config }, ...options.files });
  const env = { HOME: cwd, CHAT_TOKEN: token, ...options.env };
  const ran = { exitCode: Number.NaN, out: [] as string[], err: [] as string[], asked: [] as string[], progress: [] as string[] };
  const { answer } = options;
  const streams: Streams = {
    out(line) {
      ran.out.push(line);
      // Whatever a command writes for programs is as its schema says.
      if (args.includes('--json') && args[0] !== 'config')
        (args[0] === 'doctor' ? doctorLine : resultLine).parse(JSON.parse(line));
    },
    err: (line) => ran.err.push(line),
    progress: (text) => text !== null && ran.progress.push(text),
    unattended: answer === undefined ? 'standard input is no terminal' : null,
    async ask(question) {
      ran.asked.push(question);
      return answer ?? null;
    },
  };
  const machine = { ...MACHINE, ...options.machine };
  const elsewhere = () => Promise.reject(new Error('another command was run'));
  const program = commandLine(
    '',
    {
      watch: elsewhere,
      simulate: elsewhere,
      replay: elsewhere,
      write: (wanted) => write(wanted, { env, cwd, streams, interruption: () => options.interrupted ?? new Promise(() => {}) }),
      subscriptions: (wanted) => subscriptions(wanted, { env, cwd, streams }),
      completion: elsewhere,
      complete: (wanted) => complete(wanted, { env, cwd, streams }),
      config: (wanted) => config(wanted, { env, cwd, streams }),
      doctor: (wanted) => doctor(wanted, { env, cwd, streams, machine, interrupted: new Promise(() => {}) }),
    },
    (exitCode) => {
      ran.exitCode = exitCode;
    },
  );
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: (text) => ran.err.push(...text.trimEnd().split('\n')) });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return { ...ran, exitCode: 2 };
    if (!(error instanceof ProgramError)) throw error;
    return { ...ran, err: [...ran.err, error.message, error.hint], exitCode: error.exitCode };
  }
  return ran;
}
