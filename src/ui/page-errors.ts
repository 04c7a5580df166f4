import { BOUNDS } from '../monitor/bounds.ts';
import type { NotedMishap } from '../monitor/error-log.ts';
import { type ListLayer, listOf } from '../monitor/list-page.ts';
import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { shortSpan, shortTime } from '../text/time.ts';
import { cut, wrap } from '../text/width.ts';
import { joinFitting, type Line, type Style, span } from './lines.ts';
import type { ListPage } from './list-page.ts';
import { narrowedTitles, nothingMatches } from './narrowed-list.ts';
import { bound } from './page-changes.ts';

/** What is said of a list that tells the present while the view is frozen. */
export const NOT_FROZEN = ', not frozen: as it is now';

/** What went wrong so far, newest first: each with its times, what failed, whom it concerns, and what to do. */
export function errorsPage(state: State, layer: Extract<ListLayer, { kind: 'errors' }>, width: number): ListPage {
  const { errors, stamp, frozen } = state;
  const list = listOf(state, layer);
  const count = list.size === 0 ? 'errors' : `${number(list.size)} ${list.size === 1 ? 'error' : 'errors'}`;
  const { filter } = layer;
  const asOf = frozen === null ? '' : NOT_FROZEN;
  const ordered = list.size === 0 ? [] : [`${count} so far, newest first, with what to do`, `${count} so far, newest first`];
  const titles = [...ordered, `${count} so far`].map((title) => title + asOf);
  const all = listOf(state, { ...layer, filter: null }).size;
  return {
    titles: filter === null ? titles : narrowedTitles(filter, list.size, all, 'errors', `, with what to do${asOf}`),
    notes: [],
    list,
    cursor: layer.cursor,
    entry(position, rows) {
      const mishap = errors.at(Number(list.keyAt(position)));
      return mishap === undefined ? [[]] : entryLines(mishap, stamp.wall, width - 1, rows);
    },
    empty: filter === null || all === 0 ? [[span(' nothing went wrong so far', 'good')]] : nothingMatches(filter),
    end: [span(` ${bound(errors.firstId > 1, BOUNDS.errors)}`, 'dim')],
  };
}

/** One entry in whole, however long it is. */
export function errorPage({ errors, stamp }: State, id: number, width: number): Line[] {
  const mishap = errors.at(id);
  const title: Line = [span(' one of the errors so far, in whole', 'title')];
  if (mishap === undefined) return [title, [span(' forgotten by now: newer ones took its place')]];
  return [title, ...entryLines(mishap, stamp.wall, width - 1, Number.POSITIVE_INFINITY).map((line) => [span(' '), ...line])];
}

/** Where there are too few rows the message is cut: what to do matters more. */
function entryLines(mishap: NotedMishap, now: number, width: number, rows: number): readonly Line[] {
  const { hint, concerned } = mishap;
  const about = concerned === null ? '' : `${whom(concerned)}: `;
  const message = safe(about + mishap.message);
  const advice = hint === null ? [] : adviceLines(hint, width);
  const whole = wrapped(message, width, 'bad');
  const told = 1 + whole.length + advice.length <= rows ? whole : [[span(`  ${cut(message, width - 2)}`, 'bad')]];
  return [headLine(mishap, now, width), ...told, ...advice];
}

/** `14:02:11–14:05:40  ×17  retrieve 503  server`, as seen `now`; of what has no call, what it is. */
function headLine({ kind, call, status, count, firstAt, lastAt }: NotedMishap, now: number, width: number): Line {
  const times = count === 1 ? shortTime(firstAt, now) : shortSpan(firstAt, lastAt, now);
  const many: Line[] = count === 1 ? [] : [[span(`${signs.times}${number(count)}`, 'strong')]];
  const what = [call, status].filter((part) => part !== null).join(' ');
  const pieces: Line[] = [[span(times, 'dim')], ...many, ...(what === '' ? [] : [[span(what, 'strong')]]), [span(kind, 'dim')]];
  return joinFitting(pieces, span('  '), width);
}

/** Whom it concerned when it concerned most. */
function whom({ name, count }: NonNullable<NotedMishap['concerned']>): string {
  return count === 1 ? name : `${name} and ${number(count - 1)} more`;
}

/** What to do, behind an arrow. */
function adviceLines(hint: string, width: number): Line[] {
  return wrap(safe(hint), width - 4).map((part, at) => [span(`  ${at === 0 ? signs.becomes : ' '} ${part}`)]);
}

function wrapped(text: string, width: number, style: Style): Line[] {
  return wrap(safe(text), width - 2).map((part) => [span(`  ${part}`, style)]);
}
