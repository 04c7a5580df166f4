import { placeOf } from '../keys/resolve.ts';
import { isList } from '../monitor/list-page.ts';
import { shownMoment } from '../monitor/moment.ts';
import { belowTop, type State, topLayer } from '../monitor/state.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { cut } from '../text/width.ts';
import { changeLines } from './changes.ts';
import { type ColumnLayout, layOutColumns } from './columns.ts';
import { footer } from './footer.ts';
import { header } from './header.ts';
import { cutLine, type Line, span, spread } from './lines.ts';
import { drawList } from './list-page.ts';
import { messageLines } from './messages.ts';
import { errorPage } from './page-errors.ts';
import { helpPage } from './page-help.ts';
import { resultsPage } from './page-results.ts';
import { userPage } from './page-user.ts';
import { LEAST_TABLE, panelOf, squeezed } from './panels.ts';
import { rule, scrollPlace } from './scroll-place.ts';

/** Least size, in columns and rows of the terminal, at which the monitor is drawn. */
export const LEAST = { columns: 40, rows: 10 };
/** Rows of the terminal from which on the tabs have a line of their own. */
const TABBED = 12;
/** Rows of the terminal from which on a message may take two lines. */
const ROOMY = 20;

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The whole screen as data, top to bottom: lines, then the table or a page, then the panel, then lines. */
export interface Layout {
  readonly above: readonly Line[];
  /** Null while a page or panel has taken the place of the table. */
  readonly table: { readonly columns: readonly ColumnLayout[]; readonly rows: number } | null;
  readonly below: readonly Line[];
  /** Rows the table has, or would have. */
  readonly pageRows: number;
  /** How many lines the page on top can be scrolled. */
  readonly scrollLimit: number;
  /** Entries that the list page has room for, where there is one. */
  readonly listRows?: number;
}

/** Lays a state out on a terminal. The frame is one row lower than the terminal: a full one would scroll it. */
export function layOut(state: State, { columns: width, rows }: Size, longestName: number): Layout {
  if (width < LEAST.columns || rows < LEAST.rows) return tooSmall(width, rows);
  const messages = messageLines(state, width, rows >= ROOMY ? 2 : 1);
  const top = header(state, width, rows >= TABBED);
  const body = rows - 2 - top.length - Math.max(1, messages.length);
  const middle =
    pageLayout(state, width, body) ??
    listLayout(state, width, body) ??
    panelLayout(state, width, body, longestName) ??
    tableLayout(state, width, body, longestName);
  // Ink would cut what is too wide as well, but with a sign of its own and by widths of its own.
  const cutTo = (lines: readonly Line[]) => lines.map((line) => cutLine(line, width));
  return {
    ...middle,
    above: cutTo([...top, ...middle.above]),
    below: cutTo([...middle.below, ...placed(messages, state, middle, width), footer(state, width)]),
  };
}

/** A page in place of table and change list. */
function pageLayout(state: State, width: number, body: number): Layout | null {
  const page = pageOf(state, width);
  if (page === null) return null;
  const scrollLimit = Math.max(0, page.lines.length - body);
  const from = Math.min(page.scroll, scrollLimit);
  return {
    above: padded(page.lines.slice(from, from + body), body),
    table: null,
    below: [],
    pageRows: state.pageRows,
    scrollLimit,
  };
}

/** A list page in place of table and change list. */
function listLayout(state: State, width: number, body: number): Layout | null {
  const drawn = drawList(state, topLayer(state), width, body);
  if (drawn === null) return null;
  return { above: drawn.lines, table: null, below: [], pageRows: state.pageRows, scrollLimit: 0, listRows: drawn.listRows };
}

/** A panel below the table, in place of the change list; on a low screen without the rule before it, or in place of both. */
function panelLayout(state: State, width: number, body: number, longestName: number): Layout | null {
  const panel = panelOf(state, width, body);
  if (panel === null) return null;
  const room = body - 1 - panel.lines.length;
  const below =
    room > LEAST_TABLE
      ? [rule('', isList(topLayer(belowTop(state))) ? [] : scrollPlace(state, room - 1), width), ...panel.lines]
      : panel.lines;
  const rows = body - 1 - below.length;
  const common = { pageRows: Math.max(1, rows), scrollLimit: 0 };
  if (rows < LEAST_TABLE) return { ...common, above: padded(squeezed(panel, body), body), table: null, below: [] };
  const list = drawList(state, topLayer(belowTop(state)), width, rows + 1);
  if (list !== null)
    return { ...common, above: list.lines, table: null, below, listRows: list.listRows, pageRows: state.pageRows };
  const { table, instead } = tableIn(state, width, rows, longestName);
  return { ...common, above: [], table, below: [...instead, ...below] };
}

function tableLayout(state: State, width: number, body: number, longestName: number): Layout {
  const changeRows = rowsForChanges(body);
  const rows = body - 1 - (changeRows > 0 ? changeRows + 1 : 0);
  const below =
    changeRows === 0 ? [] : [changeTitle(state, rows, width), ...padded(changeLines(state, changeRows, width), changeRows)];
  const { table, instead } = tableIn(state, width, rows, longestName);
  return { above: [], table, below: [...instead, ...below], pageRows: rows, scrollLimit: 0 };
}

/** The table in `rows` rows; when it has nobody to show, what stands there instead. */
function tableIn(state: State, width: number, rows: number, longestName: number) {
  const instead = state.view.size > 0 ? [] : padded(nobodyShown(state), rows);
  return { table: { columns: layOutColumns(width, longestName, state.settings.columns), rows: rows - instead.length }, instead };
}

/** Why the table is empty, and what to do. */
function nobodyShown({ roster, filter, tab }: State): Line[] {
  const text =
    roster.size > 0
      ? [`nobody${tab === 0 ? '' : ' in this tab'} matches /${cut(safe(filter.trim()), 20)}`, 'Esc clears the filter']
      : ['nobody is watched. Put names into', '"users" of the configuration or its', 'file, or start again with --user.'];
  return text.map((line) => [span(`   ${line}`)]);
}

function tooSmall(width: number, rows: number): Layout {
  const text = `needs ${LEAST.columns}${signs.times}${LEAST.rows}, has ${width}${signs.times}${rows}`;
  return { above: [[span(cut(text, width))]], table: null, below: [], pageRows: 1, scrollLimit: 0 };
}

function rowsForChanges(body: number): number {
  if (body >= 22) return 6;
  if (body >= 16) return 4;
  return body >= 11 ? 2 : 0;
}

function changeTitle(state: State, rows: number, width: number): Line {
  const seen = shownMoment(state).lastChange > 0;
  const title = seen ? 'changes, newest first: each fell between these two answers' : 'no change observed yet';
  return rule(title, scrollPlace(state, rows), width);
}

/** The messages in at least one line; when no rule below the table tells the place in the list, and nothing is to be said, that. */
function placed(messages: readonly Line[], state: State, { table, below }: Layout, width: number): readonly Line[] {
  if (messages.length > 0) return messages;
  return [table === null || below.length > 0 ? [] : spread([], scrollPlace(state, table.rows), width)];
}

function pageOf(state: State, width: number): { lines: readonly Line[]; scroll: number } | null {
  const layer = topLayer(state);
  if (layer?.kind === 'user') return { lines: userPage(state, layer.index, width), scroll: layer.scroll };
  if (layer?.kind === 'error') return { lines: errorPage(state, layer.id, width), scroll: layer.scroll };
  if (layer?.kind === 'results') return { lines: resultsPage(state, width), scroll: layer.scroll };
  if (layer?.kind !== 'help') return null;
  return { lines: helpPage(state, placeOf(belowTop(state)), layer.line, width), scroll: layer.scroll };
}

function padded(lines: readonly Line[], rows: number): Line[] {
  return Array.from({ length: rows }, (_, at) => lines[at] ?? []);
}
