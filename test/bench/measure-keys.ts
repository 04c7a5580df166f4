import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../src/simulator/random.ts';
import { selectedUser } from './screen-reading.ts';
import { now, type TimedTerminal } from './timed-terminal.ts';

/** Rows down and up again: more than the table shows, so that it scrolls as well. */
const DISTANCE = 30;
/** Milliseconds between an answer and the next key: at least, and what chance adds, so that keys fall anywhere between two frames of data. */
const GAP = { least: 40, spread: 200 };

/** Moves the selection key by key. Returns the milliseconds from each key until the frame arrived in which the mark stands on another user. */
export async function keyDelays(terminal: TimedTerminal): Promise<number[]> {
  const random = new Random(1);
  const delays: number[] = [];
  for (const key of 'j'.repeat(DISTANCE) + 'k'.repeat(DISTANCE)) {
    await pause(GAP.least + random.below(GAP.spread));
    const before = selectedUser(terminal.screen());
    const pressedAt = now();
    terminal.write(key);
    delays.push((await terminal.seenAt((lines) => hasMoved(lines, before), `the answer to ${key}`)) - pressedAt);
  }
  return delays;
}

function hasMoved(lines: readonly string[], before: string | null): boolean {
  const user = selectedUser(lines);
  return user !== null && user !== before;
}
