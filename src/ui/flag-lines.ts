import { flagsOf } from '../monitor/flags.ts';
import type { UserRecord } from '../monitor/roster.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { wrap } from '../text/width.ts';
import { type Line, span } from './lines.ts';

/** Columns that a reason keeps beside the name of its kind; with fewer it stands below. */
const LEAST_REASON = 30;
/** Columns that the sign takes with the blanks around it. */
const SIGN = 3;

/** What is contradictory about a user at the moment `now`: each flag with its sign, its name as filters know it, and the reason. */
export function flagLines(record: UserRecord, now: number, width: number): Line[] {
  const flags = flagsOf(record, now);
  const longest = Math.max(0, ...flags.map(({ kind }) => kind.length));
  const beside = SIGN + longest + 2;
  const below = width - beside < LEAST_REASON;
  const indent = below ? SIGN : beside;
  return flags.flatMap(({ kind, reason }): Line[] => {
    const head = [span(` ${signs.flag} `, 'flag'), span(kind.padEnd(beside - SIGN), 'strong')];
    const [first = '', ...more] = wrap(safe(reason), width - indent);
    const parts = below ? [first, ...more] : more;
    return [below ? head : [...head, span(first)], ...parts.map((part): Line => [span(' '.repeat(indent)), span(part)])];
  });
}
