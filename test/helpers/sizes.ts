/** The sizes, in columns and rows, at which the screen is drawn or held to what must be true of it. */
export const SIZES = [
  [40, 10],
  [60, 15],
  [80, 24],
  [100, 30],
  [200, 60],
  [300, 100],
] as const;
