import { setTimeout as pause } from 'node:timers/promises';
import { userNames } from '../../src/simulator/names.ts';
import { BUILT_FILE, NODE } from '../e2e/built-file.ts';
import { startMonitor } from './monitor-process.ts';
import { median } from './percentile.ts';
import { tableIsDrawn } from './screen-reading.ts';
import { startSimulatorProcess } from './simulator-process.ts';
import { openTimedTerminal } from './timed-terminal.ts';

const RUNS = 5;
const ANSWERS = 21;
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

const bareNode = () => fromStartToEnd(['-e', '0']);

async function fromStartToEnd(args: readonly string[]): Promise<number> {
  await using terminal = openTimedTerminal([NODE, ...args], { cwd: process.cwd(), env: {} });
  return (await terminal.gone) - terminal.startedAt;
}

/** What the program answers without looking at anything, from start to end over that of a Node that does nothing; medians. */
export interface AnswerFigures {
  readonly version: number;
  readonly help: number;
}

/** Asks for version and help, and starts a Node that does nothing, in turn. */
export async function measureAnswers(): Promise<AnswerFigures> {
  const bare: number[] = [];
  const version: number[] = [];
  const help: number[] = [];
  for (let run = 0; run < ANSWERS; run++) {
    bare.push(await bareNode());
    version.push(await fromStartToEnd([BUILT_FILE, '--version']));
    help.push(await fromStartToEnd([BUILT_FILE, '--help']));
  }
  return { version: median(version) / median(bare), help: median(help) / median(bare) };
}
