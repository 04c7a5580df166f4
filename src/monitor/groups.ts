import { nameKey } from '../text/name-key.ts';

/** Users who belong together under a name. */
export interface Group {
  readonly name: string;
  readonly users: readonly string[];
  /** How old, in milliseconds, their data may get; null: as old as everybody's. */
  readonly refresh: number | null;
}

/** How old, in milliseconds, the data of each watched user may get, by index: the least that one of its groups asks for. */
export function promisesOf(users: readonly string[], groups: readonly Group[], refresh: number): readonly number[] {
  const least = new Map<string, number>();
  for (const { users: members, refresh } of groups) {
    if (refresh === null) continue;
    for (const member of members) least.set(nameKey(member), Math.min(refresh, least.get(nameKey(member)) ?? refresh));
  }
  return users.map((uid) => least.get(nameKey(uid)) ?? refresh);
}
