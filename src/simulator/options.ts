import type { FaultRuleInput } from './fault-rules.ts';
import type { After } from './pause.ts';
import type { Scenario } from './scenario.ts';
import type { Credentials } from './tokens.ts';

/** How the simulator is started; everything has a default. */
export interface SimulatorOptions extends Partial<Credentials> {
  /** A loaded scenario, or what `loadScenario` takes. Default `calm`. */
  readonly scenario?: Scenario | string;
  /** The same seed tells the same story. Default 1. */
  readonly seed?: number;
  /** How many users live in the world, or which. Default: as many as the scenario says. */
  readonly users?: number | readonly string[];
  /** Seconds of world time in one second. Default: as the scenario says. */
  readonly speed?: number;
  /** What goes wrong. Default: as the scenario says. */
  readonly faults?: readonly FaultRuleInput[];
  /** Port on 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  readonly orgName?: string;
  readonly appName?: string;
  /** Accounts that may act besides the users of the world: a list, or any name at all. Default: `wzy`. */
  readonly accounts?: readonly string[] | 'any';
  /** Life of the token it starts with, in seconds. Default: for ever. */
  readonly tokenSeconds?: number;
  /** Whether the app has presence switched on. Default true. */
  readonly presenceActivated?: boolean;
  /** Milliseconds until the list of subscriptions shows a change. Default 10,000. */
  readonly sublistLag?: number;
  /** Calls a second of each method. Default 50, as documented. */
  readonly callsPerSecond?: number;
  /** Bytes a request body may have. Default 65,536. */
  readonly bodyBytes?: number;
  /** Milliseconds since the epoch: the time of the world, of tokens and of subscriptions. Default `Date.now`. */
  readonly now?: () => number;
  /** Milliseconds of a clock that never goes back: for the quota, the counting of arrivals and the times of faults. Default `performance.now`. */
  readonly monotonic?: () => number;
  /** Runs something later, for faults that take time: to be given together with `monotonic`. Default `setTimeout`. */
  readonly after?: After;
}

/** What the simulator answers to when nothing else is asked for: the names of the vendor's page, and secrets that are none. */
export const DEFAULTS = {
  orgName: '5101220107132865',
  appName: 'test',
  appId: '00112233445566778899aabbccddeeff',
  appCertificate: 'ffeeddccbbaa99887766554433221100',
  clientId: 'YXA6simulator',
  clientSecret: 'YXA6simulator-secret',
  accounts: ['wzy'],
  sublistLag: 10_000,
  bodyBytes: 65_536,
} as const;
