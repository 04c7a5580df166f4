import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SimulatorError } from './errors.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { After } from './pause.ts';

/** Milliseconds to the next attempt to have the port back when somebody took it in the meantime. */
const AGAIN = 200;

/** A server on a port of 127.0.0.1 that it leaves for a while, and comes back to, when the plan refuses connections. */
export class Listener {
  readonly #server: Server;
  readonly #plan: FaultPlan;
  readonly #after: After;
  #port = 0;
  #callOff = () => {};
  /** What is being done about the port; one thing at a time. */
  #turn: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(server: Server, plan: FaultPlan, after: After) {
    this.#server = server;
    this.#plan = plan;
    this.#after = after;
  }

  get port(): number {
    return this.#port;
  }

  /** Begins to listen; port 0 is any free one. Rejects with a `SimulatorError` when the port cannot be had. */
  async open(port: number): Promise<void> {
    await this.#listen(port).catch((cause: NodeJS.ErrnoException) => {
      throw cannotListen(port, cause);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
    await this.follow();
  }

  /** Looks at the plan, now and whenever it may change: resolves when the port is open, or closed, as it says. */
  follow(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#obey());
    return this.#turn;
  }

  /** Stops at once, for good; open connections are cut. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#callOff();
    await this.#turn;
    await this.#leave();
  }

  async #obey(): Promise<void> {
    this.#callOff();
    if (this.#closed) return;
    const { refused, changesIn } = this.#plan.refusal();
    if (refused) await this.#leave();
    const back = refused || this.#server.listening || (await this.#comeBack());
    const wait = back ? changesIn : AGAIN;
    if (wait < Number.POSITIVE_INFINITY && !this.#closed) this.#callOff = this.#after(Math.max(1, wait), () => this.follow());
  }

  #comeBack(): Promise<boolean> {
    return this.#listen(this.#port).then(
      () => true,
      () => false,
    );
  }

  async #listen(port: number): Promise<void> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async #leave(): Promise<void> {
    if (!this.#server.listening) return;
    const left = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await left;
  }
}

function cannotListen(port: number, cause: NodeJS.ErrnoException): SimulatorError {
  const why = cause.code === 'EADDRINUSE' ? 'another program uses it' : cause.message;
  return new SimulatorError(
    `The simulator cannot listen on 127.0.0.1:${port}: ${why}.`,
    'Choose another port, or 0 for any free one.',
    { cause },
  );
}
