import { Box, useInput, usePaste, useWindowSize } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { keyNames } from '../keys/key-names.ts';
import { resolve, resolvePaste } from '../keys/resolve.ts';
import type { Intent, Viewport } from '../monitor/messages.ts';
import type { State } from '../monitor/state.ts';
import { layOut } from './layout.ts';
import type { Line } from './lines.ts';
import { rowsOf } from './rows.ts';
import { UserTable } from './table/user-table.tsx';
import { TextLine } from './text-lines.tsx';

/** What the screen needs of a store. */
export interface ScreenStore {
  readonly getSnapshot: () => State;
  readonly getLatest: () => State;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (message: Intent | Viewport) => void;
}

/** The whole screen: reads the store, lays it out, and turns keys into intents. The only place that listens to keys. */
export function App({ store, longestName }: { readonly store: ScreenStore; readonly longestName: number }) {
  const state = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const size = useWindowSize();
  const layout = layOut(state, size, longestName);
  const { pageRows, scrollLimit } = layout;

  useEffect(() => {
    store.dispatch({ type: 'viewport', rows: pageRows, scrollLimit });
  }, [store, pageRows, scrollLimit]);

  useInput((input, key) => {
    for (const name of keyNames(input, key)) {
      const intent = resolve(store.getLatest(), name);
      if (intent !== null) store.dispatch(intent);
    }
  });
  usePaste((text) => store.dispatch(resolvePaste(store.getLatest(), text)));

  return (
    <Box flexDirection="column" width={size.columns}>
      <Lines lines={layout.above} />
      {layout.table !== null && (
        <UserTable
          rows={rowsOf(state).slice(0, layout.table.rows)}
          columns={layout.table.columns}
          sorting={state.sorting}
          height={layout.table.rows}
        />
      )}
      <Lines lines={layout.below} />
    </Box>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: lines of a screen have no identity but their place
  return lines.map((line, at) => <TextLine key={at} line={line} />);
}
