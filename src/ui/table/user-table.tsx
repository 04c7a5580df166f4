import { Box, Text } from 'ink';
import Table from 'ink-table';
import { createContext, useContext } from 'react';
import type { Sorting } from '../../monitor/sort.ts';
import { cut, fitText } from '../../text/width.ts';
import { cell, type Row } from '../cells.ts';
import { type ColumnLayout, GUTTER } from '../columns.ts';
import { type Line, plainText, span } from '../lines.ts';
import { Spans } from '../text-lines.tsx';
import { CHANGED_SIGN, MARKED_SIGN, SELECTED_SIGN } from '../theme.ts';

interface Shown {
  readonly rows: readonly Row[];
  readonly columns: readonly ColumnLayout[];
  readonly sorting: Sorting;
}

const ShownContext = createContext<Shown>({ rows: [], columns: [], sorting: { column: 'user', descending: false } });

export interface UserTableProps extends Shown {
  /** Rows the table takes on the screen, its heading excluded. */
  readonly height: number;
}

/**
 * The table of users, by ink-table. It sizes columns by `.length`, knows no selection and draws a rule after every row; so it
 * gets row numbers for values, and its cell, header and skeleton components look up, fit and draw what stands there.
 */
export function UserTable({ height, ...shown }: UserTableProps) {
  const keys = shown.columns.map(({ column }) => column);
  const data = shown.rows.map((_, row) => Object.fromEntries(keys.map((key) => [key, row])));
  return (
    <ShownContext value={shown}>
      <Box flexDirection="column" height={height + 1} flexShrink={0} overflow="hidden">
        <Table data={data} columns={keys} cell={Cell} header={Heading} skeleton={NoSkeleton} />
      </Box>
    </ShownContext>
  );
}

interface CellProps {
  /** Place of the column, as ink-table counts them. */
  readonly column: number;
  /** What ink-table would print: for a cell, the row's number among spaces. */
  readonly children?: React.ReactNode;
}

function Cell({ column, children }: CellProps) {
  const { rows, columns } = useContext(ShownContext);
  const row = rows[Number(String(children).trim())];
  const layout = columns[column];
  if (row === undefined || layout === undefined) return null;
  const { selected, marked, stale, record } = row;
  const changed = record.changed.some((name) => name === layout.column);
  const lead = column === 0 ? (selected ? SELECTED_SIGN : ' ') + (marked ? MARKED_SIGN : ' ') : '';
  const line: Line = [
    span(lead + (changed ? CHANGED_SIGN : ' '), changed ? 'changed' : 'plain'),
    ...cell(row, layout.column, layout.width),
  ];
  if (selected) return <Text inverse>{plainText(line)}</Text>;
  return (
    <Text dimColor={stale} bold={changed}>
      <Spans line={line} />
    </Text>
  );
}

function Heading({ children }: { readonly children?: React.ReactNode }) {
  const { columns, sorting } = useContext(ShownContext);
  const at = columns.findIndex(({ column }) => column === String(children).trim());
  const layout = columns[at];
  if (layout === undefined) return null;
  const arrow = layout.column === sorting.column ? (sorting.descending ? '▼' : '▲') : '';
  const lead = ' '.repeat(at === 0 ? GUTTER + 1 : 1);
  const space = layout.title.length + 2 <= layout.width ? ' ' : '';
  const title = arrow === '' ? layout.title : `${cut(layout.title, layout.width - 1)}${space}${arrow}`;
  return <Text bold>{lead + fitText(title, layout.width)}</Text>;
}

function NoSkeleton() {
  return null;
}
