import { setTimeout as pause } from 'node:timers/promises';
import { LIMITS } from '../../src/api/contract.ts';
import { userNames } from '../../src/simulator/names.ts';
import { measureBareClient } from './measure-bare.ts';
import { measureShell, type RefreshFigures } from './measure-shell.ts';
import { startMonitor } from './monitor-process.ts';
import { median } from './percentile.ts';
import { usageOf } from './process-usage.ts';
import { firstSweepIsOver, nameIn, selectedUser, tableRows } from './screen-reading.ts';
import { type SimulatorProcess, startSimulatorProcess } from './simulator-process.ts';
import { now } from './timed-terminal.ts';

const USERS = LIMITS.namesPerCall;
/** Milliseconds over which the monitor refreshes by itself, once a second. */
const WINDOW = 12_000;
const ASKED_FOR = 15;
const DEVICE = 'linux_9';

/** One refresh of a hundred users, by the monitor, by a loop in the shell, and by the least that Node can do. */
export interface HundredFigures {
  readonly monitor: RefreshFigures;
  /** A sentence when it could not be run. */
  readonly shell: RefreshFigures | string;
  readonly bare: RefreshFigures;
}

export async function measureHundred(): Promise<HundredFigures> {
  await using simulator = await startSimulatorProcess({ users: USERS, scenario: 'calm' });
  const names = userNames(USERS);
  const bare = await measureBareClient(simulator.place, names);
  const shell = await measureShell(simulator.place, names);
  const steady = await refreshByItself(simulator, names);
  return { monitor: { ...steady, wall: await refreshOnDemand(simulator, names) }, shell, bare };
}

async function refreshByItself(simulator: SimulatorProcess, names: readonly string[]) {
  await using monitor = await startMonitor(simulator.place, { names, refresh: '1s', callsPerSecond: LIMITS.callsPerSecond });
  const { terminal } = monitor;
  await terminal.seenAt(firstSweepIsOver, 'the first answer');
  const [before, usage] = [await simulator.asked(), usageOf(terminal.pid)];
  await pause(WINDOW);
  const [after, usageNow] = [await simulator.asked(), usageOf(terminal.pid)];
  const sweeps = after.sweeps.length - before.sweeps.length;
  return { cpu: (usageNow.cpu - usage.cpu) / sweeps, requests: (after.requests - before.requests) / sweeps };
}

/** Changes a user on the screen, presses R and waits for the row to show it; nothing is refreshed otherwise. */
async function refreshOnDemand(simulator: SimulatorProcess, names: readonly string[]): Promise<number> {
  await using monitor = await startMonitor(simulator.place, { names, refresh: '1h', callsPerSecond: LIMITS.callsPerSecond });
  const { terminal } = monitor;
  await terminal.seenAt(firstSweepIsOver, 'the first answer');
  const uid = selectedUser(terminal.screen()) as string;
  const row = (lines: readonly string[]) => tableRows(lines).find((line) => nameIn(line) === uid);
  const walls: number[] = [];
  for (let run = 0; run < ASKED_FOR; run++) {
    const before = row(terminal.screen());
    await simulator.set([uid], DEVICE, String(100 + run));
    const pressedAt = now();
    terminal.write('R');
    walls.push((await terminal.seenAt((lines) => row(lines) !== before, 'the refreshed row')) - pressedAt);
    await terminal.quietFor(300);
  }
  return median(walls);
}
