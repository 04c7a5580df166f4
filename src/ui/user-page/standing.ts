import type { UserRecord } from '../../monitor/roster.ts';
import type { State } from '../../monitor/state.ts';
import { clockTime } from '../../text/time.ts';
import { flow } from '../flow.ts';
import { type Line, span } from '../lines.ts';

/** What stands between the data and the present: a failure, or an answer that left the user out. */
export function standing(state: State, record: UserRecord, width: number): Line[] {
  const failing = state.view.roster.failing(record.index);
  const before = [span(' ')];
  if (failing !== undefined) {
    const { message, hint } = failing.failure;
    return [
      ...flow(before, [[`failing since ${clockTime(failing.since)}: ${message}`, 'bad']], width),
      ...flow(before, [[hint]], width),
    ];
  }
  if (!record.absent) return [];
  return flow(before, [['the latest answer left this user out: unknown, and the data below are older', 'unknown']], width);
}
