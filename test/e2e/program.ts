import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { openTerminal, type Terminal } from '../helpers/terminal.ts';
import { openShell, type Shell } from '../helpers/terminal-shell.ts';
import { BUILT_FILE, NODE } from './built-file.ts';

export interface ProgramOptions {
  /** None starts the monitor. The configuration needs no argument: it lies where the program is started. */
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the simulator is asked for; five users who stay as they are unless told. */
  readonly simulator?: SimulatorOptions;
  /** Fields of the configuration file that replace the ones that fit the simulator. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The built program in a terminal, watching a simulator that runs in the test's own process. */
export interface Program<T extends Terminal = Terminal> extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly terminal: T;
  /** Home, configuration and state of the program, and the folder it was started in; deleted in the end. */
  readonly folder: string;
  readonly configFile: string;
}

/** The environment variable that the configuration names as the source of the token. */
export const TOKEN_VARIABLE = 'SIMULATOR_TOKEN';

/** How the built program is started, for tests that need neither simulator nor configuration. */
export function programCommand(args: readonly string[]): [string, ...string[]] {
  return [NODE, BUILT_FILE, ...args];
}

/** Starts a simulator and the program watching its users. */
export function startProgram(options: ProgramOptions = {}): Promise<Program> {
  return start(options, openTerminal);
}

/** The same with the program as the job of a shell: to see how the terminal is left behind. */
export function startProgramInShell(options: ProgramOptions = {}): Promise<Program<Shell>> {
  return start(options, openShell);
}

async function start<T extends Terminal>(
  options: ProgramOptions,
  open: (terminal: Parameters<typeof openTerminal>[0]) => T,
): Promise<Program<T>> {
  const { args = [], columns = 100, rows = 30, env, config } = options;
  const simulator = await startSimulator({ scenario: 'still', users: 5, ...options.simulator });
  const folder = await mkdtemp(join(tmpdir(), 'presence-monitor-'));
  const configFile = join(folder, 'presence-monitor.config.json');
  await writeFile(configFile, JSON.stringify({ ...fitting(simulator), ...config }, null, 2));
  const terminal = open({
    command: programCommand(args),
    columns,
    rows,
    cwd: folder,
    env: {
      HOME: folder,
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_STATE_HOME: join(folder, 'state'),
      [TOKEN_VARIABLE]: simulator.token,
      ...env,
    },
  });
  return {
    simulator,
    terminal,
    folder,
    configFile,
    async [Symbol.asyncDispose](): Promise<void> {
      await terminal.close();
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function fitting({ url, orgName, appName, accounts, world }: Simulator): Record<string, unknown> {
  return { host: url, orgName, appName, uid: accounts[0] ?? 'wzy', token: { env: TOKEN_VARIABLE }, users: world.names };
}
