/** The value below or at which `share` (0…1) of the values lie, by nearest rank. NaN when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value, the lower of two. NaN when there are none. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
