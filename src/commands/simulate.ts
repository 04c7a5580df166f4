import { CONTROL_PATH } from '../simulator/control.ts';
import type { FaultRuleInput } from '../simulator/fault-rules.ts';
import { startSimulator } from '../simulator/server.ts';
import { interruption } from './interruption.ts';

export interface SimulateOptions {
  readonly port?: number | undefined;
  readonly users?: number | undefined;
  readonly scenario?: string | undefined;
  readonly seed?: number | undefined;
}

/** Runs the simulator until a signal ends the program; prints its address and a configuration that is ready to use. Gives the exit code. */
export async function simulate({ port = 8089, users, scenario, seed }: SimulateOptions): Promise<number> {
  const interrupted = interruption();
  const simulator = await startSimulator({
    port,
    ...(users === undefined ? {} : { users }),
    ...(scenario === undefined ? {} : { scenario }),
    ...(seed === undefined ? {} : { seed }),
  });
  const { url, orgName, appName, token, accounts, world } = simulator;
  const config = {
    host: url,
    orgName,
    appName,
    uid: accounts[0] ?? world.names[0],
    token: { env: 'CHAT_TOKEN' },
    users: world.names.slice(0, 20),
  };
  console.log(`The presence API of a made-up app listens on ${url}; ctrl-c ends it.`);
  console.log(
    `\nexport CHAT_TOKEN=${token}\ncat > presence-monitor.config.json <<'END'\n${JSON.stringify(config, null, 2)}\nEND`,
  );
  if (world.names.length > config.users.length) {
    console.log(`\n# ${world.names.length} users live there; the configuration above watches the first ${config.users.length}.`);
  }
  console.log(
    `\n# In another terminal, make half of all calls fail, look at what fails, or end all faults:\n${faultCommands(url)}`,
  );
  return (await interrupted).exitCode;
}

/** Lines for a shell that set, show and end faults. */
function faultCommands(url: string): string {
  const faults: FaultRuleInput[] = [{ do: 'status', status: 500, when: { share: 0.5 } }];
  const curl = `curl -s ${url}${CONTROL_PATH}`;
  return [`${curl} -X PUT -d '${JSON.stringify({ faults })}'`, curl, `${curl} -X DELETE`].join('\n');
}
