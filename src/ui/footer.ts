import { footerKeys, type KeyHint } from '../keys/describe.ts';
import { USERS } from '../keys/places.ts';
import { placeOf } from '../keys/resolve.ts';
import { yieldingNow } from '../monitor/governor.ts';
import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { signs } from '../text/signs.ts';
import { coarseAge } from '../text/time.ts';
import { apart, joinFitting, type Line, lineWidth, type Span, span, spread } from './lines.ts';
import { replayFigures } from './replay-lines.ts';

/** Columns, and share of the line, that the keys in the footer may take. */
const LEAST_KEYS = 17;
const KEYS_SHARE = 0.54;
/** Columns at both ends of the footer, and between figures and keys. */
const MARGINS = 4;
/** Keys that stand in the footer however narrow it is: those that lead on from where everything begins, and those that end all else. */
const ALWAYS = { here: ['q', '?'], above: ['Enter', 'Esc'] } as const;

/** The bottom line: what is spent, and the keys most wanted here. */
export function footer(state: State, width: number): Line {
  const hints = footerKeys(state);
  const above = !USERS.includes(placeOf(state));
  const always: readonly string[] = above ? ALWAYS.above : ALWAYS.here;
  const first = hints.filter(({ keys }) => keys.split(' ').some((key) => always.includes(key)));
  const told = new Set(first.map(({ text }) => text));
  // Two keys that do the same need no room twice.
  const wanted = [...first, ...hints.filter(({ text }) => !told.has(text))];
  const keys = (few: readonly KeyHint[], room: number) => joinFitting(few.map(keyHint), span('  '), room);
  const least = lineWidth(keys(first, width));
  const spent = foremost(state, width - MARGINS - (least || LEAST_KEYS), above);
  const room = Math.min(Math.floor(width * KEYS_SHARE), width - MARGINS - lineWidth(spent));
  const right = keys(wanted, Math.max(above ? least : LEAST_KEYS, room));
  const left = joinFitting([spent, ...figures(state)], apart(), width - lineWidth(right) - MARGINS);
  return spread([span(' '), ...left], [...right, span(' ')], width);
}

function keyHint({ keys, text }: KeyHint): Line {
  return [span(keys.split(' ')[0] as string, 'key'), span(` ${text}`)];
}

/**
 * What stands there at any width: how much is spent, why not more in as many words as fit, and how it goes. Below something
 * that is to be ended with a key, how it goes is enough.
 */
function foremost(state: State, width: number, above: boolean): Line {
  const { governor, perSecond, replay, stopped } = state;
  if (replay !== null) return [replayFigures(state, replay).first];
  if (stopped !== null) return [health(state)];
  const spent = span(`${perSecond.toFixed(1)}/s of ${governor.ceiling}`);
  const whole = (why: string): Line => [spent, ...(why === '' ? [] : [span(` (${why})`, 'changed')]), apart(), health(state)];
  const reasons = [...yielding(state), ''].map(whole);
  return reasons.find((line) => lineWidth(line) <= width) ?? (above ? [health(state)] : whole(''));
}

function figures(state: State): readonly Line[] {
  const { planner, throttled, replay, stopped } = state;
  if (replay !== null) return replayFigures(state, replay).more;
  const refused: Line = [span(`429 ${signs.times}${throttled}`, throttled === 0 ? 'plain' : 'bad')];
  if (stopped !== null) return [refused];
  const calls = planner.callsPerSweep === 1 ? '1 call a sweep' : `${number(planner.callsPerSweep)} calls a sweep`;
  return [[span(calls)], [span(`every ${seconds(planner.period)}`)], refused];
}

const REASONS = {
  refused: ['429 from the server', '429'],
  overloaded: ['503 from the server', '503'],
  slow: ['slow answers', 'slow'],
} as const;

/** Why fewer calls are made than the budget allows, in ever fewer words; nothing when all of them are. */
function yielding({ governor, stamp }: State): string[] {
  const why = yieldingNow(governor, stamp.steady);
  if (why === null) return [];
  const [reason, short] = REASONS[why.reason];
  const ago = `${coarseAge(stamp.steady - why.at)} ago`;
  return [`yielding: ${reason} ${ago}`, `yielding: ${short} ${ago}`, `yielding: ${short}`, 'yielding'];
}

function health({ stopped, troubles, view }: State): Span {
  if (stopped !== null) return span('stopped', 'bad');
  if (Object.values(troubles).some((trouble) => trouble !== null)) return span('trouble', 'bad');
  return view.roster.oldestReceivedAt() === 0 ? span('starting') : span('all well', 'good');
}

function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)}s`;
}
