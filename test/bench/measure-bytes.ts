import { setTimeout as pause } from 'node:timers/promises';
import { LIMITS } from '../../src/api/contract.ts';
import { userNames } from '../../src/simulator/names.ts';
import { type MonitorProcess, startMonitor } from './monitor-process.ts';
import { median } from './percentile.ts';
import { changedRows, firstSweepIsOver, nameIn, tableRows } from './screen-reading.ts';
import { type SimulatorProcess, startSimulatorProcess } from './simulator-process.ts';
import { COLUMNS, ROWS } from './timed-terminal.ts';

/** Milliseconds of a screen on which nothing changes. */
const IDLE = 15_000;
/** Milliseconds until what the start leaves behind (ages, calls a second) has settled. */
const SETTLING = 4000;
/** Milliseconds without output that count as the end of a change; shorter than the pause between two looks at the clock. */
const QUIET = 600;
/** Rows without room for the list of changes. */
const LOW = 15;
const SINGLE_CHANGES = 6;
const ROWS_AT_ONCE = 10;
const DEVICE = 'linux_9';

/** A world in which nothing happens by itself. */
export interface IdleFigures {
  readonly users: number;
  /** Calls a second that the refresh time and the budget come to. */
  readonly callsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Pieces of output. */
  readonly writesPerSecond: number;
}

export interface ChangeFigures {
  /** Columns of the terminal. */
  readonly width: number;
  /**
   * Bytes from the change in the world until its mark is gone again, counts and list of changes included; for one row alone, the
   * same on a terminal too low for the list, and for each of ten at once.
   */
  readonly single: number;
  readonly withoutList: number;
  readonly together: number;
  readonly rowsTogether: number;
}

/** Watches users whom nothing happens to, and counts what is written all the same. */
export async function measureIdle(users: number): Promise<IdleFigures> {
  await using still = await watchStill(users);
  const { terminal } = still.monitor;
  await pause(SETTLING);
  const [asked, written] = [await still.simulator.asked(), terminal.written()];
  await pause(IDLE);
  const [askedNow, writtenNow] = [await still.simulator.asked(), terminal.written()];
  const perSecond = (from: number, to: number) => ((to - from) * 1000) / IDLE;
  return {
    users,
    callsPerSecond: perSecond(asked.requests, askedNow.requests),
    bytesPerSecond: perSecond(written.bytes, writtenNow.bytes),
    writesPerSecond: perSecond(written.pieces, writtenNow.pieces),
  };
}

/** Lets single rows on the screen change, then ten at once, and counts the bytes between two moments of rest. */
export async function measureChanges(): Promise<ChangeFigures> {
  await using still = await watchStill(LIMITS.namesPerCall);
  const { simulator, monitor } = still;
  await pause(SETTLING);
  const single = await singleChanges(still);
  const shown = tableRows(monitor.terminal.screen()).map(nameIn);
  const together = await bytesOfChange(simulator, monitor, shown.slice(0, ROWS_AT_ONCE), String(100 + SINGLE_CHANGES));
  await using low = await watchStill(LIMITS.namesPerCall, LOW);
  await pause(SETTLING);
  const withoutList = await singleChanges(low);
  return { width: COLUMNS, single, withoutList, together: together / ROWS_AT_ONCE, rowsTogether: ROWS_AT_ONCE };
}

/** The median of the bytes that the first rows take, each changed alone. */
async function singleChanges({ simulator, monitor }: Awaited<ReturnType<typeof watchStill>>): Promise<number> {
  const bytes: number[] = [];
  for (const [turn, name] of tableRows(monitor.terminal.screen()).map(nameIn).slice(0, SINGLE_CHANGES).entries()) {
    bytes.push(await bytesOfChange(simulator, monitor, [name], String(100 + turn)));
  }
  return median(bytes);
}

/** `status` is one that none of the users has: setting what is already there would be no change. */
async function bytesOfChange(
  simulator: SimulatorProcess,
  { terminal }: MonitorProcess,
  names: readonly string[],
  status: string,
): Promise<number> {
  await terminal.quietFor(QUIET);
  const before = terminal.written().bytes;
  await simulator.set(names, DEVICE, status);
  await terminal.seenAt((lines) => changedRows(lines).length === names.length, `${names.length} changed rows`);
  await terminal.seenAt((lines) => changedRows(lines).length === 0, 'the marks of the change to go');
  await terminal.quietFor(QUIET);
  return terminal.written().bytes - before;
}

async function watchStill(users: number, rows = ROWS) {
  const simulator = await startSimulatorProcess({ users, scenario: 'still' });
  const watch = { names: userNames(users), refresh: '1s', callsPerSecond: LIMITS.callsPerSecond, rows };
  const monitor = await startMonitor(simulator.place, watch);
  await monitor.terminal.seenAt(firstSweepIsOver, 'the end of the first sweep');
  return {
    simulator,
    monitor,
    async [Symbol.asyncDispose]() {
      await monitor[Symbol.asyncDispose]();
      await simulator[Symbol.asyncDispose]();
    },
  };
}
