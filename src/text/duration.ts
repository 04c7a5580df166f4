const MILLISECONDS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;
const SHAPE = /^(?=.)(?:(?<d>\d+)d)?(?:(?<h>\d+)h)?(?:(?<m>\d+)m)?(?:(?<s>\d+)s)?$/;
const UNITS = ['d', 'h', 'm', 's'] as const;

/** A time span read from text: milliseconds, or what was expected instead. */
export type DurationResult = { readonly milliseconds: number } | { readonly error: string };

/** Reads "90s", "5m", "12h", "7d" or "1d12h": whole numbers with a unit each, the largest unit first. */
export function parseDuration(text: string): DurationResult {
  const parts = SHAPE.exec(text.trim())?.groups;
  if (!parts) return { error: explain(text.trim()) };
  const milliseconds = UNITS.reduce((sum, unit) => sum + Number(parts[unit] ?? 0) * MILLISECONDS[unit], 0);
  return Number.isSafeInteger(milliseconds) ? { milliseconds } : { error: 'a shorter time' };
}

function explain(text: string): string {
  const example = 'a time such as "90s", "5m", "12h", "7d" or "1d12h"';
  if (/^\d+$/.test(text)) return `${example}: a number with its unit, for example "${text}s"`;
  if (/^(\d+[dhms])+$/.test(text)) return `${example}: the largest unit first, each unit once`;
  if (/^\d*\.\d+[dhms]$/.test(text)) return `${example}: whole numbers, with a smaller unit in place of a fraction`;
  return example;
}

/** Writes milliseconds the way `parseDuration` reads them, "1d12h" for example; what is below a second is cut off. */
export function formatDuration(milliseconds: number): string {
  let rest = milliseconds;
  let text = '';
  for (const unit of UNITS) {
    const count = Math.floor(rest / MILLISECONDS[unit]);
    rest -= count * MILLISECONDS[unit];
    if (count > 0) text += `${count}${unit}`;
  }
  return text || '0s';
}
