import { COLUMNS } from '../monitor/sort.ts';
import type { State } from '../monitor/state.ts';
import { fitText, widestOf } from '../text/width.ts';
import { content } from './cells.ts';
import { TITLES } from './columns.ts';
import { plainText } from './lines.ts';
import { rowOf } from './rows.ts';

/** Widest a column gets where no screen bounds it. */
const WIDEST = 400;

/** Everybody in one table of plain text, in the order of the view, with a heading and no colours; nothing is cut that a file can hold. */
export function plainTable(state: State): string {
  const columns = state.settings.columns ?? COLUMNS;
  const rows = state.view.slice(0, state.view.size).map((index) => {
    const row = rowOf(state, index);
    return columns.map((column) => plainText(content(row, column, WIDEST)));
  });
  const table = [columns.map((column) => TITLES[column]), ...rows];
  const widths = columns.map((_, at) => widestOf(table.map((cells) => cells[at] as string)));
  return table
    .map(
      (cells) =>
        `${cells
          .map((text, at) => fitText(text, widths[at] as number))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
