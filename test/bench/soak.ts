import { setTimeout as pause } from 'node:timers/promises';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { userNames } from '../../src/simulator/names.ts';
import { openHeapReader } from './heap-reader.ts';
import { machine } from './machine.ts';
import { startMonitor } from './monitor-process.ts';
import { firstSweepIsOver, nameIn, tableRows } from './screen-reading.ts';
import { type SimulatorProcess, startSimulatorProcess } from './simulator-process.ts';
import { type Point, trendOf } from './slope.ts';
import { figure, textTable } from './text-table.ts';
import type { TimedTerminal } from './timed-terminal.ts';

const USERS = 10_000;
/** A sweep every two seconds: the most that is allowed, so that an hour holds as many answers as it can. */
const CALLS_PER_SECOND = 50;
const REFRESH = '2s';
const CALLS_A_SWEEP = USERS / 100;
/** Users who change in every second besides all that are on the screen. */
const CHANGES = 50;
/** What the keys send with which somebody leafs through the list all the time, how often, and pages in one direction. */
const PAGE = { down: '\u001b[6~', up: '\u001b[5~' };
const PAGES_A_SECOND = 10;
const PAGES = 200;
const DEVICE = 'linux_9';
/** Milliseconds in which what is used all the time is compiled, and what is remembered of drawn texts fills up. */
const SETTLING = 120_000;
/** Milliseconds between two looks at the heap. */
const BETWEEN = 5000;
/** Bytes an hour that the heap may grow. */
const ALLOWED = 1_000_000;
const HOUR = 3_600_000;

/** Lets the built monitor watch a crowd that never rests; gives how its heap went, as text, and whether it kept to what is allowed. */
export async function soak(minutes: number): Promise<{ readonly text: string; readonly passed: boolean }> {
  await using simulator = await startSimulatorProcess({ users: USERS, scenario: 'still' });
  await using reader = await openHeapReader();
  const names = userNames(USERS);
  const watch = { names, refresh: REFRESH, callsPerSecond: CALLS_PER_SECOND };
  await using monitor = await startMonitor(simulator.place, watch, reader);
  await monitor.terminal.seenAt(firstSweepIsOver, 'the end of the first sweep');

  console.error('filling every timeline and the list of changes …');
  for (let round = 0; round <= BOUNDS.timeline; round++) {
    await simulator.set(names, DEVICE, String(100 + round));
    await sweep(simulator);
  }
  const change = changing(simulator, names, monitor.terminal);
  console.error('letting it settle …');
  for (const end = performance.now() + SETTLING; performance.now() < end; ) await change();

  await reader.stopCompiling();
  const points: Point[] = [];
  const startedAt = performance.now();
  console.error(`watching its heap for ${minutes} minutes …`);
  for (let lookAt = startedAt; performance.now() < startedAt + minutes * 60_000; ) {
    await change();
    if (performance.now() < lookAt) continue;
    lookAt += BETWEEN;
    points.push({ x: (performance.now() - startedAt) / HOUR, y: await reader.read() });
  }
  return verdict(points, minutes);
}

/** Waits until everybody has been asked once more. */
async function sweep(simulator: SimulatorProcess): Promise<void> {
  const { requests } = await simulator.asked();
  while ((await simulator.asked()).requests < requests + CALLS_A_SWEEP + 2) await pause(100);
}

/**
 * Lets everybody on the screen and the next of the others change, then a second pass in which the list is leafed through:
 * what Ink remembers of drawn texts is bounded, and comes and goes within seconds instead of growing for minutes.
 */
function changing(simulator: SimulatorProcess, names: readonly string[], { screen, write }: TimedTerminal) {
  const known = new Set(names);
  let [turn, pages] = [0, 0];
  return async () => {
    const from = (turn * CHANGES) % names.length;
    const uids = new Set([...tableRows(screen()).map(nameIn), ...names.slice(from, from + CHANGES)]);
    await simulator.set(
      [...uids].filter((uid) => known.has(uid)),
      DEVICE,
      String(200 + (turn++ % 700)),
    );
    for (let page = 0; page < PAGES_A_SECOND; page++) {
      write(pages++ % (2 * PAGES) < PAGES ? PAGE.down : PAGE.up);
      await pause(1000 / PAGES_A_SECOND);
    }
  };
}

function verdict(points: readonly Point[], minutes: number): { text: string; passed: boolean } {
  const { slope, error } = trendOf(points);
  const passed = slope < ALLOWED;
  const step = Math.max(1, Math.floor(points.length / 10));
  const rows = points.filter((_, at) => at % step === 0).map(({ x, y }) => [figure(x * 60), (y / 1e6).toFixed(3)]);
  const text = [
    `${machine()}; ${USERS.toLocaleString('en-US')} users, ${CALLS_PER_SECOND} calls and ${CHANGES} changes a second, ${minutes} minutes, no code compiled anew`,
    textTable([['minutes', 'heap after collection (MB)'], ...rows]),
    `slope ${figure(slope / 1e6)} ± ${figure((2 * error) / 1e6)} MB an hour over ${points.length} looks; less than 1 is asked for: ${passed ? 'kept' : 'NOT KEPT'}`,
  ].join('\n');
  return { text: `${text}\n`, passed };
}
