import type { NewWatchList } from '../../src/monitor/watch-list.ts';

/** Another watch list, as a file of users would bring it. */
export function listOf(users: readonly string[], more: Partial<Omit<NewWatchList, 'type' | 'users'>> = {}): NewWatchList {
  return { type: 'watch-list', users, groups: [], refresh: 30_000, from: 'users.txt', hint: null, ...more };
}
