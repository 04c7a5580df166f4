/**
 * By how many milliseconds the server's clock is surely ahead of ours (negative: behind), given the `Date` header of an answer
 * and when it was on its way, in milliseconds since the epoch; 0 when the header is missing or may be right.
 */
export function clockError(header: string | undefined, sentAt: number, receivedAt: number): number {
  const told = Date.parse(header ?? '');
  if (Number.isNaN(told)) return 0;
  // The header has whole seconds only, cut off.
  if (told + SECOND < sentAt) return told + SECOND - sentAt;
  return Math.max(0, told - receivedAt);
}

const SECOND = 1000;
