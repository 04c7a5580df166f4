import { nameKey } from '../text/name-key.ts';

/** The place of each name in an order where `user-2` stands before `user-10`. Sorted once; comparing places is then cheap. */
export function nameRanks(uids: readonly string[]): Uint32Array {
  const keys = uids.map((uid) => nameKey(uid).replace(/\d+/g, (digits) => digits.padStart(16, '0')));
  const order = uids.map((_, index) => index);
  order.sort((a, b) => compareText(keys[a] as string, keys[b] as string) || a - b);
  const ranks = new Uint32Array(uids.length);
  order.forEach((index, rank) => {
    ranks[index] = rank;
  });
  return ranks;
}

/** Compares by code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
