import type { BatchResult } from '../monitor/pending-write.ts';
import type { State } from '../monitor/state.ts';
import { resultSoFar, type Undone, undoneOf, type WriteResult } from '../monitor/write-result.ts';
import { doing, doneCount, wrongCounts } from '../monitor/write-words.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { clockTime } from '../text/time.ts';
import { widestOf, widthOf, wrap } from '../text/width.ts';
import { type Line, type Style, span } from './lines.ts';

/** Columns before a name, and between two. */
const INDENT = 3;
const GAP = 2;

/** The page of a write that was drawn last: it may be long, and is the same until a call ends. */
const drawn = new WeakMap<object, { readonly width: number; readonly lines: readonly Line[] }>();

/** What became of the latest write, or becomes of the one under way: call by call, then whoever is not done, by cause. */
export function resultsPage({ pending, lastWrite, settings }: State, width: number): readonly Line[] {
  const of = pending ?? lastWrite;
  if (of === null) return [[span(' nothing was changed in this run')]];
  const before = drawn.get(of);
  if (before?.width === width) return before.lines;
  const result = pending === null ? lastWrite : resultSoFar(pending);
  const lines = result === null ? [] : linesOf(result, settings.uid, width);
  drawn.set(of, { width, lines });
  return lines;
}

function linesOf(result: WriteResult, actingUser: string, width: number): Line[] {
  const { write, startedAt, endedAt, batches, open } = result;
  const when = `${clockTime(startedAt)} ${signs.until} ${endedAt === null ? 'not ended yet' : clockTime(endedAt)}`;
  const callWidth = Math.max(4, String(batches.length).length);
  const undone = undoneOf(result);
  return [
    ...wrapped(`${safe(doing(write))}, as ${safe(actingUser)}`, 'title', width),
    ...wrapped(`${when} ${signs.apart} ${[...wrongCounts(result), doneCount(result)].join(', ')}`, 'plain', width),
    [],
    [span(` ${'CALL'.padStart(callWidth)} USERS  CAME TO`, 'title')],
    ...batches.flatMap((batch, at) => batchLines(batch, String(at + 1).padStart(callWidth), result, width)),
    ...undone.flatMap((group): Line[] => [[], ...undoneLines(group, width)]),
    ...(open.length === 0 ? [] : [[], ...wrapped(`${number(open.length)} still open`, 'strong', width)]),
  ];
}

function batchLines(batch: BatchResult, call: string, result: WriteResult, width: number): Line[] {
  const start = ` ${call} ${number(batch.names.length).padStart(5)}  `;
  const [text, style] = came(batch, result);
  return hanging(start, start.length, safe(text), style, width);
}

/** What became of a call, in words. One that may have been carried out says what reading it back came to. */
function came({ names, failure, unclear, unanswered, latency }: BatchResult, { tally }: WriteResult): [string, Style] {
  if (failure === null) {
    const left = unanswered.length === 0 ? '' : `, but the answer leaves ${number(unanswered.length)} out`;
    return [`done in ${latency} ms${left}`, left === '' ? 'good' : 'unknown'];
  }
  if (!unclear) return [`not done: ${failure.message}`, 'bad'];
  const of = (word: string, verdict: readonly string[]) => {
    const among = new Set(verdict);
    const count = names.filter((name) => among.has(name)).length;
    return count === 0 ? [] : [`${number(count)} ${word}`];
  };
  const read = [...of('done', tally.done), ...of('not done', tally.notDone), ...of('unknown', tally.unknown)].join(', ');
  return [`lost: ${failure.message}; reading back: ${read === '' ? 'not yet' : read}`, 'unknown'];
}

const STYLES: Readonly<Record<Undone['verdict'], Style>> = { 'not done': 'bad', unknown: 'unknown', 'not sent': 'strong' };

function undoneLines({ verdict, cause, hint, names }: Undone, width: number): Line[] {
  const said = `${number(names.length)} ${verdict}: ${safe(cause)}`;
  return [
    ...wrapped(said, STYLES[verdict], width),
    ...(hint === null ? [] : wrapped(hint, 'dim', width)),
    ...columnsOf(names.map(safe), width).map((text): Line => [span(text)]),
  ];
}

/** Names in columns as wide as the longest, as many as fit; a name longer than the screen is broken. */
function columnsOf(names: readonly string[], width: number): string[] {
  const column = widestOf(names) + GAP;
  const room = width - INDENT;
  const indent = ' '.repeat(INDENT);
  if (column > room) return names.flatMap((name) => wrap(name, room)).map((part) => indent + part);
  const perLine = Math.floor(room / column);
  return Array.from({ length: Math.ceil(names.length / perLine) }, (_, line) => {
    const start = line * perLine;
    const cells = names.slice(start, start + perLine);
    return (
      indent +
      cells
        .map((name) => name + ' '.repeat(column - widthOf(name)))
        .join('')
        .trimEnd()
    );
  });
}

function wrapped(text: string, style: Style, width: number): Line[] {
  return hanging(' ', 1, text, style, width);
}

/** A text in as many lines as it takes, the first after `start`, the others as far in. */
function hanging(start: string, indent: number, text: string, style: Style, width: number): Line[] {
  return wrap(text, Math.max(8, width - indent - 1)).map((part, at) => [
    span((at === 0 ? start : '').padEnd(indent)),
    span(part, style),
  ]);
}
