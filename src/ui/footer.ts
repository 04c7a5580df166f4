import { footerKeys, type KeyHint } from '../keys/describe.ts';
import { yieldingNow } from '../monitor/governor.ts';
import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { clockTime, coarseAge } from '../text/time.ts';
import { cutLine, joinFitting, type Line, lineWidth, type Span, span, spread } from './lines.ts';

/** Columns, and share of the line, that the keys in the footer may take. */
const LEAST_KEYS = 17;
const KEYS_SHARE = 0.52;
/** Columns from which on a trouble tells since when it lasts, beside when it is tried again. */
const WIDE = 80;
/** Columns below which the beginning of a hint says nothing. */
const LEAST_HINT = 16;

/**
 * What an action came to, or what is wrong and when it is tried again, in at most `most` lines: with one, the cause matters
 * more than the advice. No lines when all is well.
 */
export function messageLines(state: State, width: number, most: number): Line[] {
  const { notice, troubles } = state;
  if (notice !== null) {
    const style = ({ done: 'good', busy: 'plain', failed: 'bad' } as const)[notice.kind];
    return told(span(safe(notice.text), style), null, notice.hint, width, most);
  }
  const trouble = troubles.retrieve ?? troubles.sublist;
  if (trouble === null) return [];
  const { failure, since, retryAt } = trouble;
  const times = [`since ${clockTime(since)}`, ...(retryAt === null ? [] : [`again at ${clockTime(retryAt)}`])];
  const when = (width < WIDE ? times.slice(-1) : times).join(' · ');
  return told(span(safe(failure.message), 'bad'), when, failure.hint, width, most);
}

/** On one line `what` gives way to `when`; with two lines, `what` has the first for itself. */
function told(what: Span, when: string | null, hint: string | null, width: number, most: number): Line[] {
  const time = when === null ? [] : [span(` · ${when}`, 'strong')];
  const first = [span(' '), ...cutLine([what], width - 1 - lineWidth(time)), ...time];
  if (hint === null) return [first];
  const whole = [...first, span(` · ${hint}`)];
  if (lineWidth(whole) <= width) return [whole];
  if (most < 2) return [width - lineWidth(first) < LEAST_HINT ? first : cutLine(whole, width)];
  const second = when === null ? [span(` ${hint}`)] : [span(` ${when}`, 'strong'), span(` · ${hint}`)];
  return [cutLine([span(' '), what], width), cutLine(second, width)];
}

/** Keys that stand in the footer wherever they work, however narrow it is. */
const ALWAYS: ReadonlySet<string> = new Set(['q', '?']);

/** The bottom line: what is spent, and the keys most wanted here. */
export function footer(state: State, width: number): Line {
  const hints = footerKeys(state);
  const first = hints.filter(({ keys }) => ALWAYS.has(keys));
  const wanted = [...first, ...hints.filter((hint) => !first.includes(hint))];
  const right = joinFitting(wanted.map(keyHint), span('  '), Math.max(LEAST_KEYS, Math.floor(width * KEYS_SHARE)));
  const left = joinFitting(figures(state), span(' · '), width - lineWidth(right) - 4);
  return spread([span(' '), ...left], [...right, span(' ')], width);
}

function keyHint({ keys, text, disabled }: KeyHint): Line {
  const key = keys.split(' ')[0] as string;
  return disabled === null ? [span(key, 'key'), span(` ${text}`)] : [span(`${key} ${text}`, 'dim')];
}

function figures(state: State): Line[] {
  const { planner, governor, throttled, perSecond } = state;
  const calls = planner.callsPerSweep === 1 ? '1 call a sweep' : `${number(planner.callsPerSweep)} calls a sweep`;
  return [
    [span(`${perSecond.toFixed(1)}/s of ${governor.ceiling}`)],
    [health(state)],
    ...yielding(state),
    [span(calls)],
    [span(`every ${seconds(planner.period)}`)],
    [span(`429 ×${throttled}`, throttled === 0 ? 'plain' : 'bad')],
  ];
}

const REASONS = { refused: '429 from the server', overloaded: '503 from the server', slow: 'slow answers' } as const;

/** Why fewer calls are made than the budget allows. */
function yielding({ governor, stamp }: State): Line[] {
  const why = yieldingNow(governor, stamp.steady);
  if (why === null) return [];
  return [[span(`yielding: ${REASONS[why.reason]} ${coarseAge(stamp.steady - why.at)} ago`, 'changed')]];
}

function health({ stopped, troubles, view }: State): Span {
  if (stopped !== null) return span('stopped', 'bad');
  if (troubles.retrieve !== null || troubles.sublist !== null) return span('trouble', 'bad');
  return view.roster.oldestReceivedAt() === 0 ? span('starting') : span('all well', 'good');
}

function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)}s`;
}
