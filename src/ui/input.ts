import type { Line as TypedLine } from '../monitor/line-editor.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { graphemesOf, widthOf } from '../text/width.ts';
import { type Span, type Style, span } from './lines.ts';

/** Drawn under what is wrong: it is seen without any styles too. */
const UNDER = '^';

/** Part of a text in UTF-16 units, `start` included and `end` not. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** A grapheme as it is drawn. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly style: Style;
  readonly wrong: boolean;
}

/**
 * A line being typed, in at most `width` columns around the cursor, which is an inverted cell, so that it is seen wherever the
 * terminal's own cursor is hidden. `head`: columns of its beginning that stay when what is before the cursor is too long.
 */
export function inputSpans(line: TypedLine, width = Number.POSITIVE_INFINITY, head = 0): Span[] {
  return joined(around(cellsOf(line, null), line.cursor, width, head));
}

/** The same with a part of it that is wrong, and what is drawn in the line below to underline that part. */
export function inputWithMistake(line: TypedLine, width: number, wrong: Range | null): { spans: Span[]; under: string } {
  const shown = around(cellsOf(line, wrong), line.cursor, width);
  const under = shown.map((cell) => (cell.wrong ? UNDER : ' ').repeat(cell.width)).join('');
  return { spans: joined(shown), under: under.trimEnd() };
}

function cellsOf({ text, cursor }: TypedLine, wrong: Range | null): Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  for (const grapheme of graphemesOf(text)) {
    const isWrong = wrong !== null && at < wrong.end && at + grapheme.length > wrong.start;
    const style = cells.length === cursor ? 'selected' : isWrong ? 'mistake' : 'plain';
    cells.push(cell(safe(grapheme), style, isWrong));
    at += grapheme.length;
  }
  return cursor < cells.length ? cells : [...cells, cell(' ', 'selected', false)];
}

function cell(text: string, style: Style, wrong: boolean): Cell {
  return { text, width: widthOf(text), style, wrong };
}

/** The cells that `width` columns hold: the cursor, as much as possible of what is before it, and then of what is behind it. */
function around(cells: readonly Cell[], cursor: number, width: number, head = 0): Cell[] {
  const [at] = cells.slice(cursor, cursor + 1) as [Cell];
  const before = beforeCursor(cells.slice(0, cursor), width - at.width - 1, head);
  const behind = cells.slice(cursor + 1);
  const room = width - before.reduce((sum, cell) => sum + cell.width, at.width);
  const all = fitting(behind, room);
  if (all.length === behind.length) return [...before, at, ...all];
  const rest = room < 1 ? [] : [...fitting(behind, room - 1), cell(signs.cut, 'plain', false)];
  return [...before, at, ...rest];
}

function beforeCursor(cells: readonly Cell[], room: number, head: number): Cell[] {
  const end = fitting(cells.toReversed(), room).toReversed();
  if (head === 0 || end.length === cells.length) return end;
  const start = fitting(cells, head);
  const left = start.reduce((left, { width }) => left - width, room - 1);
  return [...start, cell(signs.cut, 'plain', false), ...fitting(cells.slice(start.length).toReversed(), left).toReversed()];
}

function fitting(cells: readonly Cell[], room: number): Cell[] {
  const kept: Cell[] = [];
  let left = room;
  for (const cell of cells) {
    left -= cell.width;
    if (left < 0) break;
    kept.push(cell);
  }
  return kept;
}

/** Cells of one style in a row as one piece. */
function joined(cells: readonly Cell[]): Span[] {
  const spans: Span[] = [];
  for (const { text, style } of cells) {
    const last = spans.at(-1);
    if (last?.style === style) spans[spans.length - 1] = span(last.text + text, style);
    else spans.push(span(text, style));
  }
  return spans;
}
