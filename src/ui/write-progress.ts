import { namesIn, type PendingWrite } from '../monitor/pending-write.ts';
import { callsIn } from '../monitor/write-batches.ts';
import { number } from '../text/number.ts';
import { signs } from '../text/signs.ts';
import { clockTime } from '../text/time.ts';
import { bar } from './bar.ts';
import { type Line, lineWidth, span } from './lines.ts';

/** Columns of the bar, the widest that leaves room for the words. */
const BARS = [20, 10, 6];

const DOING = { set: 'setting', subscribe: 'subscribing', unsubscribe: 'unsubscribing' } as const;

/**
 * How far a write of several calls is, on one line: `subscribing 1,240 users  ████░░░░░░ 5 of 13 calls · 480 done · 20 failed`,
 * in as many words as fit. It changes only when a call ends. Null when there is one call, or none goes out any more.
 */
export function progressLine(pending: PendingWrite, width: number): Line | null {
  const calls = callsIn(pending);
  if (calls < 2 || pending.readBack !== null) return null;
  const { batches, stopped, write } = pending;
  const sent = batches.reduce((sum, { names }) => sum + names.length, 0);
  const done = batches.reduce((sum, batch) => sum + batch.done.length, 0);

  const what = span(`${DOING[write.type]} ${number(namesIn(write).length)} users  `);
  const made = span(` ${batches.length} of ${calls}`);
  const good = span(` ${signs.apart} ${number(done)} done`);
  const bad = sent > done ? [span(` ${signs.apart} ${number(sent - done)} failed`, 'bad')] : [];
  const end = stopped === null ? expected(pending, calls) : [span(` ${signs.apart} stops after this call`, 'strong')];
  const wordings: ((bar: Line[number]) => Line)[] = [
    (drawn) => [what, drawn, made, span(' calls'), good, ...bad, ...end],
    (drawn) => [what, drawn, made, span(' calls'), good, ...bad],
    (drawn) => [drawn, made, span(' calls'), good, ...bad],
    (drawn) => [drawn, made, good, ...bad],
    (drawn) => [drawn, made, ...bad],
  ];
  const bars = BARS.map((columns) => span(bar(batches.length / calls, columns)));
  const lines = wordings.flatMap((wording) => bars.map(wording));
  return [span(' '), ...(lines.find((line) => 1 + lineWidth(line) <= width) ?? [made])];
}

/** When the last call should have ended, if those to come take as long as those before them. */
function expected({ batches, startedAt }: PendingWrite, calls: number): Line {
  const last = batches.at(-1);
  if (last === undefined) return [];
  const each = (last.endedAt - startedAt.wall) / batches.length;
  return [span(` ${signs.apart} to ${clockTime(startedAt.wall + each * calls)}`)];
}
