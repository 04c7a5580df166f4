import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { vi } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import { envToken } from '../../src/api/tokens.ts';
import type { Report } from '../../src/monitor/messages.ts';
import type { Settings, State } from '../../src/monitor/state.ts';
import { type Engine, openEngine } from '../../src/runtime/engine.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { layOut } from '../../src/ui/layout.ts';
import { plainText } from '../../src/ui/lines.ts';
import { settings as usual } from './watching.ts';

/** For how many turns of the event loop nothing may have moved before time goes on: on loopback one is enough for what was sent. */
const QUIET_TURNS = 6;

/** What Node tells of each request that reaches a server in this process. */
const REQUESTS = 'http.server.request.start';

/**
 * The whole program but for its terminal, and the simulator, on real connections and on one clock that stands still while
 * anything is on its way and else jumps to whatever is due next: minutes pass in moments. It takes the place of timers and
 * dates until it is disposed of, so there can be one at a time.
 */
export class VirtualProgram implements AsyncDisposable {
  readonly simulator: Simulator;
  /** Mistakes in the program: what ended it, and rejections that nobody handled. */
  readonly crashes: unknown[] = [];
  /** Told everything that calls came back with, before the monitor takes it in. */
  onReport: (report: Report) => void = () => {};
  readonly #engine: Engine;
  readonly #sockets: ReadonlySet<Socket>;
  readonly #restore: () => void;
  readonly #onCrash = (error: unknown) => this.crashes.push(error);

  /** Starts both; there is one call a second or more to come at any time, so that time always has somewhere to jump to. */
  static async start(world: SimulatorOptions, settings: Partial<Settings> = {}): Promise<VirtualProgram> {
    const sockets = new Set<Socket>();
    const note = (message: unknown) => sockets.add((message as { socket: Socket }).socket);
    subscribe(REQUESTS, note);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
    return new VirtualProgram(await startSimulator(world), settings, sockets, () => {
      unsubscribe(REQUESTS, note);
      vi.useRealTimers();
    });
  }

  private constructor(simulator: Simulator, settings: Partial<Settings>, sockets: ReadonlySet<Socket>, restore: () => void) {
    this.simulator = simulator;
    this.#sockets = sockets;
    this.#restore = restore;
    process.on('unhandledRejection', this.#onCrash);
    const { url: host, orgName, appName, token, accounts, world } = simulator;
    const all = { ...usual, uid: accounts[0] ?? 'wzy', users: world.names, ...settings };
    const { uid, callsPerSecond, extMaxBytes } = all;
    const client = { base: baseUrl({ host, orgName, appName }), uid, token: envToken('TOKEN', { TOKEN: token }) };
    this.#engine = openEngine(all, { ...client, callsPerSecond, extMaxBytes });
    const { store, ended } = this.#engine;
    ended.catch(this.#onCrash);
    const { report } = store;
    vi.spyOn(store, 'report').mockImplementation((message) => {
      this.onReport(message);
      report(message);
    });
    store.dispatch({ type: 'viewport', rows: 20, scrollLimit: 0 });
    store.start();
  }

  get state(): State {
    return this.#engine.store.getLatest();
  }

  /** The whole screen as text, its table left out. */
  screen(columns: number, rows: number): string {
    const { above, below } = layOut(this.state, { columns, rows }, 12);
    return [...above, ...below].map(plainText).join('\n');
  }

  /** Lets so many milliseconds pass; `look` is called whenever something may have happened. */
  async pass(milliseconds: number, look: () => void = () => {}): Promise<void> {
    let over = false;
    setTimeout(() => {
      over = true;
    }, milliseconds);
    while (!over) {
      vi.advanceTimersToNextTimer();
      await this.#settle();
      look();
    }
  }

  /** Resolves when nothing moves on any connection any more. */
  async #settle(): Promise<void> {
    let moved = this.#moved();
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      await new Promise(setImmediate);
      const now = this.#moved();
      if (now !== moved) quiet = 0;
      moved = now;
    }
  }

  #moved(): number {
    let bytes = this.#sockets.size;
    for (const { bytesRead, bytesWritten } of this.#sockets) bytes += bytesRead + bytesWritten;
    return bytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#engine.close();
    await this.simulator.close();
    this.#restore();
    process.off('unhandledRejection', this.#onCrash);
  }
}
