import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { programCommand } from '../e2e/program.ts';
import { type PipedOptions, type PipedProgram, startPiped } from './piped-program.ts';
import { privateFolder } from './private-file.ts';

/** A simulator, and a folder whose configuration watches its users: both end with the test. */
export interface PipedMonitor {
  readonly simulator: Simulator;
  readonly folder: string;
  /** Starts the built program there, without a terminal. */
  start(args: readonly string[], options?: Partial<PipedOptions>): PipedProgram;
}

/** `fields`: of the configuration, over those that fit. */
export async function pipedMonitor(
  users: readonly string[],
  fields: Readonly<Record<string, unknown>> = {},
): Promise<PipedMonitor> {
  const simulator = await startSimulator({ scenario: 'still', users, sublistLag: 0 });
  onTestFinished(() => simulator.close());
  const folder = await privateFolder();
  const { url, orgName, appName, token, world } = simulator;
  const fitting = { host: url, orgName, appName, uid: 'wzy', token: { env: 'TOKEN' }, users: world.names };
  await writeFile(join(folder, 'presence-monitor.config.json'), JSON.stringify({ ...fitting, ...fields }));
  return {
    simulator,
    folder,
    start: (args, options) => startPiped(programCommand(args), { folder, env: { TOKEN: token }, ...options }),
  };
}
