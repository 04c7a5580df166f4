import { baseUrl } from '../api/base-url.ts';
import { envToken } from '../api/tokens.ts';
import type { Settings } from '../monitor/state.ts';
import { type Simulator, startSimulator } from '../simulator/server.ts';
import { type Connection, retrieveUrl } from './connect.ts';

export interface DemoOptions {
  readonly seed?: number | undefined;
  readonly scenario?: string | undefined;
  readonly users?: number | undefined;
  /** See `readOnlyOf`; changes are allowed unless given. */
  readonly readOnly?: Settings['readOnly'];
}

/** Starts the simulator on a free loopback port and a connection to it: real HTTP, no account, no configuration. */
export async function startDemo({
  seed,
  scenario,
  users,
  readOnly = null,
}: DemoOptions): Promise<Connection & { simulator: Simulator }> {
  const simulator = await startSimulator({
    ...(seed === undefined ? {} : { seed }),
    ...(scenario === undefined ? {} : { scenario }),
    ...(users === undefined ? {} : { users }),
  });
  const { url, orgName, appName, token, accounts, world } = simulator;
  const uid = accounts[0] ?? 'wzy';
  const base = baseUrl({ host: url, orgName, appName });
  const common = { uid, callsPerSecond: 5, extMaxBytes: 64 };
  return {
    simulator,
    settings: {
      ...common,
      place: `demo ${orgName}/${appName}`,
      retrieveUrl: retrieveUrl(base, uid),
      tokenFile: null,
      users: world.names,
      groups: [],
      profile: null,
      readOnly,
      refresh: 3000,
      subscriptionFor: '7d',
    },
    client: { ...common, base, token: envToken('DEMO_TOKEN', { DEMO_TOKEN: token }) },
  };
}
