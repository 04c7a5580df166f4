import { Box, Text } from 'ink';
import Table from 'ink-table';
import { createContext, memo, type ReactNode, useContext, useMemo } from 'react';
import type { Column } from '../../monitor/sort.ts';
import { countedText } from '../column-stops.ts';
import type { DrawnCell, DrawnTable } from '../drawing.ts';
import { plainText } from '../lines.ts';
import { painted } from '../paint.ts';
import { inkText } from '../text-lines.tsx';
import { lookOf, staleLook } from '../theme.ts';

const TableContext = createContext<DrawnTable>({ columns: [], height: 0, headings: [], rows: [] });

/**
 * The table of users, by ink-table. It sizes columns by `.length`, knows no selection and draws a rule after every row; so it
 * gets row numbers for values, and its cell, header and skeleton components look up what was drawn for them.
 */
export const UserTable = memo(function UserTable({ table }: { readonly table: DrawnTable }) {
  const { columns, rows, height } = table;
  const count = rows.length;
  const numbers = useMemo(() => {
    const data = Array.from({ length: count }, (_, row) => Object.fromEntries(columns.map((column) => [column, row])));
    return <Table data={data} columns={[...columns]} cell={Cell} header={Heading} skeleton={NoSkeleton} />;
  }, [columns, count]);
  return (
    <TableContext value={table}>
      <Box flexDirection="column" height={height + 1} flexShrink={0} overflow="hidden">
        {numbers}
      </Box>
    </TableContext>
  );
});

interface CellProps {
  /** Place of the column, as ink-table counts them. */
  readonly column: number;
  /** What ink-table would print: for a cell, the row's number among spaces. */
  readonly children?: ReactNode;
}

function Cell({ column, children }: CellProps) {
  const drawn = useContext(TableContext).rows[Number(String(children).trim())]?.[column];
  return drawn === undefined ? null : <CellText drawn={drawn} />;
}

const CellText = memo(function CellText({ drawn }: { readonly drawn: DrawnCell }) {
  const { line, selected, stale, changed } = drawn;
  if (selected) return <Text>{painted(countedText(plainText(line)), lookOf('selected'))}</Text>;
  return <Text>{inkText(line, { ...(stale && staleLook()), ...(changed && lookOf('changed')) })}</Text>;
});

function Heading({ children }: { readonly children?: ReactNode }) {
  const { columns, headings } = useContext(TableContext);
  const heading = headings[columns.indexOf(String(children).trim() as Column)];
  return heading === undefined ? null : <HeadingText heading={heading} />;
}

const HeadingText = memo(function HeadingText({ heading }: { readonly heading: DrawnTable['headings'][number] }) {
  return <Text>{inkText(heading)}</Text>;
});

function NoSkeleton() {
  return null;
}
