/** Later than the last moment a `Date` can hold, in seconds. */
const NEVER = 8.64e12;

/** What a field says that the server sends as a number or a string; `odd` when it holds something that says nothing. */
export interface Reading<T> {
  readonly value: T;
  readonly odd: boolean;
}

/**
 * A Unix time, string or number, in whole seconds; a value over 1e11 is in milliseconds. `""`, null, 0 and a missing field
 * mean unknown; anything else that is no time is unknown and odd.
 */
export function readTime(raw: unknown): Reading<number | null> {
  if (raw === undefined || raw === null) return { value: null, odd: false };
  const text = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : null;
  if (text === '' || text === '0') return { value: null, odd: false };
  const number = text !== null && /^\d+(\.\d+)?(e\+\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const seconds = Math.floor(number > 1e11 ? number / 1000 : number);
  return seconds > 0 && seconds < NEVER ? { value: seconds, odd: false } : { value: null, odd: true };
}

/** A text that may come as a number; null and a missing field are `""`, anything else is `""` and odd. */
export function readText(raw: unknown): Reading<string> {
  if (typeof raw === 'string') return { value: raw, odd: false };
  if (typeof raw === 'number') return { value: String(raw), odd: false };
  return { value: '', odd: raw !== undefined && raw !== null };
}

/** A count, string or number; null when it is none. */
export function readCount(raw: unknown): number | null {
  const number = typeof raw === 'string' && /^\s*\d+\s*$/.test(raw) ? Number(raw) : raw;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
