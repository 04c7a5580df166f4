import { type CallName, LIMITS } from './contract.ts';
import { refused } from './errors.ts';

/** Refuses a list that is empty, longer than one call may hold, or has an empty name in it. */
export function checkNames(call: CallName, names: readonly string[]): void {
  const max = LIMITS.namesPerCall;
  if (names.length < 1 || names.length > max) {
    throw refused(call, `${call}: ${names.length} names in one call; 1 to ${max} are allowed`, 'Split the list into batches.');
  }
  for (const name of names) checkText(call, 'a user name', name);
}

/** Refuses a subscription time that is no whole number of seconds from 1 to 30 days. */
export function checkExpiry(seconds: number): void {
  const { min, max } = LIMITS.expirySeconds;
  if (Number.isInteger(seconds) && seconds >= min && seconds <= max) return;
  throw refused(
    'subscribe',
    `subscribe: ${seconds} is no subscription time; ${min} to ${max} whole seconds (30 days) are allowed`,
    'Choose a time between one second and 30 days.',
  );
}

/** Refuses an `ext` that is empty or has more UTF-8 bytes than `maxBytes`. */
export function checkExt(ext: string, maxBytes: number): void {
  const bytes = typeof ext === 'string' ? Buffer.byteLength(ext) : 0;
  if (bytes >= 1 && bytes <= maxBytes) return;
  throw refused(
    'set',
    bytes === 0 ? 'set: ext is empty, which the server refuses' : `set: ext has ${bytes} bytes; ${maxBytes} are allowed`,
    bytes === 0 ? 'Give a text for ext.' : 'Shorten ext, or raise extMaxBytes if your server takes more.',
  );
}

/** Refuses an empty text where a name must stand. */
export function checkText(call: CallName | null, what: string, text: string): void {
  if (typeof text !== 'string' || text === '') throw refused(call, `${call ?? 'client'}: ${what} is empty`, 'Give it a name.');
}

/** Refuses a rate that is not above zero or is over the documented one. */
export function checkRate(callsPerSecond: number): void {
  if (callsPerSecond > 0 && callsPerSecond <= LIMITS.callsPerSecond) return;
  throw refused(
    null,
    `callsPerSecond: ${callsPerSecond} is no rate; above 0 and up to ${LIMITS.callsPerSecond} is allowed`,
    `Choose a number up to ${LIMITS.callsPerSecond}; others use the same quota.`,
  );
}
