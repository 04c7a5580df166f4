import { setTimeout as pause } from 'node:timers/promises';
import { userNames } from '../../src/simulator/names.ts';
import { NODE } from '../e2e/built-file.ts';
import { startMonitor } from './monitor-process.ts';
import { median } from './percentile.ts';
import { tableIsDrawn } from './screen-reading.ts';
import { startSimulatorProcess } from './simulator-process.ts';
import { openTimedTerminal } from './timed-terminal.ts';

const RUNS = 5;
/** Milliseconds until the calls of one run no longer count against the quota of the next. */
const QUOTA_WINDOW = 1100;

export interface StartFigures {
  readonly users: number;
  /** Milliseconds from starting the program to the first drawn table; median. */
  readonly firstFrame: number;
  /** The same over the start and end of a Node that does nothing. */
  readonly overBareNode: number;
}

/** Starts the monitor and a Node that does nothing in turn, so that both meet the same machine. */
export async function measureStart(users: number): Promise<StartFigures> {
  const names = userNames(users);
  await using simulator = await startSimulatorProcess({ users, scenario: 'calm' });
  const frames: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push(await bareNode());
    await using monitor = await startMonitor(simulator.place, { names, refresh: '1s', callsPerSecond: 50 });
    const { terminal } = monitor;
    frames.push((await terminal.seenAt(tableIsDrawn, 'the first table')) - terminal.startedAt);
    await pause(QUOTA_WINDOW);
  }
  return { users, firstFrame: median(frames), overBareNode: median(frames) / median(bare) };
}

async function bareNode(): Promise<number> {
  await using terminal = openTimedTerminal([NODE, '-e', '0'], { cwd: process.cwd(), env: {} });
  return (await terminal.gone) - terminal.startedAt;
}
