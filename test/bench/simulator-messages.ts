import type { SimulatorOptions } from '../../src/simulator/options.ts';
import type { Asked } from './arrivals.ts';

/** What the simulator's process is started with, as JSON in its first argument. */
export interface World {
  readonly users: number;
  readonly scenario: NonNullable<SimulatorOptions['scenario']> & string;
}

/** How the simulator is reached; the first message it sends. */
export interface Place {
  readonly host: string;
  readonly orgName: string;
  readonly appName: string;
  readonly uid: string;
  readonly token: string;
}

/** What is asked of the simulator's process; each is answered before the next is asked. */
export type Request =
  | { readonly type: 'set'; readonly uids: readonly string[]; readonly device: string; readonly status: string }
  | { readonly type: 'asked' };

/** What the server was asked so far, and how often it refused; sent in answer to every request. */
export interface Account extends Asked {
  /** Answers with HTTP status 429. */
  readonly refused: number;
}
