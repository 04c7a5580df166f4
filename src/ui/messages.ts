import { CLOCK_HINT, clocksDiffer } from '../monitor/clock-words.ts';
import type { FilterProblem } from '../monitor/filter/parse.ts';
import { type State, type Trouble, topLayer } from '../monitor/state.ts';
import { writeNotice } from '../monitor/writing.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { clockTime, minuteTime } from '../text/time.ts';
import { wrap } from '../text/width.ts';
import { cutLine, type Line, lineWidth, type Span, span } from './lines.ts';
import { progressLine } from './write-progress.ts';

/** Columns from which on a trouble tells since when it lasts, beside when it is tried again. */
const WIDE = 80;
/** How a notice looks. */
export const NOTICE_STYLES = { done: 'good', busy: 'plain', failed: 'bad', unknown: 'unknown' } as const;
/** Lines that the explanation of a mistake in a filter may take: the longest takes so many on the smallest screen. */
const MOST_EXPLANATION = 4;
/** Columns below which the beginning of a text says nothing. */
const LEAST_TEXT = 16;

/**
 * What an action came to, or what is wrong and when it is tried again, in at most `most` lines: with one, the cause matters
 * more than the advice. No lines when all is well.
 */
export function messageLines(state: State, width: number, most: number): Line[] {
  // The question whether to leave says itself how the write goes.
  const asked = topLayer(state)?.kind === 'leave';
  const progress = asked || state.notice !== null || state.pending === null ? null : progressLine(state.pending, width);
  if (progress !== null) return [progress];
  const notice = asked ? null : (state.notice ?? writeNotice(state));
  if (notice !== null) {
    return told({ text: span(notice.text, NOTICE_STYLES[notice.kind]), end: [] }, null, notice.hint, width, most);
  }
  const problem = filterProblem(state);
  if (problem !== null) return explanation(problem, width);
  const trouble = gravest(state);
  if (trouble === null) return [];
  const { cause, since, retryAt, hint } = trouble;
  const times = [`since ${clockTime(since)}`, ...(retryAt === null ? [] : [`again at ${clockTime(retryAt)}`])];
  const when = (width < WIDE ? times.slice(-1) : times).join(` ${signs.apart} `);
  return told(cause, when, hint, width, most);
}

/** What is wrong with a word of a filter, and what would be right, in whole on as many lines as that takes, up to a bound. */
function explanation({ kind, what, hint }: FilterProblem, width: number): Line[] {
  const style = kind === 'mistake' ? 'bad' : 'dim';
  let left = safe(what).length;
  const pieces = wrap(`${safe(what)} ${signs.apart} ${safe(hint)}`, width - 1).slice(0, MOST_EXPLANATION);
  return pieces.map((part): Line => {
    const wrong = part.slice(0, left);
    // Where a line is broken, a space is lost.
    left = Math.max(0, left - part.length - 1);
    return [span(` ${wrong}`, style), span(part.slice(wrong.length))];
  });
}

/** What is wrong with the filter being typed, or still missing in it. */
function filterProblem(state: State): FilterProblem | null {
  const layer = topLayer(state);
  return layer?.kind === 'filter' || layer?.kind === 'list-filter' ? layer.problem : null;
}

/** What happened: a text that may be cut, and an end that stays. */
interface Cause {
  readonly text: Span;
  readonly end: Line;
}

/** A trouble in words. */
interface Told extends Pick<Trouble, 'since' | 'retryAt'> {
  readonly cause: Cause;
  readonly hint: string;
}

/** The trouble that stops most. */
function gravest(state: State): Told | null {
  const { retrieve, token, sublist, clock } = state.troubles;
  if (retrieve !== null) return inWords(retrieve, whoFails(state));
  if (token !== null) return inWords(token, 'the token could not be renewed: ', stillWorks(token.worksUntil, state.stamp.wall));
  if (sublist !== null) return inWords(sublist);
  if (clock === null) return null;
  const text = span(clocksDiffer(clock.ahead), 'bad');
  return { cause: { text, end: [] }, since: clock.since, retryAt: null, hint: CLOCK_HINT };
}

function inWords({ failure, since, retryAt }: Trouble, before = '', after = ''): Told {
  const end = after === '' ? [] : [span(after, 'bad')];
  return { cause: { text: span(before + failure.message, 'bad'), end }, since, retryAt, hint: failure.hint };
}

/** Whose failure it is while everybody else is answered: `carol: `, `carol and 2 more: `. */
export function whoFails({ planner, roster }: State): string {
  const first = roster.longestFailing;
  if (first === null || planner.failures > 0) return '';
  const more = roster.failingCount - 1;
  return `${roster.record(first.index).uid}${more === 0 ? '' : ` and ${more} more`}: `;
}

/** Until when a token works that could not be renewed, to go on a sentence with; "" when it does not, or has no end. */
export function stillWorks(until: number, now: number): string {
  return until > now && until < Number.POSITIVE_INFINITY ? `; it still works until ${minuteTime(until, now)}` : '';
}

function cutCause({ text, end }: Cause, width: number): Line {
  const room = width - lineWidth(end);
  return room < LEAST_TEXT ? cutLine([text], width) : [...cutLine([text], room), ...end];
}

/** On one line `cause` gives way to `when`; with two lines, `cause` has the first for itself. */
function told(cause: Cause, when: string | null, hint: string | null, width: number, most: number): Line[] {
  const time = when === null ? [] : [span(` ${signs.apart} ${when}`, 'strong')];
  const first = [span(' '), ...cutCause(cause, width - 1 - lineWidth(time)), ...time];
  if (hint === null) return [first];
  const whole = [...first, span(` ${signs.apart} ${hint}`)];
  if (lineWidth(whole) <= width) return [whole];
  if (most < 2) return [width - lineWidth(first) < LEAST_TEXT ? first : cutLine(whole, width)];
  const second = when === null ? [span(` ${hint}`)] : [span(` ${when}`, 'strong'), span(` ${signs.apart} ${hint}`)];
  return [[span(' '), ...cutCause(cause, width - 1)], cutLine(second, width)];
}
