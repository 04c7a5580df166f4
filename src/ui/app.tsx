import { Box, useInput, usePaste, useWindowSize } from 'ink';
import { memo, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { keyNames } from '../keys/key-names.ts';
import { resolvePaste, resolvePress, seenSelected } from '../keys/resolve.ts';
import type { Intent, Viewport } from '../monitor/messages.ts';
import type { State } from '../monitor/state.ts';
import { safe } from '../text/safe.ts';
import { widthOf } from '../text/width.ts';
import { type Drawing, drawingOf } from './drawing.ts';
import { layOut } from './layout.ts';
import type { Line } from './lines.ts';
import { UserTable } from './table/user-table.tsx';
import { TextLine } from './text-lines.tsx';

/** What the screen needs of a store. */
export interface ScreenStore {
  readonly getSnapshot: () => State;
  readonly getLatest: () => State;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (message: Intent | Viewport) => void;
}

/** The whole screen: reads the store, lays it out, draws it, and turns keys into intents. */
export function App({ store }: { readonly store: ScreenStore }) {
  const state = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const size = useWindowSize();
  const { users } = state.settings;
  const longestName = useMemo(() => users.reduce((longest, uid) => Math.max(longest, widthOf(safe(uid))), 0), [users]);
  const layout = layOut(state, size, longestName);
  const { pageRows, scrollLimit, listRows } = layout;
  const before = useRef<Drawing>(null);
  const drawing = drawingOf(state, layout, before.current);

  useEffect(() => {
    before.current = drawing;
  }, [drawing]);
  useEffect(() => {
    store.dispatch({ type: 'viewport', rows: pageRows, scrollLimit, ...(listRows !== undefined && { listRows }) });
  }, [store, pageRows, scrollLimit, listRows]);

  return (
    <>
      <Keys store={store} />
      <Screen drawing={drawing} width={size.columns} />
    </>
  );
}

/**
 * The only place that listens to keys. It stands apart because Ink redraws the whole screen, changed or not, whenever a
 * component with its input hooks renders: this one renders once.
 */
const Keys = memo(function Keys({ store }: { readonly store: ScreenStore }) {
  useInput((input, key) => {
    const about = seenSelected(store.getSnapshot(), store.getLatest());
    if (about !== null) store.dispatch(about);
    for (const name of keyNames(input, key)) {
      const intent = resolvePress(store.getLatest(), name);
      if (intent !== null) store.dispatch(intent);
    }
  });
  usePaste((text) => store.dispatch(resolvePaste(store.getLatest(), text)));
  return null;
});

const Screen = memo(function Screen({ drawing, width }: { readonly drawing: Drawing; readonly width: number }) {
  return (
    <Box flexDirection="column" width={width}>
      <Lines lines={drawing.above} />
      {drawing.table !== null && <UserTable table={drawing.table} />}
      <Lines lines={drawing.below} />
    </Box>
  );
});

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: lines of a screen have no identity but their place
  return lines.map((line, at) => <TextLine key={at} line={line} />);
}
