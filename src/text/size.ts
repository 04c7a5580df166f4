const BYTES = { '': 1, K: 1e3, M: 1e6, G: 1e9 } as const;
const SHAPE = /^(\d+)\s?([KMG]?)B?$/i;
const UNITS = ['G', 'M', 'K'] as const;

/** Reads "500KB", "100MB" or "2G" as bytes, a unit being a thousand of the one below; null for anything else. */
export function parseSize(text: string): number | null {
  const [, digits, unit = ''] = SHAPE.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const bytes = Number(digits) * BYTES[unit.toUpperCase() as keyof typeof BYTES];
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : null;
}

/** Writes bytes in the largest unit that gives a whole number: "100 MB", "1500 KB", "12 bytes". */
export function formatSize(bytes: number): string {
  const unit = UNITS.find((unit) => bytes >= BYTES[unit] && bytes % BYTES[unit] === 0);
  return unit === undefined ? `${bytes} bytes` : `${bytes / BYTES[unit]} ${unit}B`;
}

/** Bytes to about a tenth, for reading: "61.2 MB", "524 KB", "2.1 GB". */
export function roughSize(bytes: number): string {
  const unit = UNITS.find((unit) => bytes >= BYTES[unit]);
  if (unit === undefined) return `${bytes} bytes`;
  const value = bytes / BYTES[unit];
  return `${value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${unit}B`;
}
