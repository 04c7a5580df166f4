import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_FILE, NODE } from '../e2e/built-file.ts';
import type { Place } from './simulator-messages.ts';
import { openTimedTerminal, type TimedTerminal } from './timed-terminal.ts';

export interface Watch {
  readonly names: readonly string[];
  /** As in the configuration: how old data may get. */
  readonly refresh: string;
  readonly callsPerSecond: number;
  /** Rows of its terminal; those of the bench unless told. */
  readonly rows?: number;
}

/** The built monitor in a terminal of its own. */
export interface MonitorProcess extends AsyncDisposable {
  readonly terminal: TimedTerminal;
}

/** What the Node that runs it gets besides. */
export interface NodeSettings {
  readonly nodeOptions: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the built monitor on the users of a simulator, with a configuration and a list of users in files, as people have them. */
export async function startMonitor(
  place: Place,
  { names, refresh, callsPerSecond, rows }: Watch,
  { nodeOptions, env }: NodeSettings = { nodeOptions: [], env: {} },
): Promise<MonitorProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'presence-monitor-bench-'));
  const { token, ...where } = place;
  const config = { ...where, token: { env: 'CHAT_TOKEN' }, users: { file: 'users.txt' }, refresh, callsPerSecond };
  await writeFile(join(folder, 'presence-monitor.config.json'), JSON.stringify(config));
  await writeFile(join(folder, 'users.txt'), names.join('\n'));
  const terminal = openTimedTerminal([NODE, ...nodeOptions, BUILT_FILE], {
    cwd: folder,
    ...(rows === undefined ? {} : { rows }),
    env: { HOME: folder, CHAT_TOKEN: token, ...env },
  });
  return {
    terminal,
    async [Symbol.asyncDispose]() {
      await terminal[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
