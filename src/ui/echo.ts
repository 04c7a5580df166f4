import type { ScreenStore } from './app.tsx';

/**
 * A store that has what a key did shown at once, even when a frame of data was drawn just before: Ink would let that one have its
 * time first. `flush` draws what waits; it is called once for all that is dispatched in one turn.
 */
export function echoingAtOnce(store: ScreenStore, flush: () => void): ScreenStore {
  let due = false;
  return {
    ...store,
    dispatch(message) {
      store.dispatch(message);
      if (due) return;
      due = true;
      setImmediate(() => {
        due = false;
        flush();
      });
    },
  };
}
