import type { UserRecord } from '../../monitor/roster.ts';
import type { State } from '../../monitor/state.ts';
import { clockTime } from '../../text/time.ts';
import { flow } from '../flow.ts';
import { type Line, span } from '../lines.ts';

/** What stands between the data and the present: a failure. That an answer left the user out is told by a flag. */
export function standing(state: State, { index }: UserRecord, width: number): Line[] {
  const failing = state.view.roster.failing(index);
  const before = [span(' ')];
  if (failing === undefined) return [];
  const { message, hint } = failing.failure;
  return [
    ...flow(before, [[`failing since ${clockTime(failing.since)}: ${message}`, 'bad']], width),
    ...flow(before, [[hint]], width),
  ];
}
