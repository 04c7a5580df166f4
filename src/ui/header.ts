import { type State, shownAt } from '../monitor/state.ts';
import { STATUSES } from '../monitor/status.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { clockTime } from '../text/time.ts';
import { cut } from '../text/width.ts';
import { bar } from './bar.ts';
import { ageText } from './cells.ts';
import { frozenMarks } from './frozen-mark.ts';
import { cutLine, joinFitting, type Line, lineWidth, span, spread } from './lines.ts';
import { markedTexts, rangeLines } from './marked.ts';
import { replayMarks } from './replay-lines.ts';
import { freshness } from './rows.ts';
import { chosenTab, tabLine } from './tab-line.ts';

/** Columns that the name of a profile may take. */
const WIDEST_PROFILE = 16;
/** Columns that the marks on the right leave to the name of the profile or app. */
const LEAST_TITLE = 8;
/** Columns of the bar that shows how far the first sweep is. */
const BAR = 10;
/** Columns that the bar and its name keep on a narrow screen. */
const LEAST_BAR = BAR + 12;

/** Milliseconds from which on a sweep is long enough to tell how far it is. */
const LONG_SWEEP = 10_000;

/** The lines on top: where and as whom, the counts, and the tabs if there are any and the screen is high enough for them. */
export function header(state: State, width: number, high: boolean): Line[] {
  const tabs = high ? tabLine(state, width) : null;
  return [titleLine(state, width), countLine(state, width, tabs === null), ...(tabs === null ? [] : [tabs])];
}

function titleLine(state: State, width: number): Line {
  const { place, uid, profile } = state.settings;
  const right = marks(state, width - LEAST_TITLE);
  const room = width - 2 - lineWidth(right);
  const named: Line[] = profile === null ? [] : [[span(cut(safe(profile), WIDEST_PROFILE), 'strong')]];
  const where: Line[] = [...named, [span(place)], [span(`as ${uid}`)]];
  const whole = joinFitting([[span('presence-monitor', 'title')], ...where], span('  '), Number.POSITIVE_INFINITY);
  // Whoever looks at a small screen at night must see which app it is: the program's own name goes first.
  const left = lineWidth(whole) <= room ? whole : joinFitting(where, span('  '), room);
  return spread([span(' '), ...left], right, width);
}

/** What must be known before a key is pressed: that nothing is asked, that the present is not shown, that nothing can be changed. */
function marks(state: State, width: number): Line {
  const replays = state.replay !== null;
  const lock = state.settings.readOnly === null || replays ? [] : [span('READ-ONLY ', 'strong')];
  const room = width - lineWidth(lock);
  const frozen = replays ? replayMarks(state, width) : frozenMarks(state);
  const ways = [
    ...frozen.slice(0, 1).map((whole) => [...stoppedMark(state, replays), ...whole]),
    ...frozen.map((text) => [...stoppedMark(state, true), ...text]),
  ];
  const left = ways.find((way) => lineWidth(way) <= room) ?? ways.at(-1) ?? [];
  const masked = state.settings.masked === undefined ? [] : [span('MASKED ')];
  const shown = lineWidth([...left, ...masked]) <= room ? [...left, ...masked] : cutLine(left, room);
  return [...shown, ...lock];
}

/** That nothing is asked any more, and since when. */
function stoppedMark({ stopped }: State, brief: boolean): Line {
  if (stopped === null) return [];
  return [span(brief ? 'STOPPED ' : `STOPPED ${clockTime(stopped)}, P goes on `, 'bad')];
}

function countLine(state: State, width: number, tabless: boolean): Line {
  const { roster, size: shown } = state.view;
  const counts = STATUSES.map((status): Line => [span(`${signs[status]} ${number(roster.counts[status])} ${status}`, status)]);
  const hits = [span(watched(shown, roster.size))];
  const most = Math.max(LEAST_BAR, Math.floor(width / 2));
  const sweep = joinFitting(firstSweep(state), span(' '), Math.min(most, width - 3 - lineWidth(hits)));
  const room = width - 3 - lineWidth(sweep);
  const tab = tabless ? chosenTab(state) : null;
  const first: Line[] = [hits, ...(tab === null ? [] : [tab]), ...rangeLines(state)];
  const used = lineWidth(first.flat()) + 3 * first.length;
  const texts = markedTexts(state);
  const marked = texts.find((text) => used + text.length <= room) ?? texts.at(-1);
  const pieces = [...first, ...(marked === undefined ? [] : [[span(marked, 'strong')]])];
  if (state.filter.trim() !== '') pieces.push([span(`/${cut(safe(state.filter), 24)}`, 'key')]);
  const left = [span(' '), ...joinFitting([...pieces, ...counts], span('   '), room)];
  const right = sweep.length > 0 ? sweep : joinFitting(ages(state), span('  ', 'dim'), width - lineWidth(left) - 2);
  return spread(left, [...right, span(' ')], width);
}

function watched(shown: number, all: number): string {
  return shown === all ? `${number(all)} watched` : `${number(shown)} of ${number(all)} shown`;
}

/** How far the first sweep is, and when it is expected to end; nothing once everybody was answered. */
function firstSweep({ planner, settings, stamp, view }: State): Line[] {
  if (planner.size === 0 || planner.sweeps > 0 || view.roster.oldestReceivedAt() !== 0) return [];
  const filled = [span(`${bar(planner.progress, BAR)} first sweep`)];
  const end = stamp.wall + ((1 - planner.progress) * planner.callsPerSweep * 1000) / settings.callsPerSecond;
  return planner.callsPerSweep > 1 ? [filled, [span(`to ${clockTime(end)}`)]] : [filled];
}

/** How old the oldest data are, and how far the sweep that renews them is. */
function ages(state: State): Line[] {
  const { planner, view } = state;
  if (planner.size === 0) return [];
  const oldest = view.roster.oldestReceivedAt();
  const age = [span(`oldest ${ageText(oldest ? shownAt(state) - oldest : null, freshness(state))}`, 'dim')];
  const sweep = [span(`sweep ${Math.floor(planner.progress * 10) * 10}%`, 'dim')];
  return planner.callsPerSweep > 1 && planner.period >= LONG_SWEEP ? [age, sweep] : [age];
}
