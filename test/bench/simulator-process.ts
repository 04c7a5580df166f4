import { fork } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../e2e/built-file.ts';
import type { Account, Place, Request, World } from './simulator-messages.ts';

/** The simulator in a process of its own, so that its processor time and memory are not the monitor's. */
export interface SimulatorProcess extends AsyncDisposable {
  readonly place: Place;
  /** Changes one device of these users. */
  set(uids: readonly string[], device: string, status: string): Promise<void>;
  /** What it was asked so far. */
  asked(): Promise<Account>;
}

export async function startSimulatorProcess(world: World): Promise<SimulatorProcess> {
  const script = 'test/bench/simulator-child.ts';
  const child = fork('tools/run.mjs', [script, JSON.stringify(world)], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const place = await answer<Place>();

  async function answer<T>(): Promise<T> {
    const stop = new AbortController();
    const ended = once(child, 'exit', stop).then(() => {
      throw new Error('The process of the simulator ended; its own words are above.');
    });
    const message = once(child, 'message', stop).then(([value]) => value as T);
    try {
      return await Promise.race([message, ended]);
    } finally {
      stop.abort();
      await Promise.allSettled([message, ended]);
    }
  }

  function request(message: Request): Promise<Account> {
    const answered = answer<Account>();
    child.send(message);
    return answered;
  }

  return {
    place,
    async set(uids, device, status) {
      await request({ type: 'set', uids, device, status });
    },
    asked: () => request({ type: 'asked' }),
    async [Symbol.asyncDispose]() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
