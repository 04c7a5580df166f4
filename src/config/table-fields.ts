import * as z from 'zod';
import { COLUMNS, type Column } from '../text/column-names.ts';
import { nearest } from '../text/nearest.ts';

const A_LIST = `a list of columns such as ["user","status","age"]: ${COLUMNS.join(', ')}`;
const SORTINGS = COLUMNS.flatMap((column) => [column, `-${column}` as const]);

/** What a mistyped name was meant to be, or all the names there are. */
function meant(input: unknown, known: readonly string[], otherwise: string): string {
  const near = typeof input === 'string' ? nearest(input, known) : null;
  return near === null ? otherwise : `"${near}"`;
}

const column = z.enum(COLUMNS, { error: ({ input }) => meant(input, COLUMNS, `one of ${COLUMNS.join(', ')}`) });

/** The field that says what the table shows, in which order. Who a row is about must stand in it. */
export const columnsField = () =>
  z.array(column, A_LIST).superRefine((columns, context) => {
    const refuse = (path: number[], message: string, found: string) =>
      context.addIssue({ code: 'custom', path, message, params: { found } });
    if (!columns.includes('user')) refuse([], 'a list with "user" in it: without it nobody knows whose row it is', 'no "user"');
    for (const [at, name] of columns.entries()) {
      if (columns.indexOf(name) < at) refuse([at], 'every column once', `"${name}" again`);
    }
  });

/** The field that says by which column the table is sorted at first; "-" before the name turns the order around. */
export const sortField = () => {
  const otherwise = `a column such as "status", or "-age" for the other way around: ${COLUMNS.join(', ')}`;
  return z
    .enum(SORTINGS, { error: ({ input }) => meant(input, SORTINGS, otherwise) })
    .transform((name) => ({ column: name.replace('-', '') as Column, descending: name.startsWith('-') }));
};
