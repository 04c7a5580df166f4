import { baseUrl } from '../../src/api/base-url.ts';
import { envToken, type TokenSource } from '../../src/api/tokens.ts';
import { maskedConnection, maskOf } from '../../src/commands/masked.ts';
import type { Intent } from '../../src/monitor/messages.ts';
import type { Settings, State } from '../../src/monitor/state.ts';
import { openEngine } from '../../src/runtime/engine.ts';
import type { Store } from '../../src/runtime/store.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { Waiting } from './terminal-wait.ts';

export interface MonitorOptions {
  /** What a simulator is started with; five users who stay as they are unless told. */
  readonly simulator?: SimulatorOptions;
  /** A simulator that runs already, in place of one of its own. */
  readonly on?: Simulator;
  readonly settings?: Partial<Settings>;
  /** Where the token comes from; the simulator's own unless given. */
  readonly token?: TokenSource;
  /** Milliseconds one attempt may take. */
  readonly timeout?: number;
  /** Masks everything with pseudonyms made with this key. */
  readonly mask?: Uint8Array;
}

/** The whole program but for its screen, in this process, watching a simulator over real HTTP. */
export interface InProcessMonitor extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly state: State;
  readonly store: Store;
  /** What was sent to the clipboard, oldest first. */
  readonly copied: readonly string[];
  dispatch(intent: Intent): void;
  /** Resolves once a condition on the state holds; it is looked at with every frame of data. */
  waitFor(what: string, holds: (state: State) => boolean): Promise<void>;
  /** The record of a watched user. */
  user(uid: string): ReturnType<State['roster']['record']>;
}

export async function startMonitor({
  simulator: world = {},
  on,
  settings,
  token: source,
  timeout,
  mask,
}: MonitorOptions = {}): Promise<InProcessMonitor> {
  const simulator = on ?? (await startSimulator({ scenario: 'still', users: 5, ...world }));
  const { url, orgName, appName, accounts, token } = simulator;
  const all: Settings = {
    place: `${orgName}/${appName}`,
    profile: null,
    readOnly: null,
    uid: accounts[0] ?? 'wzy',
    retrieveUrl: `${url}/${orgName}/${appName}/users/${accounts[0] ?? 'wzy'}/presence`,
    tokenFile: null,
    users: simulator.world.names,
    groups: [],
    callsPerSecond: 50,
    refresh: 1000,
    subscriptionFor: '7d',
    extMaxBytes: 64,
    ...settings,
  };
  const client = {
    base: baseUrl({ host: url, orgName, appName }),
    uid: all.uid,
    token: source ?? envToken('TOKEN', { TOKEN: token }),
    callsPerSecond: all.callsPerSecond,
    extMaxBytes: all.extMaxBytes,
    ...(timeout === undefined ? {} : { timeout }),
  };
  const opened = mask === undefined ? { settings: all, client } : maskedConnection({ settings: all, client }, maskOf(all, mask));
  const copied: string[] = [];
  const { store, close } = openEngine(opened.settings, opened.client, (effect) => {
    if (effect.type === 'copy') copied.push(effect.text);
  });
  const waiting = new Waiting(
    () => false,
    () => JSON.stringify(store.getLatest().troubles),
  );
  store.subscribe(() => waiting.changed());
  store.dispatch({ type: 'viewport', rows: 20, scrollLimit: 0 });
  store.start();
  return {
    simulator,
    get state() {
      return store.getLatest();
    },
    store,
    copied,
    dispatch: store.dispatch,
    waitFor: (what, holds) => waiting.until(() => holds(store.getLatest()), { what }),
    user(uid) {
      const { roster } = store.getLatest();
      return roster.record(roster.indexOf(uid) ?? -1);
    },
    async [Symbol.asyncDispose]() {
      close();
      if (on === undefined) await simulator.close();
    },
  };
}
