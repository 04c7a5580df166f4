/** Columns of the table by the names that the configuration and the sort menu know, in the order in which they stand unless told. */
export const COLUMNS = ['user', 'status', 'devices', 'change', 'ext', 'sub', 'age'] as const;
export type Column = (typeof COLUMNS)[number];
