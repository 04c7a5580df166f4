import { setTimeout as pause } from 'node:timers/promises';
import { LIMITS } from '../../src/api/contract.ts';
import { userNames } from '../../src/simulator/names.ts';
import { keyDelays } from './measure-keys.ts';
import { startMonitor } from './monitor-process.ts';
import { percentile } from './percentile.ts';
import { usageOf } from './process-usage.ts';
import { firstSweepIsOver, tableIsDrawn } from './screen-reading.ts';
import { type SimulatorProcess, startSimulatorProcess } from './simulator-process.ts';
import { now } from './timed-terminal.ts';

/** Milliseconds over which the steady state is watched. */
const WINDOW = 8000;
const CALLS_PER_SECOND = LIMITS.callsPerSecond;

/** What watching so many users costs, at 50 calls a second. */
export interface CrowdFigures {
  readonly users: number;
  /** The time the first sweep took over the ideal: as its requests arrived, and until the screen showed its end. */
  readonly sweepByArrivals: number;
  readonly sweepOnScreen: number;
  readonly first: Cost;
  readonly steady: Cost;
  /** Calls a second in the steady state. */
  readonly callsPerSecond: number;
  /** Calls the server refused for their frequency. */
  readonly refused: number;
  /** Bytes in memory after the first sweep, and at the end. */
  readonly resident: number;
  readonly residentAtEnd: number;
  /** Milliseconds from a key to the frame that answers it, while data arrive. */
  readonly keys: { readonly median: number; readonly p95: number; readonly count: number };
}

export interface Cost {
  /** Milliseconds of processor time for 1,000 users refreshed. */
  readonly perThousand: number;
  /** Share of one core. */
  readonly core: number;
}

/** Watches so many users of an ordinary day: start, first sweep, some seconds of nothing but data, then keys. */
export async function measureCrowd(users: number): Promise<CrowdFigures> {
  await using simulator = await startSimulatorProcess({ users, scenario: 'calm' });
  const watch = { names: userNames(users), refresh: '1s', callsPerSecond: CALLS_PER_SECOND };
  await using monitor = await startMonitor(simulator.place, watch);
  const { terminal } = monitor;

  await terminal.seenAt(tableIsDrawn, 'the first table');
  const atFirstFrame = await look(simulator, terminal.pid);
  const shown = await terminal.seenAt(firstSweepIsOver, 'the end of the first sweep');
  const afterSweep = await look(simulator, terminal.pid);
  const sweep = afterSweep.sweeps[0];
  if (sweep === undefined) throw new Error('The screen showed the end of a sweep that the server has not seen.');

  const steadyFrom = await look(simulator, terminal.pid);
  await pause(WINDOW);
  const steadyTo = await look(simulator, terminal.pid);
  const delays = await keyDelays(terminal);
  const end = await look(simulator, terminal.pid);

  return {
    users,
    sweepByArrivals: (sweep.to - sweep.from) / seconds((sweep.requests - 1) / CALLS_PER_SECOND),
    sweepOnScreen: (shown - sweep.from) / seconds(users / LIMITS.namesPerCall / CALLS_PER_SECOND),
    first: cost(atFirstFrame, afterSweep),
    steady: cost(steadyFrom, steadyTo),
    callsPerSecond: ((steadyTo.requests - steadyFrom.requests) * 1000) / (steadyTo.at - steadyFrom.at),
    refused: end.refused,
    resident: afterSweep.resident,
    residentAtEnd: end.resident,
    keys: { median: percentile(delays, 0.5), p95: percentile(delays, 0.95), count: delays.length },
  };
}

interface Look {
  readonly at: number;
  readonly cpu: number;
  readonly names: number;
}

async function look(simulator: SimulatorProcess, pid: number) {
  return { ...(await simulator.asked()), ...usageOf(pid), at: now() };
}

function cost(from: Look, to: Look): Cost {
  return {
    perThousand: ((to.cpu - from.cpu) * 1000) / (to.names - from.names),
    core: (to.cpu - from.cpu) / (to.at - from.at),
  };
}

function seconds(count: number): number {
  return count * 1000;
}
