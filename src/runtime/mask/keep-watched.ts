import type { State } from '../../monitor/state.ts';
import type { Store } from '../store.ts';
import type { Mask } from './mask.ts';

/**
 * Has a mask let go who has left the watch list, or it would keep every version of a list that is often written. While a new
 * list waits, for a write to end for example, the present one is in use: whom the monitor goes by counts, not who was read.
 */
export function keepWatched(mask: Mask, store: Pick<Store, 'getLatest' | 'follow'>): void {
  let known = listsOf(store.getLatest());
  store.follow((_, state) => {
    const lists = listsOf(state);
    if (lists.every((list, at) => list === known[at])) return;
    known = lists;
    const names = lists.flatMap((list) => (list === null ? [] : [list.users, ...list.groups.map(({ users }) => users)]));
    mask.keepOnly(new Set([state.settings.uid, ...names.flat()]));
  });
}

function listsOf({ settings, nextWatchList }: State) {
  return [settings, nextWatchList] as const;
}
