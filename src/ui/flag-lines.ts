import { flagsOf } from '../monitor/flags.ts';
import type { UserRecord } from '../monitor/roster.ts';
import { safe } from '../text/safe.ts';
import { wrap } from '../text/width.ts';
import { type Line, span } from './lines.ts';
import { FLAG_SIGN } from './theme.ts';

/** Columns that a reason keeps beside the name of its kind; with fewer it stands below. */
const LEAST_REASON = 24;

/** What is contradictory about a user at the moment `now`: each flag with its sign, its name as filters know it, and the reason. */
export function flagLines(record: UserRecord, now: number, width: number): Line[] {
  return flagsOf(record, now).flatMap(({ kind, reason }): Line[] => {
    const head = [span(` ${FLAG_SIGN} `, 'flag'), span(kind, 'strong')];
    const beside = kind.length + 5;
    const below = width - beside < LEAST_REASON;
    const indent = below ? 3 : beside;
    const parts = wrap(safe(reason), width - indent).map((part): Line => [span(' '.repeat(indent)), span(part)]);
    return below ? [head, ...parts] : parts.map((part, at) => (at === 0 ? [...head, span('  '), ...part.slice(1)] : part));
  });
}
